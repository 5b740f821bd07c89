package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.splitting.Inputs;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.LumiRules;

/** Whatever happens to a request in whatever order: its ledger adds up. */
class AuditLawsTest {
    private static Requests any(RandomGenerator random) {
        Requests request = new Requests();
        List<SplittingAlgo> algos = List.of(SplittingAlgo.values());
        request.algo = algos.get(random.nextInt(algos.size()));
        request.eventsPerJob = random.nextLong(50, 2_000);
        request.eventsPerLumi = random.nextLong(1, request.eventsPerJob + 1);
        request.filesPerJob = random.nextInt(1, 5);
        request.lumisPerJob = random.nextInt(1, 9);
        request.rules = new LumiRules(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? LumiRules.DEFAULT.jobTimeLimit() : 500);
        if (random.nextInt(5) == 0) {
            request.generating(request.eventsPerJob * random.nextLong(1, 30) + random.nextLong(1, 100));
            request.efficiency = random.nextDouble(0.01, 1);
        } else if (request.algo != SplittingAlgo.EVENT_BASED) {
            request.mask = Inputs.mask(random);
        }
        return request;
    }

    private static WorkUnit one(RandomGenerator random, List<WorkUnit> units) {
        return units.get(random.nextInt(units.size()));
    }

    private static List<WorkUnit> in(LedgerWorld world, List<WorkUnitId> units, WorkUnitStatus... statuses) {
        return units.stream()
                .map(world::unit)
                .filter(u -> List.of(statuses).contains(u.status()))
                .toList();
    }

    /** One thing that may happen. */
    private static void step(RandomGenerator random, LedgerWorld world, List<WorkUnitId> units) {
        switch (random.nextInt(7)) {
            case 0 -> world.plan().forEach(u -> units.add(u.id()));
            case 1, 2 -> move(random, world, units, WorkUnitStatus.RUNNING, WorkUnitStatus.PLANNED);
            case 3 -> move(random, world, units, WorkUnitStatus.MERGED, WorkUnitStatus.RUNNING);
            case 4 -> move(random, world, units, WorkUnitStatus.FAILED, WorkUnitStatus.RUNNING);
            case 5 -> move(random, world, units, WorkUnitStatus.REGISTERED, WorkUnitStatus.MERGED);
            default -> {
                boolean lost = random.nextInt(4) == 0;
                move(
                        random,
                        world,
                        units,
                        lost ? WorkUnitStatus.ABANDONED : WorkUnitStatus.REPLACED,
                        WorkUnitStatus.PLANNED,
                        WorkUnitStatus.FAILED);
            }
        }
    }

    private static void move(
            RandomGenerator random,
            LedgerWorld world,
            List<WorkUnitId> units,
            WorkUnitStatus to,
            WorkUnitStatus... from) {
        List<WorkUnit> candidates = in(world, units, from);
        if (!candidates.isEmpty()) {
            world.move(one(random, candidates).id(), to);
        }
    }

    @RepeatedTest(150)
    void theAuditIsCleanAfterAnySequenceOfPlanRunMergeFailReplaceAndGrow() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        Requests requests = any(random);
        boolean generates = requests.generator != null;
        List<InputBlock> input = generates ? List.of() : Inputs.random(random).blocks();
        int first = generates ? 0 : random.nextInt(1, input.size() + 1);
        PlanningSettings settings =
                new PlanningSettings(random.nextInt(1, 6), random.nextInt(1, 8), PlanningSettings.DEFAULT.throttles());
        LedgerWorld world = new LedgerWorld(requests.make(), input.subList(0, first), settings);
        List<WorkUnitId> units = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            step(random, world, units);
            if (i == 30 && first < input.size()) {
                world.grow(input.subList(first, input.size()));
            }
        }
        List<LedgerState> done =
                List.of(LedgerState.PLANNED, LedgerState.RUNNING, LedgerState.MERGED, LedgerState.REGISTERED);

        AuditResult result = new Audit(world.stores).full(world.name);

        assertThat(result.firstDifference()).as("seed %s", seed).isEmpty();
        assertThat(result.states().values().stream().mapToLong(Long::longValue).sum())
                .as("seed %s", seed)
                .isEqualTo(result.positions());
        Map<LedgerState, Long> states = result.states();
        assertThat(done.stream().mapToLong(states::get).sum() > 0)
                .as("seed %s", seed)
                .isEqualTo(!in(
                                world,
                                units,
                                WorkUnitStatus.PLANNED,
                                WorkUnitStatus.RUNNING,
                                WorkUnitStatus.FAILED,
                                WorkUnitStatus.MERGED,
                                WorkUnitStatus.REGISTERED)
                        .isEmpty());
        int round = units.isEmpty() ? 0 : world.unit(units.getLast()).round();
        assertThat(new Audit(world.stores).round(world.name, round).firstDifference())
                .as("seed %s", seed)
                .isEmpty();
    }
}
