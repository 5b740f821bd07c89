package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.housekeeping.Archiving;

/**
 * What nobody lists of a request that has ended.
 *
 * @param here whether files are stored on this machine; only then there are counts and LFNs
 * @param patterns of unmerged files at sites
 * @param dropped blocks whose files are to be cleaned
 */
public record LeftoversJson(
        String request,
        boolean here,
        long files,
        long bytes,
        List<String> lfns,
        List<String> patterns,
        List<String> dropped) {

    /** Of what was found. */
    public static LeftoversJson of(String request, Archiving.Leftovers found) {
        Optional<org.wms2.ports.htcondor.SubmitDisk.Leftovers> here = found.here();
        return new LeftoversJson(
                request,
                here.isPresent(),
                here.map(h -> h.found().files()).orElse(0L),
                here.map(h -> h.found().bytes()).orElse(0L),
                here.map(org.wms2.ports.htcondor.SubmitDisk.Leftovers::lfns).orElse(List.of()),
                found.patterns(),
                found.dropped());
    }
}
