package org.wms2.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.domain.ledger.LedgerWorld;
import org.wms2.domain.ledger.Requests;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.ledger.Tampered;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.splitting.Inputs;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.Workflow;

/** A request's whole plan, stored or simulated, and the answers to where something went. */
class WholePlanTest {
    private static final PlanningSettings SMALL = new PlanningSettings(2, 2, PlanningSettings.DEFAULT.throttles());

    /** Blocks of one file each, of ten lumi sections and 100 events, in runs 1, 2, ... */
    private static List<InputBlock> input(String... rses) {
        Inputs inputs = new Inputs();
        for (String rse : rses) {
            inputs.block(rse, 100);
        }
        return inputs.blocks();
    }

    private static LedgerWorld world(Requests requests, String... rses) {
        return new LedgerWorld(requests.make(), input(rses), SMALL);
    }

    private static PlanView stored(LedgerWorld world) {
        return WholePlan.stored(world.request(), world.workflow, world.stores, SMALL, LedgerWorld.sites());
    }

    private static PlanView simulated(Requests requests, List<InputBlock> blocks) {
        Workflow workflow = requests.make();
        List<InputBlock> placed = new ArrayList<>();
        List<Exclusion> exclusions = new ArrayList<>();
        long position = 0;
        for (InputBlock block : blocks) {
            long positions = Splitters.units(workflow).positions(block.files());
            exclusions.addAll(Splitters.units(workflow).exclusions(block.name(), block.files()));
            placed.add(new InputBlock(block.ordinal(), block.name(), block.rses(), position, positions, block.files()));
            position += positions;
        }
        return WholePlan.simulated(workflow, 1, placed, exclusions, SMALL, LedgerWorld.sites());
    }

    private static <T> List<T> all(Iterable<T> some) {
        List<T> all = new ArrayList<>();
        some.forEach(all::add);
        return all;
    }

    @Test
    void workUnitsOfPlannedRoundsComeFirstThenThoseThatWouldBePlanned() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN", "T2_CH_CERN", "T2_DE_DESY");
        List<WorkUnit> planned = world.plan();
        world.merge(planned.getFirst().id());
        world.replace(planned.getLast().id());

        PlanView plan = stored(world);
        List<UnitView> units = all(plan.units());

