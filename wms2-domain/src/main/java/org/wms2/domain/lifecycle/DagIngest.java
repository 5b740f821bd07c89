package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.outputs.BlockFilling;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RseName;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.workflow.OutputModule;

/** Takes in what work units have done: each finished one is seen once, its files go into blocks in the same change. */
final class DagIngest {
    /** Work units merged in one change set: bounds the transaction. */
    private static final int BATCH = 50;

    private DagIngest() {}

    /** What has to be stored of the news; empty if there are none. */
    static Optional<Decision> next(RequestState state, DagFacts facts, SiteMap sites, Instant now) {
        List<Change> changes = new ArrayList<>();
        BlockFilling filling = new BlockFilling(
                state.request().name(), state.blocks(), state.workflow().blockLimits(), now);
        int merged = 0;
        int started = 0;
        for (WorkUnit unit : state.units()) {
            WorkUnitManifest manifest = facts.manifests().get(unit.ordinal());
            boolean open = unit.status() == WorkUnitStatus.PLANNED || unit.status() == WorkUnitStatus.RUNNING;
            if (!open) {
                continue;
            }
            Optional<String> conflict = manifest == null ? Optional.empty() : conflict(state, unit, manifest, sites);
            if (conflict.isPresent()) {
                if (state.request().status() != RequestStatus.ACTIVE) {
                    // Held already, or on its way out: what is in conflict is not taken in, and stops nobody.
                    continue;
                }
                return Optional.of(hold(state, conflict.get()));
            }
            if (unit.status() == WorkUnitStatus.PLANNED && isStarted(unit, facts)) {
                changes.add(move(unit, WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING, null));
                started++;
            }
            if (manifest != null && merged < BATCH) {
                changes.add(move(unit, WorkUnitStatus.RUNNING, WorkUnitStatus.MERGED, manifest));
                filling.add(unit.id(), manifest.files(), rse(manifest, sites));
                merged++;
            }
        }
        changes.addAll(filling.changes());
        if (!changes.isEmpty() && state.request().status() == RequestStatus.ACTIVE) {
            // The clock of a running DAG tells for how long nothing has come of it.
            changes.add(new Change.Wait("", now));
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Apply(changes, started + " work units started, " + merged + " merged"));
    }

    private static boolean isStarted(WorkUnit unit, DagFacts facts) {
        return facts.progress().started().contains(unit.ordinal())
                || facts.manifests().containsKey(unit.ordinal());
    }

    private static Change move(
            WorkUnit unit, WorkUnitStatus from, WorkUnitStatus to, @Nullable WorkUnitManifest manifest) {
        WorkUnitMoves.TABLE.require(from, to);
        return new Change.MoveWorkUnit(unit.id(), from, to, manifest == null ? null : manifest.site(), "");
    }

    private static RseName rse(WorkUnitManifest manifest, SiteMap sites) {
        return sites.outputRse(manifest.site()).orElseThrow();
    }

    /** Why a manifest cannot be what was planned; empty if it is. */
    private static Optional<String> conflict(
            RequestState state, WorkUnit unit, WorkUnitManifest manifest, SiteMap sites) {
        String where = "work unit " + unit.id() + " (" + unit.ordinal() + "): ";
        if (!manifest.id().equals(unit.id()) || manifest.jobs() != unit.jobs()) {
            return Optional.of(where + "expected " + unit.id() + " with " + unit.jobs() + " jobs, its manifest is of "
                    + manifest.id() + " with " + manifest.jobs());
        }
        if (sites.outputRse(manifest.site()).isEmpty()) {
            return Optional.of(where + "CRIC knows no RSE of site " + manifest.site() + ", where it ran");
        }
        for (OutputModule output : state.workflow().keptOutputs()) {
            long events = manifest.events(output.step(), output.module());
            if (events != unit.expectedEvents()) {
                return Optional.of(where + "expected " + unit.expectedEvents() + " events of " + output.dataset()
                        + ", its manifest has " + events);
            }
        }
        return Optional.empty();
    }

    private static Decision hold(RequestState state, String reason) {
        RequestMoves.TABLE.require(state.request().status(), RequestStatus.HELD);
        return new Decision.Apply(
                List.of(new Change.MoveRequest(
                        state.request().status(),
                        RequestStatus.HELD,
                        Cause.OUTPUT_CONFLICT,
                        "outputs in conflict: " + reason,
                        "compare the manifest with the plan in the submit directory")),
                "held: " + reason);
    }
}
