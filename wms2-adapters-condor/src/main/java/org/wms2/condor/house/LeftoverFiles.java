package org.wms2.condor.house;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.wms2.ports.htcondor.RemovedFiles;
import org.wms2.ports.htcondor.StoredUnder;
import org.wms2.ports.htcondor.SubmitDisk.Leftovers;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.WorkUnitId;

/**
 * Files in the pretended sites' storage whose names carry the id of a work unit (docs/states.md, names) and that nobody
 * knows. Directories stay: a job may be about to write into one.
 */
record LeftoverFiles(Path storage) {
    private static final Pattern THOUSAND = Pattern.compile("[0-9]{5}");
    private static final int ID_LENGTH = 10;

    Leftovers of(List<StoredUnder> places, boolean delete) throws IOException {
        List<Path> found = new ArrayList<>();
        for (StoredUnder place : places) {
            Path base = storage.resolve(place.lfnBase().substring(1)).normalize();
            if (base.startsWith(storage) && Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
                below(base, place, found);
            }
        }
        RemovedFiles sum = RemovedFiles.NONE;
        for (Path file : found) {
            sum = sum.plus(new RemovedFiles(1, Files.size(file)));
            if (delete) {
                Files.deleteIfExists(file);
            }
        }
        return new Leftovers(
                sum,
                found.stream().map(this::lfn).sorted().limit(Leftovers.NAMED).toList());
    }

    private void below(Path base, StoredUnder place, List<Path> found) throws IOException {
        Set<String> ids = place.units().stream().map(WorkUnitId::value).collect(Collectors.toSet());
        Set<String> known = place.known().stream().map(Lfn::value).collect(Collectors.toSet());
        try (DirectoryStream<Path> thousands = Files.newDirectoryStream(base)) {
            for (Path thousand : thousands) {
                boolean ours =
                        THOUSAND.matcher(String.valueOf(thousand.getFileName())).matches();
                if (ours && Files.isDirectory(thousand, LinkOption.NOFOLLOW_LINKS)) {
                    in(thousand, ids, known, found);
                }
            }
        }
    }

    private void in(Path directory, Set<String> ids, Set<String> known, List<Path> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean carriesAnId = name.length() > ID_LENGTH
                        && name.charAt(ID_LENGTH) == '-'
                        && ids.contains(name.substring(0, ID_LENGTH));
                if (carriesAnId && !known.contains(lfn(file)) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(file);
                }
            }
        }
    }

    private String lfn(Path file) {
        return "/" + storage.relativize(file);
    }
}
