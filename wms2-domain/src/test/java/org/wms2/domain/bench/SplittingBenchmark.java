package org.wms2.domain.bench;

import java.util.Iterator;
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
import org.wms2.domain.splitting.SplitJob;
import org.wms2.domain.splitting.Splitter;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.Workflow;

/** All jobs of a dataset that is in memory, over and over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class SplittingBenchmark {
    /** How the dataset is cut. */
    @Param
    public Cut cut = Cut.FILE_BASED;

    /** How many files it has. */
    @Param({"10000", "1000000"})
    public int files = 10_000;

    private Workflow workflow = cut.workflow(new Dataset(files));
    private List<InputBlock> blocks = List.of();

    /** What JMH counts beside invocations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Made {
        /** Jobs made so far. */
        public long jobs;
    }

    /** Makes the dataset. */
    @Setup(Level.Trial)
    public void prepare() {
        Dataset dataset = new Dataset(files);
        workflow = cut.workflow(dataset);
        blocks = cut == Cut.GENERATOR ? List.of() : dataset.blocks(Splitters.units(workflow));
    }

    /** One pass over the dataset. */
    @Benchmark
    public void split(Made made, Blackhole sink) {
        if (cut == Cut.GENERATOR) {
            take(Splitters.generated(workflow, List.of(Span.ALL)), made, sink);
            return;
        }
        Splitter splitter = Splitters.of(workflow);
        List<Span> wanted = List.of(Span.ALL);
        for (InputBlock block : blocks) {
            take(splitter.split(block, wanted), made, sink);
        }
    }

    private static void take(Iterator<SplitJob> jobs, Made made, Blackhole sink) {
        while (jobs.hasNext()) {
            sink.consume(jobs.next());
            made.jobs++;
        }
    }
}
