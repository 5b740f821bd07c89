package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.workflow.Workflow;

/**
 * What is stored of one request: the first half of what a step decides on.
 *
 * @param dag the newest, if any
 * @param units of that DAG, by ordinal
 * @param blocks of the request, oldest first
 * @param wishes open ones, oldest first
 * @param submissionIntended whether the newest DAG has an open intent to submit it: it may be in HTCondor
 */
public record RequestState(
        Request request,
        Workflow workflow,
        Optional<Dag> dag,
        List<WorkUnit> units,
        List<OutputBlock> blocks,
        List<Wish> wishes,
        boolean submissionIntended) {
    public RequestState {
        units = List.copyOf(units);
        blocks = List.copyOf(blocks);
        wishes = List.copyOf(wishes);
    }

    /**
     * What the stores have of a request.
     *
     * @throws Wms2Exception with code INTERNAL if it has no workflow
     */
    public static RequestState of(Request request, Stores stores) {
        RequestName name = request.name();
        Optional<Dag> dag = stores.work().latestDag(name);
        return new RequestState(
                request,
                stores.work()
                        .workflow(name)
                        .orElseThrow(() ->
                                new Wms2Exception(ErrorCode.INTERNAL, "request " + name + " has no workflow row")),
                dag,
                dag.map(d -> stores.work().workUnits(d.key())).orElse(List.of()),
                stores.outputs().blocks(name),
                stores.wishes().open(name),
                dag.filter(d -> d.status() == DagStatus.READY)
                        .map(d -> stores.work().openIntents(SubjectKind.DAG, Intent.dag(d.key())).stream()
                                .anyMatch(i -> i.action() == IntentAction.SUBMIT_DAG))
                        .orElse(false));
    }

    /** The newest DAG, if it may be in HTCondor: its submission is intended, and its end has not been applied. */
    public Optional<Dag> liveDag() {
        return openDag().filter(d -> switch (d.status()) {
            case READY -> submissionIntended;
            case PLANNING -> false;
            case SUBMITTED, RUNNING, COMPLETED, PARTIAL, FAILED, STOPPED, REMOVED, HALTED, INTERRUPTED -> true;
        });
    }

    /** The newest DAG, if it belongs to the current round and its end has been applied. */
    public Optional<Dag> endedDag() {
        return dag.filter(d -> d.round() == request.round() && !d.status().isOpen());
    }

    /** Whether the request still waits with these words, which a step has left in its row, for its next look. */
    boolean waitsSaying(String words, Instant now) {
        return request.reason().equals(words) && request.nextLook().isAfter(now);
    }

    /** Work units of the newest DAG that have made nothing yet. */
    public List<WorkUnit> missing() {
        return units.stream()
                .filter(u -> switch (u.status()) {
                    case PLANNED, RUNNING, FAILED -> true;
                    case MERGED, REGISTERED, REPLACED, ABANDONED -> false;
                })
                .toList();
    }

    /** The newest DAG, if its end has not been applied. */
    public Optional<Dag> openDag() {
        return dag.filter(d -> d.status().isOpen());
    }
}
