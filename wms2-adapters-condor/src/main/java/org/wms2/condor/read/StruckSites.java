package org.wms2.condor.read;

import java.nio.file.Path;
import java.util.List;
import org.wms2.ports.id.SiteName;

/** The sites that work units have struck, from the files {@code mg_N/struck} (resource job/group_end.sh), one site per line. */
final class StruckSites {
    private static final long MAX_BYTES = 1L << 20;

    private StruckSites() {}

    /** The sites that one work unit has struck. */
    static List<SiteName> read(Path group) {
        return Texts.read(group.resolve("struck"), MAX_BYTES).stream()
                .flatMap(String::lines)
                .map(SiteName::new)
                .toList();
    }
}
