package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;

/** Carries out what is to be done of a pilot in HTCondor. */
record PilotEffects(Ports ports) {
    /** Looked up by its tag before anything is written or submitted; what HTCondor refuses leaves the estimates. */
    List<Change> submit(Effect.SubmitPilot submit, Request request, Instant now) {
        Pilot pilot = submit.pilot();
        String here = ports.dagFiles().directory(pilot.key());
        if (!here.equals(pilot.directory())) {
            throw new ServiceUnavailableException(
                    "submit directory",
                    pilot.key() + " is to be written to " + pilot.directory() + ", this process writes to " + here
                            + ": give it the --submit-dir that the request was imported with");
        }
        Optional<DagObservation> there = ports.htcondor().find(pilot.key());
        if (there.isPresent()) {
            return PilotEnds.submitted(pilot, there.get().cluster(), now);
        }
        try {
            ports.dagFiles().writePilot(submit.plan());
            return PilotEnds.submitted(pilot, ports.htcondor().submitOnHold(pilot.key(), here), now);
        } catch (ServiceRefusedException e) {
            return PilotEnds.failed(request, pilot, "it was refused: " + e.getMessage(), now);
        }
    }

    List<Change> release(Effect.ReleasePilot release, Instant now) {
        ports.htcondor().release(release.cluster());
        return PilotEnds.released(release.pilot(), now);
    }

    List<Change> remove(Effect.RemovePilot remove) {
        ports.htcondor().remove(remove.cluster(), remove.why());
        return List.of(remove.then());
    }
}
