package org.wms2.condor.house;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.wms2.condor.Trees;
import org.wms2.ports.htcondor.RemovedFiles;

/**
 * Takes one submit directory away: renamed to {@code .<name>.gone} first, then deleted with what lies beside it for it, then
 * the request's own directories above it if they are empty. Killed anywhere, it goes on where it was when it is called again.
 */
final class DirectoryRemoval {
    /** What {@code DirectoryLock} and the writer leave beside a submit directory. */
    private static final List<String> BESIDE = List.of("gone", "new", "old", "lock", "submission");

    private DirectoryRemoval() {}

    static RemovedFiles of(Path directory, Path root) throws IOException {
        Path gone = beside(directory, "gone");
        RemovedFiles removed = measure(gone);
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Trees.delete(gone); // of a removal that was killed, before somebody made the directory anew
            removed = removed.plus(measure(directory));
            Files.move(directory, gone, StandardCopyOption.ATOMIC_MOVE);
            Trees.forceOne(parent(directory));
        }
        for (String suffix : BESIDE) {
            Trees.delete(beside(directory, suffix));
        }
        for (Path above = parent(directory); !above.equals(root); above = parent(above)) {
            if (!deletedIfEmpty(above)) {
                break;
            }
        }
        return removed;
    }

    private static boolean deletedIfEmpty(Path directory) throws IOException {
        try {
            Files.delete(directory);
            return true;
        } catch (NoSuchFileException e) {
            return true; // gone already: the one above may be empty too
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    private static RemovedFiles measure(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return RemovedFiles.NONE;
        }
        long[] sums = new long[2];
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sums[0]++;
                sums[1] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return new RemovedFiles(sums[0], sums[1]);
    }

    private static Path beside(Path directory, String suffix) {
        return directory.resolveSibling("." + directory.getFileName() + "." + suffix);
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), () -> path + " has no parent");
    }
}
