package org.wms2.ports.pilot;

import java.util.List;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.DagHeader;

/**
 * What a pilot is to do.
 *
 * @param header of the first round, under the pilot's own key
 * @param events of its first run, 1 or more; the others have two and four times as many
 * @param sites where it may run, one or more
 */
public record PilotPlan(DagHeader header, long events, List<SiteName> sites) {
    public PilotPlan {
        sites = List.copyOf(sites);
    }
}
