package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.input.SnapshotReader;
import org.wms2.domain.input.SnapshotView;
import org.wms2.domain.outputs.BlockEffects;
import org.wms2.domain.outputs.InvalidationEffects;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Claim;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.OutputModule;

/** Carries effects out, and says what has to be stored of their outcome. Thread-safe. */
final class Effects {
    private final Ports ports;
    private final SharedQueue queue;
    private final Duration lease;
    private final Duration pollInterval;
    private final BlockEffects blocks;
    private final InvalidationEffects invalidations;
    private final Reports reports;
    private final Rescues rescues;
    private final PilotEffects pilots;
    private final TendingEffects tending;
    private final HeldDagman heldDagman;

    Effects(Ports ports, DomainSettings settings, SharedQueue queue, Steps steps) {
        this.ports = ports;
        this.queue = queue;
        this.rescues = steps.rescues();
        this.reports = steps.reports();
        this.heldDagman = steps.heldDagman();
        this.tending = new TendingEffects(ports, queue, steps.tending());
        this.pilots = new PilotEffects(ports);
        this.lease = settings.lease();
        this.pollInterval = settings.pollInterval();
        this.blocks = new BlockEffects(ports, settings);
        this.invalidations = new InvalidationEffects(ports, settings.destinationRse());
    }

    /**
     * Does it.
     *
     * @throws org.wms2.ports.error.ServiceUnavailableException if its outcome is unknown
     * @throws org.wms2.ports.error.Wms2Exception if it is refused
     */
    List<Change> run(Effect effect, RequestState state, Claim claim, Instant now) {
        return switch (effect) {
            case Effect.TakeSnapshot() -> {
                readInput(state, claim, now);
                yield List.of(PlanningSteps.moveChange(
                        state.request(), RequestStatus.QUEUED, "everything to plan with is at hand"));
            }
            case Effect.RefreshSnapshot() -> {
                readInput(state, claim, now);
                yield List.of();
            }
            case Effect.WriteDag write -> {
                requireItsDirectory(write.dag());
                PreparedDag prepared = ports.dagFiles().write(write.plan(), () -> requireOurs(claim));
                yield PlanningSteps.ready(state, write, prepared, now);
            }
            case Effect.SubmitDag submit -> DagSubmission.submitted(submit.dag(), submitOrAdopt(submit));
            case Effect.ReleaseDag release -> {
                ports.htcondor().release(release.cluster());
                yield DagSubmission.released(release.dag());
            }
            case Effect.RemoveDag remove -> {
                ports.htcondor()
                        .remove(
                                remove.seen().cluster(),
                                "WMS2: stop of " + remove.dag().key());
                queue.forget();
                yield List.of(new Change.Wait(Cause.STOPPING, Stopping.ASKED, now.plus(pollInterval)));
            }
            case Effect.SubmitPilot submit -> pilots.submit(submit, state.request(), now);
            case Effect.ReleasePilot release -> pilots.release(release, now);
            case Effect.RemovePilot remove -> pilots.remove(remove);
            case Effect.ReleaseHeldDag held -> {
                ports.htcondor().release(held.cluster());
                heldDagman.released(held.dag().key());
                queue.forget();
                yield List.of(new Change.Wait(Cause.DAGMAN_HELD, HeldDagman.RELEASED, now.plus(pollInterval)));
            }
            case Effect.GiveUpDag up -> {
                ports.htcondor().remove(up.seen().cluster(), "WMS2: " + up.why());
                queue.forget();
                yield List.of(new Change.Wait(Cause.DAGMAN_HELD, up.why(), now.plus(pollInterval)));
            }
            case Effect.RemoveLeftovers left -> {
                OwnSchedd.removeLeftovers(
                        ports.htcondor(),
                        left.dag().key(),
                        left.dag().cluster(),
                        "WMS2: DAGMan of " + left.dag().key() + " is gone");
                // A held request goes on saying why it is held.
                Request request = state.request();
                boolean held = request.status() == RequestStatus.HELD;
                yield List.of(new Change.Wait(
                        held ? request.cause() : Cause.STOPPING,
                        held ? request.reason() : Stopping.ASKED,
                        now.plus(pollInterval)));
            }
            case Effect.OnRunningDag running -> {
                requireItsDirectory(running.dag());
                yield switch (running) {
                    case Effect.WriteBans e -> tending.writeBans(e);
                    case Effect.SetPriority e -> tending.setPriority(e);
                    case Effect.RaiseMemory e -> tending.raiseMemory(e);
                };
            }
            case Effect.PrepareRescue prepare -> {
                requireItsDirectory(prepare.ended());
                yield rescues.prepare(state, prepare.ended(), () -> requireOurs(claim), now);
            }
            case Effect.SweepStray sweep -> {
                ports.htcondor()
                        .remove(
                                sweep.stray(),
                                "WMS2: stray submission of " + sweep.dag().key());
                queue.forget();
                yield List.of();
            }
            case Effect.InjectBlock e -> blocks.inject(e.block(), state.workflow(), now);
            case Effect.ProtectSource e -> blocks.protectSource(e.block(), now);
            case Effect.RequestTransfer e -> blocks.requestTransfer(e.block(), now);
            case Effect.FollowTransfer e -> blocks.follow(e.block(), now);
            case Effect.ReleaseSource e -> blocks.releaseSource(e.block(), now);
            case Effect.OnReqMgr2 e -> reports.run(e, state, now);
            case Effect.InvalidateOutputs e -> {
                if (e.replaced()) {
                    makeValid(state);
                }
                invalidations.invalidate(e.earlier(), e.blocks());
                yield Invalidation.done(state, e);
            }
            case Effect.AnnounceDatasets() -> {
                makeValid(state);
                yield RoundEnd.completed(
                        state, ports.stores().work().counts(state.request().name()));
            }
        };
    }

