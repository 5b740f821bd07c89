package org.wms2.condor.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.ports.id.SiteName;

/** Where the work units of a DAG are now, as their landings have elected (job/elect_site.sh). */
public final class ElectedSites {
    private ElectedSites() {}

    /** By ordinal; a work unit that has not landed, or is to land anew, is not in it. */
    public static SortedMap<Integer, SiteName> of(Path dag) throws IOException {
        SortedMap<Integer, SiteName> elected = new TreeMap<>();
        for (Map.Entry<Integer, Path> group :
                Groups.of(dag, 0, Integer.MAX_VALUE).entrySet()) {
            SiteName site = Groups.site(group.getValue());
            if (site != null) {
                elected.put(group.getKey(), site);
            }
        }
        return elected;
    }
}
