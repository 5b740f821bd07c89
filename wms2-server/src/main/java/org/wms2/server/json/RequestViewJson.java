package org.wms2.server.json;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wms2.domain.RequestView;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.workflow.Workflow;

/**
 * All that there is to say of one request.
 *
 * @param jobs in the queue as last seen; absent if no DAG is live or the schedd did not answer
 * @param drivenBy who works on it now; absent if nobody does
 */
public record RequestViewJson(
        RequestJson request,
        Optional<String> splitting,
        UnitsJson workUnits,
        Optional<JobCounts> jobs,
        List<DagJson> dags,
        List<OutputJson> outputs,
        List<BlockJson> blocks,
        List<TransitionJson> transitions,
        Optional<String> drivenBy,
        List<FailureJson> failures) {

    /** Work units of all rounds. */
    public record UnitsJson(long total, Map<String, Long> byStatus, long jobs, long expectedEvents, long mergedEvents) {
        static UnitsJson of(WorkUnitCounts counts) {
            Map<String, Long> words = new TreeMap<>();
            counts.byStatus().forEach((status, number) -> words.put(status.word(), number));
            return new UnitsJson(counts.total(), words, counts.jobs(), counts.expectedEvents(), counts.mergedEvents());
        }
    }

    /** One attempt of one round. */
    public record DagJson(
            String id,
            int attempt,
            int round,
            String status,
            Optional<String> cluster,
            String directory,
            int workUnits,
            long jobs,
            long expectedEvents,
            String reason,
            Instant statusSince) {
        static DagJson of(Dag dag) {
            return new DagJson(
                    dag.key().tag().toString(),
                    dag.key().attempt(),
                    dag.round(),
                    dag.status().word(),
                    Optional.ofNullable(dag.cluster()).map(ClusterId::toString),
                    dag.directory(),
                    dag.workUnits(),
                    dag.jobs(),
                    dag.expectedEvents(),
                    dag.reason(),
                    dag.statusSince());
        }
    }

    /** One output dataset with its sums. */
    public record OutputJson(String dataset, String status, int blocks, int files, long events, long bytes) {
        static OutputJson of(OutputDataset output) {
            return new OutputJson(
                    output.dataset().toString(),
                    output.status().word(),
                    output.blocks(),
                    output.files(),
                    output.events(),
                    output.bytes());
        }
    }

    /** One output block. */
    public record BlockJson(
            String block, String rse, String status, int files, long events, long bytes, String reason, int retries) {
        static BlockJson of(OutputBlock block) {
            return new BlockJson(
                    block.name().toString(),
                    block.rse().toString(),
                    block.status().word(),
                    block.files(),
                    block.events(),
                    block.bytes(),
                    block.reason(),
                    block.retries());
        }
    }

    /** Failed nodes of one work unit that failed alike. */
    public record FailureJson(
            String workUnit,
            int attempt,
            Optional<String> site,
            String category,
            int exitCode,
            int nodes,
            String node,
            String message) {
        static FailureJson of(Failure failure) {
            return new FailureJson(
                    failure.workUnit().toString(),
                    failure.attempt(),
                    Optional.ofNullable(failure.site()).map(SiteName::toString),
                    failure.category().word(),
                    failure.exitCode(),
                    failure.nodes(),
                    failure.node(),
                    failure.message());
        }
    }

    /** One move. */
    public record TransitionJson(
            String kind, String subject, String from, String to, Instant at, String why, String who) {
        static TransitionJson of(Transition move) {
            return new TransitionJson(
                    move.kind().name().toLowerCase(Locale.ROOT),
                    move.subject(),
                    move.from(),
                    move.to(),
                    move.at(),
                    move.why(),
                    move.who());
        }
    }

    /** The form of a view. */
    public static RequestViewJson of(RequestView view) {
        return new RequestViewJson(
                RequestJson.of(view.request()),
                view.workflow().map(Workflow::splitting).map(s -> s.algo().word()),
                UnitsJson.of(view.units()),
                view.jobs(),
                view.dags().stream().map(DagJson::of).toList(),
                view.outputs().stream().map(OutputJson::of).toList(),
                view.blocks().stream().map(BlockJson::of).toList(),
                view.transitions().stream().map(TransitionJson::of).toList(),
                view.claim().filter(ClaimView::live).map(ClaimView::owner),
                view.failures().stream().map(FailureJson::of).toList());
    }
}
