package org.wms2.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.Inputs;
import org.wms2.domain.splitting.Splitter;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.Workflow;

class PlannerLawsTest {
    private static final int ONE_ROUND = 1_000_000;

    private record Round(DagHeader header, List<WorkUnitPlan> units, boolean exhausted) {}

    /** All rounds until nothing is left, or no site is left for the rest; after each, a part of its units fails. */
    private static List<Round> rounds(
            PlanningSettings settings, Workflows workflows, List<InputBlock> blocks, Predicate<WorkUnitPlan> fails) {
        Planner planner = new Planner(settings);
        Workflow workflow = workflows.make();
        List<Round> rounds = new ArrayList<>();
        List<Span> taken = List.of();
        long jobs = 0;
        while (true) {
            RoundRequest request = new RoundRequest(workflow, 1, rounds.size(), jobs, 1);
            RoundInput input = workflows.input(blocks, taken);
            switch (planner.round(request, input, Workflows.view())) {
                case RoundPlan.Ready ready -> {
                    List<WorkUnitPlan> units = new ArrayList<>();
                    ready.plan().workUnits().forEach(units::add);
                    List<WorkUnitPlan> again = new ArrayList<>();
                    ready.plan().workUnits().forEach(again::add);
                    assertThat(again).isEqualTo(units);
                    assertThat(units).hasSize(ready.workUnits());
                    assertThat(units.stream().mapToLong(u -> u.jobs().size()).sum())
                            .isEqualTo(ready.jobs());
                    assertThat(units.stream()
                                    .mapToLong(WorkUnitPlan::expectedOutputEvents)
                                    .sum())
                            .isEqualTo(ready.expectedEvents());
                    List<WorkUnitPlan> good =
                            units.stream().filter(fails.negate()).toList();
                    rounds.add(new Round(ready.plan().header(), good, ready.exhausted()));
                    jobs += ready.jobs();
                    taken = with(taken, good, ready.overTimeLimit());
                }
                case RoundPlan.MustWait wait -> {
                    assertThat(rounds.isEmpty() || !rounds.getLast().exhausted())
                            .isTrue();
                    return rounds;
                }
                case RoundPlan.TooLarge large -> throw new AssertionError(large);
                case RoundPlan.Nothing nothing -> {
                    assertThat(Spans.size(with(taken, List.of(), nothing.overTimeLimit())))
                            .isEqualTo(input.positions());
                    return rounds;
                }
            }
        }
    }

    /** Refuses what is taken twice. */
    private static List<Span> with(List<Span> taken, List<WorkUnitPlan> units, List<Span> overTimeLimit) {
        List<Span> all = new ArrayList<>(taken);
        all.addAll(overTimeLimit);
        units.forEach(u -> all.addAll(u.spans()));
        List<Span> joined = Spans.joined(all);
        assertThat(Spans.size(joined)).isEqualTo(Spans.size(all));
        return joined;
    }

    private static PlanningSettings settings(int jobs, int units) {
        return new PlanningSettings(jobs, units, PlanningSettings.DEFAULT.throttles());
    }

    private static List<List<JobSpec>> jobs(List<Round> rounds) {
        return rounds.stream()
                .flatMap(r -> r.units().stream())
                .map(WorkUnitPlan::jobs)
                .toList();
    }

    private static Workflows workflow(RandomGenerator random) {
        Workflows workflow = new Workflows();
        workflow.filesPerJob = random.nextInt(1, 5);
        workflow.eventsPerJob = random.nextLong(50, 2_000);
        workflow.maxMergeBytes = random.nextLong(1, 10_000_000);
        workflow.lumisPerJob = random.nextInt(1, 20);
        List<SplittingAlgo> algos = List.of(SplittingAlgo.values());
        workflow.algo = algos.get(random.nextInt(algos.size()));
        return workflow;
    }

    @RepeatedTest(100)
    void rounds_one_after_the_other_are_the_whole_with_distinct_ids() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        List<InputBlock> blocks = Inputs.random(random).blocks();
        Workflows workflow = workflow(random);
        int maxJobs = random.nextInt(1, 6);

        List<Round> many = rounds(settings(maxJobs, random.nextInt(1, 5)), workflow, blocks, u -> false);
        List<Round> one = rounds(settings(maxJobs, ONE_ROUND), workflow, blocks, u -> false);

        assertThat(jobs(many)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(jobs(one));
        Set<WorkUnitId> ids = new HashSet<>();
        for (Round round : many) {
            for (int i = 0; i < round.units().size(); i++) {
                assertThat(round.units().get(i).ordinal()).isEqualTo(i);
                assertThat(ids.add(round.units().get(i).id()))
                        .as("seed %s", seed)
                        .isTrue();
            }
        }
    }

