package org.wms2.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.ledger.Audit;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.WorkUnitCounts;

/** The laws of one request: at its moves, and at its end. */
final class EndLaws {
    private final Outside outside;
    private final World world;

    EndLaws(Outside outside, World world) {
        this.outside = outside;
        this.world = world;
    }

    /** Nothing of a request runs in HTCondor while it is in a status that has no live DAG. */
    void liveDag(Request request) {
        boolean may = switch (request.status()) {
            case PILOT_RUNNING, ACTIVE, STOPPING, HELD -> true;
            case NEW, SUBMITTED, QUEUED, PLANNING, PARTIAL, RESUBMITTING, COMPLETED, FAILED, ABORTED -> false;
        };
        if (!may && outside.condor.anyAlive(k -> Laws.requestOf(k).equals(requestOf(request)))) {
            outside.laws.breaks(
                    request.name() + " is " + request.status() + " while its DAG runs: " + request.reason());
        }
    }

    private static String requestOf(Request request) {
        String tag = DagTag.of(request.name(), request.processingVersion(), 0).value();
        return tag.substring(0, tag.lastIndexOf("-r"));
    }

    /** Every unit of its input is in exactly one state. */
    void audit(Request request) {
        new Audit(outside.stores)
                .full(request.name())
                .firstDifference()
                .ifPresent(
                        d -> outside.laws.breaks("audit of " + request.name() + " (" + request.status() + "): " + d));
    }

    /** In the end: it is over, and DBS has what it made, once. */
    void check(Request request) {
        if (!request.status().isFinal() || request.owing()) {
            outside.laws.breaks(request.name() + " does not end: " + request.status()
                    + (request.owing() ? " and owing" : "") + " since " + request.statusSince() + ", "
                    + request.cause() + ": " + request.reason());
            return;
        }
        audit(request);
        registered(request);
        if (request.status() == RequestStatus.COMPLETED) {
            completed(request);
        }
        openDags(request);
    }

    private void openDags(Request request) {
        List<Dag> open = outside.stores.work().dags(request.name()).stream()
                .filter(d -> d.status().isOpen())
                .toList();
        if (!open.isEmpty()) {
            outside.laws.breaks(request.name() + " is " + request.status() + " and a DAG is open: " + open);
        }
    }

    /** Each file of a registered block is in DBS, there and nowhere else; DBS has no others. */
    private void registered(Request request) {
        for (OutputDataset dataset : outside.stores.outputs().datasets(request.name())) {
            long events = 0;
            for (OutputBlock block : blocks(request, dataset.dataset())) {
                if (block.status().isRegistered()) {
                    events += block.events();
                    outside.stores.outputs().files(block.name()).forEach(this::isThere);
                    if (!outside.rucio.isKept(block.name()) && request.status() == RequestStatus.COMPLETED) {
                        outside.laws.breaks("no rule keeps block " + block.name());
                    }
                }
            }
            if (events != outside.dbs.events(dataset.dataset())) {
                outside.laws.breaks(dataset.dataset() + " has " + outside.dbs.events(dataset.dataset())
                        + " events in DBS, and " + events + " in registered blocks");
            }
        }
    }

    private void isThere(RegisteredFile file) {
        Optional<BlockName> block = outside.dbs.blockOf(file.file().lfn());
        if (!block.equals(Optional.of(file.block()))) {
            outside.laws.breaks("file " + file.file().lfn() + " of block " + file.block() + " is in DBS in " + block);
        }
    }

    private List<OutputBlock> blocks(Request request, DatasetName dataset) {
        return new ArrayList<>(outside.stores.outputs().blocks(request.name()).stream()
                .filter(b -> b.dataset().equals(dataset))
                .toList());
    }

    /** Completed: all of its events, or less by what somebody has given up. */
    private void completed(Request request) {
        WorkUnitCounts counts = outside.stores.work().counts(request.name());
        boolean givenUp = counts.in(WorkUnitStatus.ABANDONED) > 0
                || outside.stores.ledger().positions(request.name()).getOrDefault(LedgerState.EXCLUDED, 0L) > 0;
        for (OutputDataset dataset : outside.stores.outputs().datasets(request.name())) {
            long events = outside.dbs.events(dataset.dataset());
            long all = world.events.getOrDefault(request.name(), 0L);
            if (givenUp ? events >= all : events != all) {
                outside.laws.breaks(dataset.dataset() + " of a completed request has " + events + " of " + all
                        + " events" + (givenUp ? ", although some were given up" : ""));
            }
            if (outside.dbs.type(dataset.dataset()).orElse(null) != DatasetAccessType.VALID) {
                outside.laws.breaks(dataset.dataset() + " of a completed request is not valid");
            }
        }
    }
}
