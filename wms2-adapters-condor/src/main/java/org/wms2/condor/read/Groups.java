package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.SiteName;

/** Work units' directories in a submit directory, and what little of them a view of nodes needs. */
final class Groups {
    private static final Pattern NAME = Pattern.compile("mg_([0-9]{6})");
    private static final Pattern NODE = Pattern.compile("(?m)^JOB\\s+(\\S+)\\s");
    private static final Pattern ELECTED = Pattern.compile("(?m)^WMS2_ELECTED_SITE\\s*=\\s*(\\S+)\\s*$");
    private static final long MAX_DAG = 256L << 20;
    private static final long MAX_INCLUDE = 1L << 16;

    private Groups() {}

    /** The ordinal of a name; empty if it is another name. */
    static Optional<Integer> ordinal(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    /** Directories of work units, by ordinal. */
    static SortedMap<Integer, Path> of(Path dag, int first, int last) throws IOException {
        SortedMap<Integer, Path> groups = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(dag, "mg_*")) {
            for (Path path : found) {
                ordinal(String.valueOf(path.getFileName()))
                        .filter(n -> n >= first && n <= last && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .ifPresent(n -> groups.put(n, path));
            }
        }
        return groups;
    }

    /** Names of the nodes that were planned, in their order in group.dag. */
    static List<String> planned(Path group) {
        return Texts.read(group.resolve("group.dag"), MAX_DAG).stream()
                .flatMap(text -> NODE.matcher(text).results())
                .map(r -> r.group(1))
                .toList();
    }

    /** Where the landing ran; null before. */
    static @Nullable SiteName site(Path group) {
        Optional<String> name = Texts.read(group.resolve("elected_site.inc"), MAX_INCLUDE).stream()
                .flatMap(text -> ELECTED.matcher(text).results())
                .map(r -> r.group(1))
                .findFirst();
        try {
            return name.map(SiteName::new).orElse(null);
        } catch (InputRefusedException e) {
            return null; // not a site's name: whoever wrote it is shown by the jobs that do not start
        }
    }

    /** Whether DAGMan has left a rescue file of a DAG. */
    static boolean hasRescue(Path directory, String dag) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(f -> String.valueOf(f.getFileName()).matches(Pattern.quote(dag) + "\\.rescue[0-9]+"));
        }
    }
}
