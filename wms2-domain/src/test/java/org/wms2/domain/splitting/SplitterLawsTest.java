package org.wms2.domain.splitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiMask;

/** Laws of the splitters on random input; -Dwms2.seed gives a failed one again. */
class SplitterLawsTest {
    private static final int TIMES = 400;

    private final long seed = Inputs.seed();
    private final RandomGenerator random = Inputs.random(seed);
    private final RandomBlocks input = new RandomBlocks(random);

    @RepeatedTest(TIMES)
    void LumiBased_has_every_good_lumi_section_in_one_job() {
        LumiSelection selection = input.selection();
        LumiBased.Rules rules = new LumiBased.Rules(selection, random.nextLong(1, 12), 0);
        lumiLaws("LumiBased " + rules + " seed " + seed, selection, () -> new LumiBased(rules), true);
    }

    @RepeatedTest(TIMES)
    void EventAwareLumiBased_has_every_good_lumi_section_in_one_job() {
        LumiSelection selection = input.selection();
        EventAwareLumiBased.Rules rules = new EventAwareLumiBased.Rules(
                selection, random.nextLong(1, 600), random.nextDouble(3), 0, 0, random.nextBoolean());
        // How much pileup the jobs before use, WMCore tells by the state of the job before where averages differ.
        lumiLaws("EventAwareLumiBased " + rules + " seed " + seed, selection, () -> new EventAwareLumiBased(rules), false);
    }

    private void lumiLaws(String name, LumiSelection selection, Supplier<Splitter> splitter, boolean withPileup) {
        boolean correct = selection.rules().correctLumis();
        LumiUnits units = new LumiUnits(selection.mask(), selection.runWhitelist(), correct);
        SplitterLaws laws = new SplitterLaws(name, splitter, units, input.blocks(units), random);
        laws.addUp(true);
        for (List<Span> wanted : List.of(all(laws.blocks()), input.some(laws.blocks()))) {
            List<SplitJob> jobs = laws.jobs(wanted);
            laws.claimExactly(wanted, jobs);
            laws.splitAgain(jobs, withPileup);
            if (correct) {
                processOnce(name, selection, laws, jobs);
            } else {
                laws.passOver(wanted, jobs);
                processWanted(name, units, laws.blocks(), wanted, jobs);
            }
        }
    }

    /** Whatever a job is given, it processes the sections at its positions, and no section is processed twice. */
    private static void processWanted(
            String name, LumiUnits units, List<InputBlock> blocks, List<Span> wanted, List<SplitJob> jobs) {
        Set<Processed> expected = new HashSet<>();
        for (InputBlock block : blocks) {
            Map<Long, InputFile> files = new HashMap<>();
            block.files().forEach(file -> files.put(file.ordinal(), file));
            for (Processed section : Processed.in(block)) {
                units.positionOf(block, files.get(section.file()), section.run(), section.lumi())
                        .ifPresent(position -> {
                            if (wanted.stream().anyMatch(span -> span.contains(position))) {
                                expected.add(section);
                            }
                        });
            }
        }
        List<Processed> found = jobs.stream().flatMap(job -> Processed.by(job).stream()).toList();
        assertThat(found).as(name).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    /** With lumi correction a section is processed by one job of a block, of all files that have it. */
    private static void processOnce(
            String name, LumiSelection selection, SplitterLaws laws, List<SplitJob> jobs) {
        for (InputBlock block : laws.blocks()) {
            Map<List<Object>, Set<Long>> files = new HashMap<>();
            Processed.in(block).forEach(section -> files.computeIfAbsent(
                            List.of(section.run(), section.lumi()), key -> new TreeSet<>())
                    .add(section.file()));
            Set<List<Object>> done = new HashSet<>();
            for (SplitJob job : jobs) {
                if (!block.files().stream().anyMatch(f -> f.ordinal() == job.inputs().getFirst().ordinal())) {
                    continue;
                }
                Map<List<Object>, Set<Long>> byJob = new HashMap<>();
                Processed.by(job).forEach(section -> byJob.computeIfAbsent(
                                List.of(section.run(), section.lumi()), key -> new TreeSet<>())
                        .add(section.file()));
                assertThat(byJob).as(name).hasSize((int) Spans.size(job.spans()));
                byJob.forEach((key, by) -> {
                    assertThat(done.add(key)).as(name + " once " + key).isTrue();
                    assertThat(by).as(name + " of all files " + key).isEqualTo(files.get(key));
                    assertThat(selection.mask().accepts((int) key.getFirst(), (long) key.getLast())).isTrue();
                });
            }
        }
    }

    @RepeatedTest(TIMES)
    void FileBased_has_every_file_with_a_good_lumi_section_in_one_job() {
        LumiMask mask = input.mask();
        FileBased.Rules rules = new FileBased.Rules(random.nextInt(1, 5), random.nextBoolean(), mask, 0);
        FileUnits units = new FileUnits(mask);
        String name = "FileBased " + rules + " seed " + seed;
        SplitterLaws laws = new SplitterLaws(name, () -> new FileBased(rules), units, input.blocks(units), random);
        laws.addUp(false);
        for (List<Span> wanted : List.of(all(laws.blocks()), input.some(laws.blocks()))) {
            List<SplitJob> jobs = laws.jobs(wanted);
            laws.claimExactly(wanted, jobs);
            laws.splitAgain(jobs, true);
            laws.passOver(wanted, jobs);
            List<Processed> found =
                    jobs.stream().flatMap(job -> Processed.by(job).stream()).toList();
            assertThat(found).as(name).doesNotHaveDuplicates();
            assertThat(found).as(name).allMatch(section -> mask.accepts(section.run(), section.lumi()));
            assertThat(jobs.stream().mapToInt(job -> job.inputs().size()).sum()).isEqualTo((int) Spans.size(wanted));
        }
    }

    @RepeatedTest(TIMES)
    void EventBased_has_every_event_in_one_job() {
        EventBased rules = new EventBased(random.nextLong(1, 400), random.nextBoolean());
        EventUnits units = new EventUnits();
        String name = rules + " seed " + seed;
        SplitterLaws laws = new SplitterLaws(name, () -> rules, units, input.blocks(units), random);
        laws.addUp(false);
        for (List<Span> wanted : List.of(all(laws.blocks()), input.some(laws.blocks()))) {
            List<SplitJob> jobs = laws.jobs(wanted);
            laws.claimExactly(wanted, jobs);
            laws.splitAgain(jobs, true);
            laws.passOver(wanted, jobs);
            for (SplitJob job : jobs) {
                assertThat(job.inputs()).as(name).hasSize(1);
                long events = job.range() == null ? 0 : job.range().events();
                assertThat(job.events()).as(name).isEqualTo(events).isLessThanOrEqualTo(rules.eventsPerJob());
                assertThat(Math.max(1, events)).as(name).isEqualTo(Spans.size(job.spans()));
            }
        }
    }

    private static List<Span> all(List<InputBlock> blocks) {
        List<Span> spans = new ArrayList<>();
        for (InputBlock block : blocks) {
            if (block.positions() > 0) {
                spans.add(new Span(block.firstPosition(), block.endPosition()));
            }
        }
        return Spans.joined(spans);
    }
}
