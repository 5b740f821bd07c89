package org.wms2.domain.view;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.LedgerStates;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.ledger.UnitJobs;
import org.wms2.domain.ledger.UnitRounds;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.Workflow;

/** Finds where a file or a lumi section went. Serves one question. */
final class Explainer {
    private final PlanSource source;
    private final Workflow workflow;
    private final UnitJobs unitJobs;
    private final List<Explanation.Answer> answers = new ArrayList<>();
    /** What never got a position: told last. */
    private final List<Explanation.Answer> leftOut = new ArrayList<>();

    private final List<Subject> available = new ArrayList<>();

    Explainer(PlanSource source, UnitJobs unitJobs) {
        this.source = source;
        this.workflow = source.workflow();
        this.unitJobs = unitJobs;
    }

    /**
     * Positions of one file, or of a generator.
     *
     * @param candidates how many positions may be what was asked for, where it is not known which are; else 0
     */
    private record Subject(
            @Nullable InputBlock block, @Nullable InputFile file, List<Span> positions, long candidates) {
        Subject only(List<Span> spans) {
            return new Subject(block, file, spans, candidates);
        }

        /** What is to be said first of a job that processes these positions. */
        String doubt(List<Span> here) {
            return Spans.size(here) >= candidates
                    ? ""
                    : "any of the file's " + Reasons.amount(candidates, "event")
                            + " may be in this lumi section, so each job that reads some of them is named; ";
        }

        Explanation.Answer answer(
                LedgerState state, Explanation.@Nullable Place place, @Nullable JobView job, String why) {
            return new Explanation.Answer(
                    file == null ? null : file.lfn(),
                    block == null ? null : block.name(),
                    positions,
                    state,
                    place,
                    job,
                    why);
        }
    }

    Explanation explain(Question question) {
        if (workflow.generation().isPresent()) {
            generated(workflow.generation().get(), question);
        } else {
            InputUnits units = Splitters.units(workflow);
            for (InputBlock block : source.all()) {
                for (InputFile file : block.files()) {
                    if (isMeant(file, question)) {
                        read(units, block, file, question);
                    }
                }
            }
        }
        planAvailable();
        answers.addAll(leftOut);
        return new Explanation(question.toString(), answers);
    }

    private void generated(GeneratorRange generator, Question question) {
        if (!(question instanceof Question.OfLumi asked) || asked.run() != generator.run() || source.positions() == 0) {
            return;
        }
        Iterator<SplitJob> jobs = Splitters.generated(workflow, List.of(new Span(0, source.positions())));
        while (jobs.hasNext()) {
            SplitJob job = jobs.next();
            EventRange range = job.range();
            if (range != null && range.firstLumi() <= asked.lumi() && asked.lumi() <= range.lastLumi()) {
                locate(new Subject(null, null, job.spans(), 0));
                return;
            }
        }
    }

    private static boolean isMeant(InputFile file, Question question) {
        return switch (question) {
            case Question.OfFile asked -> file.lfn().equals(asked.file());
            case Question.OfLumi asked -> has(file, asked);
        };
    }

    private static boolean has(InputFile file, Question.OfLumi asked) {
        return file.runs().stream()
                .anyMatch(run -> run.run() == asked.run()
                        && run.lumis().stream().anyMatch(range -> range.contains(asked.lumi())));
    }

    private void read(InputUnits units, InputBlock block, InputFile file, Question question) {
        List<Span> positions = switch (question) {
            case Question.OfFile asked -> units.positionsOf(block, file);
            case Question.OfLumi asked ->
                isByLumi()
                        ? position(units.positionOf(block, file, asked.run(), asked.lumi()))
                        : units.positionsOf(block, file);
        };
        // Which events of a file are of a lumi section, nobody knows before it is read.
        long candidates = question instanceof Question.OfLumi && !isByLumi() ? Spans.size(positions) : 0;
        Subject subject = new Subject(block, file, positions, candidates);
        if (!positions.isEmpty()) {
            locate(subject);
        }
        if (positions.isEmpty() || question instanceof Question.OfFile) {
            for (String why : reasons(units, block, file, question, positions.isEmpty())) {
                leftOut.add(subject.only(List.of()).answer(LedgerState.EXCLUDED, null, null, why));
            }
        }
    }

    private static List<Span> position(OptionalLong position) {
        return position.isPresent() ? List.of(new Span(position.getAsLong(), position.getAsLong() + 1)) : List.of();
    }

    /** Whether one position has all that is of a lumi section of a file. */
    private boolean isByLumi() {
        return switch (workflow.splitting().algo()) {
            case LUMI_BASED, EVENT_AWARE_LUMI_BASED, FILE_BASED -> true;
            case EVENT_BASED -> false;
        };
    }

