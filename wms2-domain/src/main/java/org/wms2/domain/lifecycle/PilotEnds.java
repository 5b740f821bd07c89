package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;

/** What is stored when a pilot has been submitted, released, or has ended without a measurement. */
final class PilotEnds {
    private PilotEnds() {}

    static List<Change> submitted(Pilot pilot, ClusterId cluster, Instant now) {
        return List.of(new Change.PutPilot(pilot.submitted(cluster, now), pilot.status()));
    }

    static List<Change> released(Pilot pilot, Instant now) {
        return List.of(new Change.PutPilot(pilot.released(now), pilot.status()), intentEnds(pilot));
    }

    /** The request goes on with its own estimates. */
    static List<Change> failed(Request request, Pilot pilot, String why, Instant now) {
        return ended(
                pilot,
                PilotStatus.FAILED,
                why,
                now,
                PlanningSteps.moveChange(
                        request,
                        RequestStatus.PLANNING,
                        "no measurement, the request's own estimates are used: " + why));
    }

    static List<Change> ended(Pilot pilot, PilotStatus to, String why, Instant now, Change... more) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutPilot(pilot.ended(to, why, now), pilot.status()));
        changes.add(intentEnds(pilot));
        changes.addAll(Arrays.asList(more));
        return changes;
    }

    private static Change intentEnds(Pilot pilot) {
        return new Change.EndIntent(SubjectKind.DAG, Intent.dag(pilot.key()), IntentAction.SUBMIT_PILOT);
    }
}
