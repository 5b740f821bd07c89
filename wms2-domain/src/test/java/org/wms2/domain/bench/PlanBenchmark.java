package org.wms2.domain.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.workflow.Workflow;

/** All rounds of a request whose dataset is in memory: jobs, work units with ids, sites and claimed positions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class PlanBenchmark {
    /** How the dataset is cut. */
    @Param({"FILE_BASED", "EVENT_BASED", "LUMI_BASED", "EVENT_AWARE_LUMI_BASED"})
    public Cut cut = Cut.FILE_BASED;

    /** How many files it has. */
    @Param("100000")
    public int files = 100_000;

    private WholePlan plan = new WholePlan(cut.workflow(new Dataset(files)), 0, within -> List.of());

    /** What JMH counts beside invocations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Made {
        /** Jobs planned so far. */
        public long jobs;
    }

    /** Makes the dataset. */
    @Setup(Level.Trial)
    public void prepare() {
        Dataset dataset = new Dataset(files);
        Workflow workflow = cut.workflow(dataset);
        InputUnits units = Splitters.units(workflow);
        List<InputBlock> blocks = dataset.blocks(units);
        long each = blocks.getFirst().positions();
        plan = new WholePlan(
                workflow,
                dataset.positions(units),
                within -> blocks.subList((int) Math.min(blocks.size(), within.first() / each), blocks.size()));
    }

    /** Every round. */
    @Benchmark
    public void plan(Made made, Blackhole sink) {
        made.jobs += plan.run(sink::consume).jobs();
    }
}