    /** Why the file or the lumi section, taken alone, has no position; what has none then, an earlier file has too. */
    private List<String> reasons(InputUnits units, InputBlock block, InputFile file, Question question, boolean whole) {
        InputFile part = file;
        if (question instanceof Question.OfLumi asked) {
            List<RunLumis> section =
                    List.of(new RunLumis(asked.run(), List.of(new LumiRange(asked.lumi(), asked.lumi()))));
            part = new InputFile(file.ordinal(), file.lfn(), file.bytes(), file.events(), section, file.parents());
        }
        List<String> reasons = new ArrayList<>();
        for (Exclusion exclusion : units.exclusions(block.name(), List.of(part))) {
            String why = Reasons.exclusion(workflow, exclusion.reason());
            reasons.add(
                    exclusion.files() > 0 ? why : Reasons.amount(exclusion.lumis(), "lumi section") + " of it, " + why);
        }
        if (reasons.isEmpty() && whole) {
            reasons.add(Reasons.exclusion(workflow, ExclusionReason.DUPLICATE));
        }
        return reasons;
    }

    private void locate(Subject subject) {
        List<Span> held = new ArrayList<>();
        Set<WorkUnitId> units = new LinkedHashSet<>();
        for (Span span : subject.positions()) {
            for (LedgerEntry entry : source.entries().apply(span)) {
                if (!entry.active()) {
                    continue;
                }
                List<Span> part = Spans.within(entry.span(), subject.positions());
                held.addAll(part);
                WorkUnitId unit = entry.workUnit();
                if (unit != null) {
                    units.add(unit);
                } else {
                    String reason = entry.reason() == null ? "" : entry.reason().word() + ": ";
                    answers.add(subject.only(part).answer(LedgerState.EXCLUDED, null, null, reason + entry.why()));
                }
            }
        }
        for (WorkUnitId unit : units) {
            planned(subject, unit);
        }
        List<Span> free = new ArrayList<>();
        List<Span> taken = Spans.joined(held);
        subject.positions().forEach(span -> free.addAll(Spans.without(span, taken)));
        if (!free.isEmpty()) {
            available.add(subject.only(free));
        }
    }

    private void planned(Subject subject, WorkUnitId id) {
        WorkUnit unit = source.rounds()
                .flatMap((UnitRounds rounds) -> rounds.find(id))
                .orElseThrow(
                        () -> new IllegalStateException("the ledger names work unit " + id + ", which has no row"));
        Explanation.Place place = new Explanation.Place(
                unit.round(), unit.ordinal(), id, unit.status().word(), unit.site());
        answerJobs(subject, source.spans().apply(id), LedgerStates.of(unit.status()), place);
    }

    private void answerJobs(Subject subject, List<Span> unitSpans, LedgerState state, Explanation.Place place) {
        for (UnitJobs.Placed placed : unitJobs.of(unitSpans)) {
            List<Span> here = new ArrayList<>();
            placed.job().spans().forEach(span -> here.addAll(Spans.within(span, subject.positions())));
            if (!here.isEmpty()) {
                InputBlock block = placed.block();
                String why = block == null ? Reasons.rule(workflow) : Reasons.job(workflow, block);
                answers.add(subject.only(here).answer(state, place, JobView.of(placed), subject.doubt(here) + why));
            }
        }
    }

    /** Plans what is available until all that was asked for has its place. */
    private void planAvailable() {
        AvailableRounds rounds = new AvailableRounds(source);
        while (!available.isEmpty() && rounds.hasNext()) {
            UnitView unit = rounds.next();
            Explanation.Place place =
                    new Explanation.Place(unit.round(), unit.ordinal(), null, UnitView.AVAILABLE, null);
            for (Subject subject : List.copyOf(available)) {
                List<Span> left = new ArrayList<>();
                subject.positions().forEach(span -> left.addAll(Spans.without(span, unit.spans())));
                if (!left.equals(subject.positions())) {
                    answerJobs(subject, unit.spans(), LedgerState.AVAILABLE, place);
                    available.remove(subject);
                    if (!left.isEmpty()) {
                        available.add(subject.only(left));
                    }
                }
            }
        }
        for (Subject subject : available) {
            boolean overTime = subject.positions().stream()
                    .anyMatch(span -> !Spans.within(span, rounds.overTime()).isEmpty());
            answers.add(subject.answer(
                    LedgerState.AVAILABLE,
                    null,
                    null,
                    overTime
                            ? "to be excluded when it is planned: "
                                    + Reasons.exclusion(workflow, ExclusionReason.OVER_TIME_LIMIT)
                            : "no plan now: " + rounds.left().reason()));
        }
    }
}
