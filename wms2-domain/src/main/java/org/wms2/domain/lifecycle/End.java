package org.wms2.domain.lifecycle;

import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.request.RequestStatus;

/**
 * What an end of a DAGMan makes of its DAG and its request.
 *
 * @param reason in words, with what is merged
 * @param suggestion for a person; empty if none is needed
 */
record End(DagStatus dag, RequestStatus request, String reason, String suggestion) {
    private static final String GO_ON = "release";
    private static final String OURS = "WMS2: ";

    /** By rule (docs/states.md, "DagStatus and what ends mean"). */
    static End of(Dag dag, RequestState state, LastWord word, DagFacts facts) {
        long missing = state.units().stream().filter(DagEnd::isMissing).count();
        long there = state.units().size() - missing;
        String count = there + " of " + state.units().size() + " work units are merged";
        if (missing == 0) {
            // However it went: a cleanup may have failed, or a person removed the ad of a DAG that had ended.
            return new End(DagStatus.COMPLETED, RequestStatus.ACTIVE, count, "");
        }
        String look = "see " + dag.directory() + "/workflow.dag.dagman.out";
        return switch (word) {
            case SUCCESS, NODES_FAILED, ABORTED ->
                new End(
                        there > 0 ? DagStatus.PARTIAL : DagStatus.FAILED,
                        RequestStatus.PARTIAL,
                        exited(dag, facts) + (word == LastWord.ABORTED ? ", aborted by a node" : "") + "; " + count
                                + firstFailure(facts),
                        look);
            case HALTED ->
                new End(
                        DagStatus.HALTED,
                        RequestStatus.HELD,
                        "the DAG was drained by a halt file in " + dag.directory() + "; " + count + firstFailure(facts),
                        GO_ON);
            case REMOVED -> removed(facts, "", count);
            case REMOVED_WITHOUT_PROCESS ->
                removed(
                        facts,
                        " while it was held or about to be started: it has written no rescue file, and a release plans"
                                + " anew what is missing",
                        count);
            case REMOVED_BEFORE_START -> removed(facts, " before it had started", count);
            case CANNOT_START -> ourFault(removal(facts) + ": " + words(facts), look);
            case UNREADABLE ->
                ourFault("DAGMan could not run the DAG (" + exited(dag, facts) + "): " + words(facts), look);
            case CYCLE -> ourFault("DAGMan found a cycle in the DAG: " + words(facts), look);
            case LOST_TRACK ->
                new End(
                        DagStatus.INTERRUPTED,
                        RequestStatus.HELD,
                        "DAGMan lost track of its jobs: a second one has run in " + dag.directory()
                                + "; its rescue file is not used; " + count,
                        "see that no other DAGMan runs there, then release: what is missing is planned anew");
            case DIRECTORY_GONE ->
                new End(
                        DagStatus.INTERRUPTED,
                        RequestStatus.HELD,
                        "the submit directory " + dag.directory() + " is gone, and DAGMan with it; " + count
                                + " and stay so; nothing else can be recovered from it",
                        "release: what is missing is planned anew (or bring the directory back before)");
            case DIED ->
                new End(
                        DagStatus.INTERRUPTED,
                        RequestStatus.PARTIAL,
                        exited(dag, facts) + " without a last word; " + count,
                        look);
            case NONE ->
                new End(
                        DagStatus.INTERRUPTED,
                        RequestStatus.PARTIAL,
                        "DAGMan is gone without a last word; " + count,
                        look);
        };
    }

    private static End removed(DagFacts facts, String how, String count) {
        String removal = removal(facts);
        String who = removal.contains(OURS) ? "by WMS2" : "not by WMS2";
        return new End(
                DagStatus.REMOVED,
                RequestStatus.HELD,
                "DAGMan was removed, " + who + (removal.isEmpty() ? "" : " (" + removal + ")") + how + "; " + count,
                GO_ON);
    }

    private static End ourFault(String what, String look) {
        return new End(DagStatus.FAILED, RequestStatus.HELD, "our fault: " + what, look);
    }

    private static String removal(DagFacts facts) {
        return facts.seen().map(DagObservation::reason).orElse("");
    }

    private static String words(DagFacts facts) {
        return facts.lastWords().isEmpty() ? "it has written nothing" : facts.lastWords();
    }

    private static String exited(Dag dag, DagFacts facts) {
        Optional<Integer> onDisk = facts.metrics(dag).map(DagMetrics::exitCode);
        Optional<Integer> inQueue = facts.seen().flatMap(o -> Optional.ofNullable(o.exitCode()));
        return inQueue.or(() -> onDisk).map(code -> "DAGMan exit " + code).orElse("DAGMan ended");
    }

    private static String firstFailure(DagFacts facts) {
        return facts.progress().failed().entrySet().stream()
                .findFirst()
                .map(e -> "; work unit " + e.getKey() + ": " + e.getValue())
                .orElse("");
    }
}
