package org.wms2.condor.house;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Which paths are submit directories of ours: only those are ever packed or deleted. */
record SubmitPath(Path root) {
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\-]*"),
            Pattern.compile("v[1-9][0-9]*"),
            Pattern.compile("r[0-9]+|pilot_[0-9]+"));

    /**
     * The path, which need not exist.
     *
     * @throws Wms2Exception with code CONFLICT if it is none
     */
    Path require(String directory) {
        Path path = path(directory);
        if (!path.isAbsolute() || !path.equals(path.normalize()) || !path.startsWith(root)) {
            throw refused(directory, "it is not below " + root);
        }
        Path below = root.relativize(path);
        Path at = root;
        if (below.getNameCount() != NAMES.size()) {
            throw refused(directory, "its path does not end in <request>/v<version>/r<round>");
        }
        for (int i = 0; i < NAMES.size(); i++) {
            String name = below.getName(i).toString();
            at = at.resolve(name);
            if (!NAMES.get(i).matcher(name).matches()) {
                throw refused(directory, "its path does not end in <request>/v<version>/r<round>");
            }
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(directory, at + " is no directory of its own (a link?)");
            }
        }
        return path;
    }

    private static Path path(String directory) {
        try {
            return Path.of(directory);
        } catch (InvalidPathException e) {
            throw refused(directory, "it is no path");
        }
    }

    private static Wms2Exception refused(String directory, String why) {
        return new Wms2Exception(
                ErrorCode.CONFLICT,
                directory + " is not one of this machine's submit directories: " + why + "; nothing was touched");
    }
}
