package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.ErrorRule;
import org.wms2.domain.Wms2;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestStatus;

/** Rehearses a campaign in virtual time: the real lifecycle over models of everything else; needs no service. */
public final class Campaign {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final Duration LONGEST_TRANSFER = Duration.ofHours(24);
    private static final Duration LOOK = Duration.ofHours(3);
    private static final int EVENTS_PER_JOB = 1_000;
    private static final int PRIORITY = 85_000;
    private static final List<SiteName> SITES = List.of(
            new SiteName("T1_US_FNAL"),
            new SiteName("T1_DE_KIT"),
            new SiteName("T2_CH_CERN"),
            new SiteName("T2_DE_DESY"));

    private final CampaignPlan plan;
    private final VirtualTime time = new VirtualTime(START);
    private final Chance chance;
    private final Outside outside;
    private final List<RequestName> names = new ArrayList<>();
    private long turns;

    private Campaign(CampaignPlan plan) {
        this.plan = plan;
        this.chance = new Chance(plan.seed());
        Farm farm = new Farm(time, chance.split(), plan.slots(), plan.typicalJob(), plan.failures());
        this.outside = new Outside(time, new Journal(time, false), chance, farm, SITES, 0, LONGEST_TRANSFER, Flaw.NONE);
    }

    /** Runs it until every request has ended or rests. */
    public static CampaignResult rehearse(CampaignPlan plan) {
        return new Campaign(plan).run();
    }

    /** What the models take for granted, a sentence each. */
    public static List<String> assumptions(CampaignPlan plan) {
        return List.of(
                "all requests come at once, as generators of one step, with the same priority",
                "a job takes one of " + plan.slots() + " slots; job times are drawn around a median of "
                        + hours(plan.typicalJob()) + " h (Weibull, shape 3)",
                "a start of a job fails with probability " + plan.failures()
                        + "; DAGMan tries a job four times, a work unit lands up to three times",
                "a work unit waits until all of its jobs have a slot; higher priority first, then who came first",
                "merges take 5 to 30 min, transfers 5 min to " + LONGEST_TRANSFER.toHours()
                        + " h; the lifecycle looks every " + LOOK.toHours() + " h",
                "services always answer, nobody wishes anything, no site is lost: a real campaign takes longer");
    }

    private static String hours(Duration time) {
        return String.format(java.util.Locale.ROOT, "%.1f", time.toMinutes() / 60.0);
    }

    private CampaignResult run() {
        Wms2 wms2 = outside.process("rehearsal", settings());
        for (int i = 1; i <= plan.requests(); i++) {
            RequestSpec spec = Documents.campaign("Request" + i, PRIORITY, SITES, plan.jobs(), EVENTS_PER_JOB);
            outside.cms.assigned(spec);
            names.add(wms2.importRequest(spec.name(), RequestOptions.NONE)
                    .request()
                    .name());
        }
        Server server = new Server(
                "rehearsal",
                time,
                chance.split(),
                outside.journal,
                outside.laws,
                name -> wms2,
                Duration.ofMinutes(10),
                LOOK);
        Instant end = START.plus(LONGEST);
        while (time.instant().isBefore(end) && !isOver()) {
            time.advanceTo(server.wakes());
            server.work();
            turns++;
        }
        if (!outside.laws.hold()) {
            throw new IllegalStateException(
                    "the rehearsal broke a law: " + outside.laws.broken().getFirst());
        }
        return result();
    }

    private DomainSettings settings() {
        return new DomainSettings(
                Duration.ofDays(1),
                LOOK,
                LOOK,
                LOOK.multipliedBy(2),
                plan.maxActiveDags(),
                ErrorRule.DEFAULT,
                Duration.ofDays(1),
                PlanningSettings.DEFAULT,
                "T1_US_FNAL_Disk");
    }

    private boolean isOver() {
        return requests().stream()
                .allMatch(r -> (r.status().isFinal() && !r.owing())
                        || (r.status() == RequestStatus.HELD
                                && outside.stores.wishes().open(r.name()).isEmpty()
                                && outside.stores.work().openDags().isEmpty()));
    }

    private List<Request> requests() {
        return names.stream()
                .map(n -> outside.stores.requests().find(n).orElseThrow())
                .toList();
    }

    private CampaignResult result() {
        List<Duration> ends = new ArrayList<>();
        SortedMap<String, Integer> others = new TreeMap<>();
        long units = 0;
        long rescues = 0;
        for (Request request : requests()) {
            if (request.status() == RequestStatus.COMPLETED) {
                ends.add(Duration.between(START, request.statusSince()));
            } else {
                others.merge(request.status().word() + ", " + request.cause().word(), 1, Integer::sum);
            }
            units += outside.stores.work().counts(request.name()).total();
            rescues += outside.stores.work().dags(request.name()).stream()
                    .map(Dag::key)
                    .filter(k -> k.attempt() > 0)
                    .count();
        }
        return new CampaignResult(plan, ends, others, units, rescues, turns);
    }
}