        assertThat(plan.isSimulated()).isFalse();
        assertThat(plan.positions()).isEqualTo(30);
        assertThat(plan.states()).isEqualTo(Map.of(LedgerState.MERGED, 6L, LedgerState.AVAILABLE, 24L));
        assertThat(units.stream().map(UnitView::status))
                .startsWith("merged", "replaced", "available")
                .endsWith("available");
        assertThat(units.stream().map(UnitView::id).limit(2))
                .isEqualTo(planned.stream().map(WorkUnit::id).toList());
        assertThat(units.getFirst().site()).hasToString("T2_CH_CERN");
        assertThat(units.get(2).id()).isNull();
        assertThat(units.get(2).sites()).extracting(Object::toString).containsExactly("T2_CH_CERN");
        assertThat(units.stream().map(UnitView::round)).containsExactly(0, 0, 1, 1, 2, 2, 3);
        List<Span> covered = new ArrayList<>();
        units.stream().filter(u -> !u.status().equals("replaced")).forEach(u -> covered.addAll(u.spans()));
        assertThat(Spans.joined(covered)).containsExactly(new Span(0, 30));
        assertThat(Spans.size(covered)).isEqualTo(30);
        assertThat(plan.left()).isEqualTo(new PlanView.Left(0, "", 0));
        assertThat(all(plan.units())).as("read anew").isEqualTo(units);
    }

    @Test
    void aWorkUnitSaysWhatIsInIt() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN");
        WorkUnit row = world.plan().getFirst();

        UnitView unit = all(stored(world).units()).getFirst();

        assertThat(unit.jobs()).hasSize(row.jobs());
        assertThat(unit.files()).isEqualTo(row.files());
        assertThat(unit.lumis()).isEqualTo(6);
        assertThat(unit.events()).isEqualTo(60);
        assertThat(unit.mergedFiles()).as("one of each kept output").isEqualTo(2);
        assertThat(unit.mergedBytes()).isEqualTo(120_000);
        assertThat(unit.jobs().getLast().sections()).containsExactly(new RunLumis(1, List.of(new LumiRange(4, 6))));
    }

    @Test
    void whatIsAvailableIsOfTheRoundWhoseDagHasItsTagAndNoFilesYet() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN", "T2_CH_CERN");
        world.plan();
        world.tagDag();

        PlanView plan = stored(world);

        assertThat(all(plan.units()).stream().map(UnitView::round)).containsExactly(0, 0, 1, 1);
        assertThat(plan.explain(Question.parse("2:10")).answers())
                .singleElement()
                .satisfies(a ->
                        assertThat(Objects.requireNonNull(a.place()).round()).isEqualTo(1));
    }

    @Test
    void aRequestOfAnEarlierVersionHasNoPlan() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN");
        world.plan();
        Stores earlier = Tampered.versionOne(world.stores);

        assertThatThrownBy(() -> WholePlan.stored(world.request(), world.workflow, earlier, SMALL, LedgerWorld.sites()))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("was planned by an earlier version, without a ledger: nothing can be proved");
    }

    @Test
    void aSimulatedPlanIsTheWholeOfItInRounds() {
        PlanView plan = simulated(new Requests(), input("T2_CH_CERN", "T2_CH_CERN,T2_DE_DESY", "T2_CH_CERN"));

        List<UnitView> units = all(plan.units());

        assertThat(plan.isSimulated()).isTrue();
        assertThat(units).allMatch(u -> u.status().equals("available") && u.id() == null);
        assertThat(units.stream().mapToLong(UnitView::lumis).sum()).isEqualTo(30);
        assertThat(units.stream().map(UnitView::round).distinct()).containsExactly(0, 1, 2);
        assertThat(all(plan.blocks())).hasSize(3);
    }

    @Test
    void whatNoSiteCanRunIsLeftWithTheReason() {
        PlanView plan = simulated(new Requests(), input("T2_CH_CERN", ""));

        assertThat(all(plan.units()).stream().mapToLong(UnitView::lumis).sum()).isEqualTo(10);
        assertThat(plan.left().waiting()).isEqualTo(10);
        assertThat(plan.left().reason()).contains("no RSE has a complete replica");
        assertThat(plan.explain(Question.parse("2:4")).answers())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.state()).isEqualTo(LedgerState.AVAILABLE);
                    assertThat(answer.place()).isNull();
                    assertThat(answer.why()).contains("no RSE has a complete replica");
                });
    }

    @Test
    void aBlockSaysInWhichStatesItsPositionsAreAndWhatIsExcluded() {
        Requests requests = new Requests();
        requests.mask = Inputs.mask(1, 1, 8);
        LedgerWorld world = world(requests, "T2_CH_CERN", "T2_DE_DESY");
        world.apply(List.of(new Change.ExcludeInput(new Span(6, 7), ExclusionReason.INVALID, "gone")));
        List<WorkUnit> units = world.plan();
        world.merge(units.getFirst().id());
        world.replace(units.getLast().id());

        List<BlockView> blocks = all(stored(world).blocks());

        assertThat(blocks).hasSize(2);
        assertThat(blocks.getFirst().states())
                .isEqualTo(Map.of(LedgerState.MERGED, 6L, LedgerState.EXCLUDED, 1L, LedgerState.AVAILABLE, 1L));
        assertThat(blocks.getFirst().exclusions()).extracting(Exclusion::lumis).containsExactly(2L);
        assertThat(blocks.getLast().states()).isEmpty();
        assertThat(blocks.getLast().exclusions()).extracting(Exclusion::reason).containsExactly(ExclusionReason.MASK);
    }

    @Test
    void aLumiSectionIsFoundInItsJobWithTheReason() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN");
        WorkUnit unit = world.plan().getFirst();
        world.merge(unit.id());

        Explanation explanation = stored(world).explain(Question.parse("1:5"));

        Explanation.Answer answer = explanation.answers().getFirst();
        assertThat(explanation.answers()).hasSize(1);
        assertThat(answer.file())
                .isEqualTo(input("T2_CH_CERN").getFirst().files().getFirst().lfn());
        assertThat(answer.positions()).containsExactly(new Span(4, 5));
        assertThat(answer.state()).isEqualTo(LedgerState.MERGED);
        Explanation.Place place = Objects.requireNonNull(answer.place());
        assertThat(place.id()).isEqualTo(unit.id());
        assertThat(place.site()).hasToString("T2_CH_CERN");
        JobView job = Objects.requireNonNull(answer.job());
        assertThat(job.index()).isEqualTo(1);
        assertThat(job.mask()).containsExactly(new RunLumis(1, List.of(new LumiRange(4, 6))));
        assertThat(answer.why())
                .contains("LumiBased: 3 lumi sections per job", "never of two runs", "#0000 is at T2_CH_CERN");
    }

    @Test
    void aFileIsFoundInAllItsJobsPlannedOrNot() {
        LedgerWorld world = world(new Requests(), "T2_CH_CERN");
        world.plan();
        world.replace(
                Objects.requireNonNull(all(stored(world).units()).getLast().id()));
        String file = input("T2_CH_CERN").getFirst().files().getFirst().lfn().value();

        List<Explanation.Answer> answers =
                stored(world).explain(Question.parse(file)).answers();

        assertThat(answers.stream().map(Explanation.Answer::state))
                .containsExactly(
                        LedgerState.PLANNED, LedgerState.PLANNED, LedgerState.AVAILABLE, LedgerState.AVAILABLE);
        List<Span> spans = answers.stream().flatMap(a -> a.positions().stream()).toList();
        assertThat(Spans.joined(spans)).containsExactly(new Span(0, 10));
        assertThat(Spans.size(spans)).isEqualTo(10);
        assertThat(Objects.requireNonNull(answers.getLast().place()).round()).isEqualTo(1);
    }

    @Test
    void whatIsExcludedIsExplainedInWords() {
        Requests requests = new Requests();
        requests.mask = Inputs.mask(1, 1, 5);
        LedgerWorld world = world(requests, "T2_CH_CERN", "T2_DE_DESY");
        world.apply(List.of(new Change.ExcludeInput(new Span(0, 1), ExclusionReason.INVALID, "gone from DBS")));
        PlanView plan = stored(world);

        assertThat(plan.explain(Question.parse("1:1")).answers())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.state()).isEqualTo(LedgerState.EXCLUDED);
                    assertThat(answer.why()).isEqualTo("invalid: gone from DBS");
                });
        assertThat(plan.explain(Question.parse("1:7")).answers())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.state()).isEqualTo(LedgerState.EXCLUDED);
                    assertThat(answer.positions()).isEmpty();
                    assertThat(answer.why()).isEqualTo("mask: outside the request's LumiList");
                });
        assertThat(plan.explain(Question.parse("2:7")).answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.why()).startsWith("mask: "));
    }

    @Test
    void whatTheInputHasNotIsNotFound() {
        PlanView plan = simulated(new Requests(), input("T2_CH_CERN"));

        assertThat(plan.explain(Question.parse("1:11")).isFound()).isFalse();
        assertThat(plan.explain(Question.parse("3:1")).isFound()).isFalse();
        assertThat(plan.explain(Question.parse("/store/data/Other/f.root")).isFound())
                .isFalse();
    }

    @Test
    void aGeneratedLumiSectionIsFoundToo() {
        PlanView plan = simulated(new Requests().generating(350), List.of());

        Explanation explanation = plan.explain(Question.parse("1:4"));

        assertThat(explanation.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.file()).isNull();
            assertThat(Objects.requireNonNull(answer.job()).index()).isEqualTo(1);
            assertThat(answer.positions()).containsExactly(new Span(100, 200));
            assertThat(answer.why()).isEqualTo("EventBased: 100 events per job, 50 events per lumi section");
        });
        assertThat(plan.explain(Question.parse("1:8")).isFound()).isFalse();
        assertThat(plan.explain(Question.parse("2:1")).isFound()).isFalse();
        assertThat(all(plan.blocks())).isEmpty();
    }

    @Test
    void everySliceOfAFileThatHasALumiSectionIsNamedAsAnyMayHoldIt() {
        Requests requests = new Requests();
        requests.algo = SplittingAlgo.EVENT_BASED;
        requests.eventsPerJob = 40;
        LedgerWorld world = world(requests, "T2_CH_CERN", "T2_DE_DESY");
        world.plan();

        List<Explanation.Answer> answers =
                stored(world).explain(Question.parse("1:7")).answers();

        List<Span> spans = answers.stream().flatMap(a -> a.positions().stream()).toList();
        assertThat(spans).containsExactly(new Span(0, 40), new Span(40, 80), new Span(80, 100));
        assertThat(answers)
                .allSatisfy(a -> assertThat(a.why())
                        .startsWith(
                                "any of the file's 100 events may be in this lumi section, so each job that reads some of"
                                        + " them is named; EventBased: 40 events of one file per job"));
    }

    @Test
    void theJobOfAWholeFileHasItsLumiSectionsForSure() {
        Requests requests = new Requests();
        requests.algo = SplittingAlgo.EVENT_BASED;

        Explanation explanation = simulated(requests, input("T2_CH_CERN")).explain(Question.parse("1:7"));

        assertThat(explanation.answers()).singleElement().satisfies(a -> {
            assertThat(a.positions()).containsExactly(new Span(0, 100));
            assertThat(a.why()).startsWith("EventBased: 100 events of one file per job");
        });
    }

    @Test
    void aQuestionIsALfnOrARunAndLumi() {
        assertThat(Question.parse("370000:17")).isEqualTo(new Question.OfLumi(370_000, 17));
        for (String bad : List.of("", "17", "1:2:3", "a:b", "99999999999:1", "9999999999:1", "store/x.root", "-1:2")) {
            assertThatThrownBy(() -> Question.parse(bad)).as(bad).isInstanceOf(InputRefusedException.class);
        }
    }

    @RepeatedTest(30)
    void everyGoodLumiSectionIsInExactlyTheJobThatTheAnswerNames() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        Requests requests = new Requests();
        requests.algo = random.nextBoolean() ? SplittingAlgo.LUMI_BASED : SplittingAlgo.EVENT_AWARE_LUMI_BASED;
        requests.mask = Inputs.mask(random);
        LedgerWorld world =
                new LedgerWorld(requests.make(), Inputs.random(random).blocks(), SMALL);
        for (WorkUnit unit : world.plan()) {
            if (random.nextBoolean()) {
                world.merge(unit.id());
            } else {
                world.replace(unit.id());
            }
        }
        PlanView plan = stored(world);
        int asked = 0;
        for (InputBlock block : world.stores.snapshots().blocks(world.name)) {
            for (InputFile file : block.files()) {
                if (!file.runs().isEmpty() && asked++ < 5) {
                    RunLumis run = file.runs().getFirst();
                    long lumi = run.lumis().getFirst().first();
                    Explanation explanation = plan.explain(new Question.OfLumi(run.run(), lumi));
                    assertThat(explanation.answers()).as("seed %s", seed).isNotEmpty();
                    for (Explanation.Answer answer : explanation.answers()) {
                        boolean good = requests.mask.accepts(run.run(), lumi);
                        assertThat(answer.state() != LedgerState.EXCLUDED)
                                .as("seed %s: %s", seed, answer)
                                .isEqualTo(good);
                        JobView job = answer.job();
                        if (job != null) {
                            assertThat(job.mask().stream()
                                            .anyMatch(m -> m.run() == run.run()
                                                    && m.lumis().stream().anyMatch(r -> r.contains(lumi))))
                                    .as("seed %s: %s", seed, answer)
                                    .isTrue();
                            assertThat(job.inputs().stream().map(i -> i.lfn())).contains(answer.file());
                        }
                    }
                }
            }
        }
    }
}
