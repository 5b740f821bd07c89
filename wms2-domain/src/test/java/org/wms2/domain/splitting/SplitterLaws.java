package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.Span;

/** What holds for every splitter, whatever the input and whatever is wanted of it. */
record SplitterLaws(
        String name, Supplier<Splitter> splitter, InputUnits units, List<InputBlock> blocks, RandomGenerator random) {

    /** All jobs of the blocks. */
    List<SplitJob> jobs(List<Span> wanted) {
        Splitter pass = splitter.get();
        List<SplitJob> jobs = new ArrayList<>();
        for (InputBlock block : blocks) {
            for (Iterator<SplitJob> made = pass.split(block, wanted); made.hasNext(); ) {
                SplitJob job = made.next();
                Span bounds = new Span(block.firstPosition(), block.endPosition());
                assertThat(Spans.within(bounds, job.spans())).as(name + ": a job within a block").isEqualTo(job.spans());
                jobs.add(job);
            }
        }
        return jobs;
    }

    /** The spans of the jobs are what is wanted, each position once and in order. */
    void claimExactly(List<Span> wanted, List<SplitJob> jobs) {
        List<Span> all = new ArrayList<>();
        for (SplitJob job : jobs) {
            assertThat(job.spans()).as(name + ": spans of a job are a set").isNotEmpty().isEqualTo(Spans.joined(job.spans()));
            all.addAll(job.spans());
        }
        assertThat(Spans.size(all)).as(name + ": no position in two jobs").isEqualTo(Spans.size(Spans.joined(all)));
        assertThat(all).as(name + ": jobs in order of their positions").isSorted();
        assertThat(Spans.joined(all)).as(name + ": the wanted positions").isEqualTo(wanted);
    }

    /** Splitting the spans of any consecutive jobs gives these jobs again. */
    void splitAgain(List<SplitJob> jobs, boolean withPileup) {
        for (int i = 0; i < 5 && !jobs.isEmpty(); i++) {
            int from = random.nextInt(jobs.size());
            List<SplitJob> group = jobs.subList(from, random.nextInt(from, jobs.size()) + 1);
            List<Span> spans = Spans.joined(
                    group.stream().flatMap(job -> job.spans().stream()).toList());
            assertThat(compared(jobs(spans), withPileup))
                    .as(name + ": jobs " + from + " and following again")
                    .isEqualTo(compared(group, withPileup));
        }
    }

    /** Files of which nothing is wanted make no difference: without them there are the same jobs. */
    void passOver(List<Span> wanted, List<SplitJob> jobs) {
        List<SplitJob> without = new ArrayList<>();
        Splitter pass = splitter.get();
        for (InputBlock block : blocks) {
            List<InputFile> left = new ArrayList<>();
            List<Span> spans = new ArrayList<>();
            for (InputFile file : block.files()) {
                List<Span> had = units.positionsOf(block, file);
                if (had.isEmpty() || !Spans.within(had.getFirst(), wanted).isEmpty()) {
                    left.add(file);
                }
            }
            InputBlock smaller = new InputBlock(
                    block.ordinal(), block.name(), block.rses(), 0, units.positions(left), left);
            for (InputFile file : left) {
                for (Span had : units.positionsOf(block, file)) {
                    long moved = units.positionsOf(smaller, file).getFirst().first() - had.first();
                    for (Span span : Spans.within(had, wanted)) {
                        spans.add(new Span(span.first() + moved, span.end() + moved));
                    }
                }
            }
            pass.split(smaller, Spans.joined(spans)).forEachRemaining(without::add);
        }
        assertThat(without.stream().map(SplitterLaws::withoutSpans).toList())
                .as(name + ": without files that are not wanted")
                .isEqualTo(jobs.stream().map(SplitterLaws::withoutSpans).toList());
    }

    private static SplitJob withoutSpans(SplitJob job) {
        return new SplitJob(
                job.inputs(), job.mask(), job.range(), job.events(), job.outputEvents(), List.of(), null, job.failure());
    }

    private static List<SplitJob> compared(List<SplitJob> jobs, boolean withPileup) {
        return withPileup ? jobs : jobs.stream().map(SplitterLaws::withoutPileup).toList();
    }

    private static SplitJob withoutPileup(SplitJob job) {
        return new SplitJob(
                job.inputs(), job.mask(), job.range(), job.events(), job.outputEvents(), job.spans(), null, job.failure());
    }

    /** Files have the positions of their block one after the other, and what has none is excluded. */
    void addUp(boolean byLumi) {
        for (InputBlock block : blocks) {
            List<Span> spans = new ArrayList<>();
            Set<Long> withPositions = new HashSet<>();
            for (InputFile file : block.files()) {
                spans.addAll(units.positionsOf(block, file));
                if (!units.positionsOf(block, file).isEmpty()) {
                    withPositions.add(file.ordinal());
                }
            }
            List<Span> all = block.positions() == 0
                    ? List.of()
                    : List.of(new Span(block.firstPosition(), block.endPosition()));
            assertThat(Spans.size(spans)).as(name + ": no position of two files").isEqualTo(block.positions());
            assertThat(Spans.joined(spans)).as(name + ": positions of files").isEqualTo(all);
            List<Exclusion> out = units.exclusions(block.name(), block.files());
            assertThat(out.stream().mapToLong(Exclusion::files).sum() + withPositions.size())
                    .as(name + ": files with positions and files left out")
                    .isEqualTo(block.files().size());
            if (byLumi) {
                assertThat(out.stream().mapToLong(Exclusion::lumis).sum() + block.positions())
                        .as(name + ": lumi sections with positions and those left out")
                        .isEqualTo(block.files().stream().mapToLong(InputFile::lumis).sum());
            }
        }
    }
}
