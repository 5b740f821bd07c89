package org.wms2.domain.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Cause;

/** What a DAG in HTCondor waits for: deeper than the row, as far as the schedd answers. */
final class WhyRunning {
    /** Missing work units whose sites are looked at. */
    private static final int SAMPLE = 20;

    private final Ports ports;
    private final SharedQueue queue;
    private final WhyNoSite sites;

    WhyRunning(Ports ports, SharedQueue queue, WhyNoSite sites) {
        this.ports = ports;
        this.queue = queue;
        this.sites = sites;
    }

    Blockage of(Look look, Dag dag) {
        return switch (look.request().cause()) {
            // What the schedd says is not asked again: it may take its whole time to say nothing.
            case DBS_SILENT, RUCIO_SILENT, REQMGR2_SILENT, CONFIG_CACHE_SILENT, CRIC_SILENT, SCHEDD_SILENT -> row(look);
            case OTHER_PLACE, OWN_ERROR -> row(look);
            default ->
                queue.glance()
                        .map(q -> q.first(dag.key())
                                .map(seen -> seen(look, dag, seen))
                                .orElseGet(() -> unseen(look, dag)))
                        .orElseGet(() -> silent(look, dag));
        };
    }

    private static Blockage row(Look look) {
        List<String> evidence = WhyOutputs.evidence(look.state().blocks());
        return look.row(evidence, Remedy.of(look.request().cause(), look.name().value()));
    }

    private static Blockage unseen(Look look, Dag dag) {
        List<String> evidence = new ArrayList<>();
        evidence.add("the queue of the schedd does not show DAG " + dag.key() + " now");
        evidence.addAll(units(look, dag));
        return look.row(evidence, Remedy.of(look.request().cause(), look.name().value()));
    }

    /** Nobody has written it into the row yet: it is seen by who asks. */
    private Blockage silent(Look look, Dag dag) {
        List<String> evidence = new ArrayList<>();
        queue.silence().ifPresent(evidence::add);
        evidence.addAll(units(look, dag));
        return look.answer(
                Cause.SCHEDD_SILENT,
                Cause.SCHEDD_SILENT.owner(),
                "the schedd does not answer: what DAG " + dag.key() + " does cannot be seen",
                evidence,
                look.now(),
                look.request().nextLook(),
                Remedy.of(Cause.SCHEDD_SILENT));
    }

    private Blockage seen(Look look, Dag dag, DagObservation seen) {
        JobCounts jobs = seen.jobs();
        List<String> evidence = new ArrayList<>();
        evidence.add("DAG " + dag.key() + ", cluster " + seen.cluster() + ", DAGMan "
                + seen.state().name().toLowerCase(java.util.Locale.ROOT) + ", started " + seen.starts() + " times");
        evidence.add("jobs: " + jobs.running() + " running, " + jobs.idle() + " idle, " + jobs.held() + " held");
        evidence.addAll(held(dag, jobs));
        evidence.addAll(units(look, dag));
        evidence.addAll(WhyOutputs.evidence(look.state().blocks()));
        if (seen.state() == JobState.HELD && !seen.isSubmittedOnHold()) {
            return look.answer(
                    Cause.DAGMAN_HELD,
                    Cause.Owner.SCHEDD,
                    "DAGMan is held, code " + seen.holdReasonCode() + ": " + seen.reason(),
                    evidence,
                    Remedy.of(Cause.DAGMAN_HELD, look.name().value()));
        }
        if (seen.starts() == 0) {
            return look.answer(
                    Cause.DAG_RUNNING,
                    Cause.Owner.SCHEDD,
                    "DAGMan has not started yet",
                    evidence,
                    "look at the schedd: its limits of running DAGMans (wms2 doctor), its SchedLog");
        }
        if (jobs.running() == 0 && jobs.held() > 0) {
            return look.answer(
                    Cause.DAG_RUNNING,
                    Cause.Owner.OPERATOR,
                    jobs.held() + " jobs are held and none runs",
                    evidence,
                    progressSince(look, dag),
                    look.request().nextLook(),
                    "mend the cause, then condor_release -constraint 'WMS2_DagId == \""
                            + dag.key().tag() + "\"'; wms2 nodes " + look.name() + " --held lists them all");
        }
        if (jobs.running() == 0 && jobs.idle() > 0) {
            return noneRuns(look, dag, jobs, evidence);
        }
        return look.answer(
                Cause.DAG_RUNNING,
                Cause.Owner.SITE,
                jobs.running() > 0
                        ? jobs.running() + " jobs run"
                        : "DAGMan counted no job in the queue when it last did (once a minute)",
                evidence,
                Remedy.of(Cause.DAG_RUNNING));
    }

    /** Why jobs are held, as far as the schedd answers. */
    private List<String> held(Dag dag, JobCounts jobs) {
        if (jobs.held() == 0) {
            return List.of();
        }
        try {
            return HeldWords.of(queue.heldJobs().stream()
                    .filter(j -> j.key().equals(dag.key()))
                    .toList());
        } catch (ServiceUnavailableException e) {
            return List.of("why they are held is not known: " + e.text());
        }
    }

    private Blockage noneRuns(Look look, Dag dag, JobCounts jobs, List<String> evidence) {
        evidence.addAll(siteTerms(look));
        return look.answer(
                Cause.DAG_RUNNING,
                Cause.Owner.SITE,
                jobs.idle() + " jobs are idle and none runs: no slot at its sites has taken one",
                evidence,
                progressSince(look, dag),
                look.request().nextLook(),
                "ask the sites, and condor_q -better-analyze -constraint 'WMS2_DagId == \""
                        + dag.key().tag()
                        + "\"'; to plan for other sites: wms2 stop " + look.name() + ", then wms2 release "
                        + look.name()
                        + " --replan");
    }

    private List<String> siteTerms(Look look) {
        List<Span> spans = look.state().missing().stream()
                .limit(SAMPLE)
                .flatMap(u -> ports.stores().ledger().spans(look.name(), u.id()).stream())
                .toList();
        return sites.terms(look, spans);
    }

    /** When something of the DAG last got on, as far as it is stored. */
    private static Instant progressSince(Look look, Dag dag) {
        return look.state().units().stream()
                .map(WorkUnit::statusSince)
                .max(Comparator.naturalOrder())
                .filter(at -> at.isAfter(dag.statusSince()))
                .orElse(dag.statusSince());
    }

    private static List<String> units(Look look, Dag dag) {
        List<WorkUnit> units = look.state().units();
        if (units.isEmpty()) {
            return List.of();
        }
        long failed =
                units.stream().filter(u -> u.status() == WorkUnitStatus.FAILED).count();
        Optional<String> words = Optional.of(failed).filter(f -> f > 0).map(f -> ", " + f + " failed");
        int missing = look.state().missing().size();
        return List.of("work units: " + (units.size() - missing) + " of " + units.size() + " merged" + words.orElse("")
                + ", the last move at " + progressSince(look, dag));
    }
}