    @RepeatedTest(100)
    void every_event_that_is_somewhere_is_planned_once_although_units_fail_and_units_keep_to_one_place() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        List<InputBlock> blocks = Inputs.random(random).blocks();
        Workflows workflow = workflow(random);
        boolean byLumi =
                workflow.algo == SplittingAlgo.LUMI_BASED || workflow.algo == SplittingAlgo.EVENT_AWARE_LUMI_BASED;
        TreeMap<Long, SortedSet<RseName>> places = new TreeMap<>();
        long expected = 0;
        Set<Long> expectedFiles = new HashSet<>();
        for (InputBlock block : blocks) {
            for (InputFile file : block.files()) {
                places.put(file.ordinal(), block.rses());
                if (!block.rses().isEmpty() && !(byLumi && file.lumis() == 0)) {
                    expected += byLumi
                            ? file.lumis() * (long) Math.rint((double) file.events() / file.lumis())
                            : file.events();
                    expectedFiles.add(file.ordinal());
                }
            }
        }

        long planned = 0;
        Set<Long> files = new HashSet<>();
        for (List<JobSpec> unit : jobs(rounds(settings(4, 3), workflow, blocks, u -> random.nextInt(4) == 0))) {
            Set<SortedSet<RseName>> unitPlaces = new HashSet<>();
            for (JobSpec job : unit) {
                planned += job.expectedEvents();
                for (JobInput input : job.inputs()) {
                    files.add(input.ordinal());
                    unitPlaces.add(places.getOrDefault(input.ordinal(), new TreeSet<>()));
                }
            }
            assertThat(unitPlaces).as("seed %s", seed).hasSize(1);
        }
        assertThat(planned).as("seed %s", seed).isEqualTo(expected);
        assertThat(files).as("seed %s", seed).isEqualTo(expectedFiles);
    }

    @RepeatedTest(200)
    void splitting_the_positions_of_a_work_unit_gives_its_jobs_again() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        Inputs inputs = Inputs.random(random);
        for (int i = 0; i < 3; i++) {
            inputs.single("T2_DE_DESY", random.longs(6, 1, 4_000).toArray());
        }
        Workflows workflow = workflow(random);
        workflow.rules = new LumiRules(random.nextBoolean(), random.nextBoolean(), false, 3_000);

        for (Round round : rounds(settings(4, 3), workflow, inputs.blocks(), u -> random.nextInt(4) == 0)) {
            for (WorkUnitPlan unit : round.units()) {
                List<JobSpec> again = new ArrayList<>();
                Splitter splitter = Splitters.of(workflow.make());
                for (InputBlock block : workflow.input(inputs.blocks()).blocks().blocks(Span.ALL)) {
                    splitter.split(block, unit.spans()).forEachRemaining(j -> again.add(j.at(again.size(), 0)));
                }
                assertThat(again).as("seed %s", seed).isEqualTo(unit.jobs());
            }
        }
    }

    @RepeatedTest(100)
    void a_generators_ranges_go_on_over_rounds_without_gap_or_overlap() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        Workflows workflow = workflow(random);
        workflow.algo = SplittingAlgo.EVENT_BASED;
        workflow.eventsPerLumi = random.nextLong(1, workflow.eventsPerJob + 1);
        workflow.efficiency = random.nextDouble(0.001, 1);
        long events = workflow.eventsPerJob * random.nextLong(1, 60) + random.nextLong(1, 100);
        workflow.generator = new GeneratorRange(random.nextLong(1, 1_000), random.nextLong(1, 1_000), events, 1);

        long nextEvent = workflow.generator.firstEvent();
        long nextLumi = workflow.generator.firstLumi();
        long output = 0;
        for (List<JobSpec> unit : jobs(rounds(settings(4, 3), workflow, List.of(), u -> false))) {
            for (JobSpec job : unit) {
                EventRange range = Objects.requireNonNull(job.range());
                assertThat(range.firstEvent()).as("seed %s", seed).isEqualTo(nextEvent);
                assertThat(range.firstLumi()).as("seed %s", seed).isEqualTo(nextLumi);
                nextEvent = range.lastEvent() + 1;
                nextLumi = range.lastLumi() + 1;
                output += job.expectedOutputEvents();
            }
        }
        assertThat(nextEvent - workflow.generator.firstEvent())
                .as("seed %s", seed)
                .isEqualTo(events);
        assertThat(output).as("seed %s", seed).isEqualTo(Math.round(events * workflow.efficiency));
    }
}
