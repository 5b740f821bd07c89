package org.wms2.condor.house;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an archive holds, or what directories hold: by path below the submit directory, for a file its SHA-256, for a link
 * {@code -> } and its target.
 *
 * @param bytes of the files
 */
record PackedFiles(SortedMap<String, String> entries, long bytes) {
    /** The manifest's name in an archive; the format is that of sha256sum(1), links are comments. */
    static final String MANIFEST = "MANIFEST.sha256";

    private static final String LINK = "-> ";

    static String link(String target) {
        return LINK + target;
    }

    /** The part that is below a directory. */
    Map<String, String> below(String directory) {
        return entries.entrySet().stream()
                .filter(e -> e.getKey().startsWith(directory + "/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    byte[] manifest() {
        StringBuilder text = new StringBuilder();
        entries.forEach((path, content) -> text.append(
                content.startsWith(LINK) ? "# link " + path + " " + content + "\n" : content + "  " + path + "\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