    /** Where a DAG lives is fixed with its tag; a process with another submit directory leaves it alone. */
    private void requireItsDirectory(Dag dag) {
        String here = ports.dagFiles().directory(dag.key());
        if (!here.equals(dag.directory())) {
            throw new ServiceUnavailableException(
                    "submit directory",
                    dag.key() + " is to be written to " + dag.directory() + ", this process writes to " + here
                            + ": give it the --submit-dir that the request was imported with");
        }
    }

    /**
     * Nobody has taken the request over, asked while nobody else can write its directory: what a process that was away
     * would write never replaces what its heir has written.
     */
    private void requireOurs(Claim claim) {
        Optional<Claim> now = ports.stores()
                .requests()
                .claim(claim.request(), ports.identity().process(), lease);
        if (!now.equals(Optional.of(claim))) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "another process has taken " + claim.request() + " over: nothing of ours is written");
        }
    }

    private ClusterId submitOrAdopt(Effect.SubmitDag submit) {
        Optional<DagObservation> there = ports.htcondor().find(submit.dag().key());
        return there.map(DagObservation::cluster)
                .orElseGet(() -> ports.htcondor()
                        .submitOnHold(submit.dag().key(), submit.dag().directory()));
    }

    private void readInput(RequestState state, Claim claim, Instant now) {
        Optional<InputSelection> selection = state.workflow().inputSelection();
        if (selection.isPresent()) {
            Iterator<SnapshotPart> parts = new SnapshotReader(ports.dbs(), ports.rucio())
                    .read(
                            state.workflow(),
                            state.request().options(),
                            InputFacts.of(state, ports.stores()).isOpen(),
                            SnapshotView.of(ports.stores(), state.request().name()));
            ports.stores()
                    .snapshots()
                    .extend(claim, selection.get().dataset(), now, new Renewing<>(parts, ports, claim, now, lease));
        }
    }

    private void makeValid(RequestState state) {
        for (OutputModule output : state.workflow().keptOutputs()) {
            DatasetName dataset = output.dataset();
            ports.dbs().setAccessType(dataset, DatasetAccessType.VALID);
        }
    }
}
