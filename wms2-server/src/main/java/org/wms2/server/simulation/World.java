package org.wms2.server.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.Throttles;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;

/** The requests and settings of one small world, drawn from its seed. */
final class World {
    static final List<SiteName> SITES =
            List.of(new SiteName("T1_US_FNAL"), new SiteName("T2_CH_CERN"), new SiteName("T2_DE_DESY"));

    private static final int EVENTS_PER_FILE = 100;

    private final Chance chance;
    /** Events that each request would have in each output if nothing were given up. */
    final Map<RequestName, Long> events = new TreeMap<>(java.util.Comparator.comparing(RequestName::value));

    final Map<RequestName, RequestOptions> options = new TreeMap<>(java.util.Comparator.comparing(RequestName::value));

    World(Chance chance) {
        this.chance = chance;
    }

    /** Long lease, poll and retry: fewer turns for the same story. */
    DomainSettings settings() {
        ErrorRule.Answer answer = chance.happens(0.8) ? ErrorRule.Answer.RESCUE : ErrorRule.Answer.REPLAN;
        return new DomainSettings(
                Duration.ofMinutes(5),
                Duration.ofMinutes(chance.between(5, 20)),
                Duration.ofMinutes(chance.between(5, 20)),
                Duration.ofMinutes(30),
                chance.between(1, 4),
                new ErrorRule(answer, chance.happens(0.3) ? 0.05 : 1.1, 1.2, chance.between(0, 3), 3),
                Duration.ofHours(chance.between(1, 24)),
                new PlanningSettings(
                        chance.between(1, 6), chance.between(2, 8), new Throttles(chance.between(1, 5), 100, 5, 5)),
                chance.happens(0.5) ? "T1_US_FNAL_Disk" : "T1_DE_KIT_Disk");
    }

    void fill(Outside outside) {
        int requests = chance.between(1, 4);
        for (int i = 1; i <= requests; i++) {
            String name = "Request" + i;
            boolean generator = chance.happens(0.5);
            RequestSpec spec = generator ? generator(name) : reReco(outside, name);
            outside.cms.assigned(spec);
            options.put(spec.name(), options(generator));
        }
    }

    private RequestSpec generator(String name) {
        long generated = chance.between(50, 3_000);
        RequestSpec spec = Documents.twoSteps(name, priority(), SITES, generated);
        events.put(spec.name(), generated);
        return spec;
    }

    private RequestSpec reReco(Outside outside, String name) {
        RequestSpec spec = Documents.reReco(name, priority(), SITES, chance.happens(0.5));
        int blocks = chance.between(1, 3);
        int files = chance.between(1, 6);
        int lumi = 1;
        for (int b = 0; b < blocks; b++) {
            BlockName block = new BlockName(Documents.input(name) + "#block-" + b);
            List<DbsFile> content = new ArrayList<>();
            for (int f = 0; f < files; f++) {
                content.add(new DbsFile(
                        new Lfn("/store/data/Input/" + name + "/RAW/v1/000/b" + b + "-f" + f + ".root"),
                        1_000,
                        EVENTS_PER_FILE,
                        List.of(new RunLumis(7, List.of(new LumiRange(lumi, lumi + 1))))));
                lumi += 2;
            }
            outside.dbs.put(block, content);
            int copies = chance.between(1, SITES.size());
            SITES.subList(0, copies).forEach(s -> outside.rucio.put(block, SimulatedCms.rse(s)));
        }
        events.put(spec.name(), (long) blocks * files * EVENTS_PER_FILE);
        return spec;
    }

    private int priority() {
        return chance.between(1, 5) * 10_000 + 50_000;
    }

    private RequestOptions options(boolean generator) {
        List<ProductionStep> steps = generator && chance.happens(0.3)
                ? List.of(new ProductionStep(0.2, 40_000), new ProductionStep(0.6, 20_000))
                : List.of();
        return new RequestOptions(
                null,
                null,
                null,
                null,
                null,
                steps.isEmpty() && chance.happens(0.1),
                steps,
                CleanupPolicy.KEEP_UNTIL_REPLACED);
    }
}
