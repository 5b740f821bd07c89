package org.wms2.cli.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.wms2.domain.view.BlockView;
import org.wms2.domain.view.Explanation;
import org.wms2.domain.view.JobView;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.Question;
import org.wms2.domain.view.UnitView;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.workflow.Workflow;

/**
 * A plan written by hand: the first work unit has been merged, all others are available; each has one job of one file and
 * two lumi sections.
 */
final class FakePlan implements PlanView {
    static final BlockName BLOCK = new BlockName(SampleRows.input() + "#one");

    private final String request;
    private final boolean simulated;
    int units = 2;
    Left left = new Left(0, "", 0);

    /** What reading the second work unit meets; empty: nothing. */
    Optional<RuntimeException> error = Optional.empty();

    FakePlan(String request, boolean simulated) {
        this.request = request;
        this.simulated = simulated;
    }

    @Override
    public Workflow workflow() {
        return SampleRows.workflow(request);
    }

    @Override
    public boolean isSimulated() {
        return simulated;
    }

    @Override
    public long positions() {
        return 2L * units;
    }

    @Override
    public Map<LedgerState, Long> states() {
        return Map.of(LedgerState.MERGED, 2L, LedgerState.AVAILABLE, 2L * (units - 1));
    }

    @Override
    public Iterable<UnitView> units() {
        return () -> IntStream.range(0, units)
                .mapToObj(number -> {
                    if (number == 1 && error.isPresent()) {
                        throw error.get();
                    }
                    return unit(number);
                })
                .iterator();
    }

    static Lfn file(int number) {
        return SampleRows.inputBlock(0, number + 1).files().getLast().lfn();
    }

    static JobView job(int number) {
        JobInput file = JobInput.of(SampleRows.inputBlock(0, number + 1).files().getLast());
        return new JobView(
                0,
                List.of(file),
                List.of(new RunLumis(370_000, List.of(new LumiRange(number + 1, number + 2)))),
                null,
                10,
                10);
    }

    private static UnitView unit(int number) {
        boolean first = number == 0;
        return new UnitView(
                first ? 0 : 1,
                first ? 0 : number - 1,
                first ? SampleRows.unitId(7) : null,
                first ? "merged" : "available",
                first ? new SiteName("T2_CH_CERN") : null,
                new TreeSet<>(first ? List.of() : List.of(new SiteName("T1_US_FNAL"))),
                List.of(new Span(2L * number, 2L * number + 2)),
                List.of(job(number)),
                2,
                7_010);
    }

    @Override
    public Iterable<BlockView> blocks() {
        return List.of(new BlockView(
                OptionalInt.of(0),
                BLOCK,
                SampleRows.inputBlock(0, 1).rses(),
                units,
                2L * units + 1,
                10L * units,
                2L * units,
                states(),
                List.of(new Exclusion(BLOCK, ExclusionReason.MASK, 0, 1, 0))));
    }

    @Override
    public Left left() {
        return left;
    }

    /** Lumi 5 is in a job, 6 is excluded, others are not there. */
    @Override
    public Explanation explain(Question question) {
        Explanation.Answer planned = new Explanation.Answer(
                file(0),
                BLOCK,
                List.of(new Span(4, 5)),
                LedgerState.MERGED,
                new Explanation.Place(0, 3, SampleRows.unitId(7), "merged", new SiteName("T2_CH_CERN")),
                job(0),
                "by some rule");
        Explanation.Answer excluded = new Explanation.Answer(
                file(0), BLOCK, List.of(), LedgerState.EXCLUDED, null, null, "mask: outside the request's LumiList");
        List<Explanation.Answer> answers = switch (question) {
            case Question.OfFile file -> List.of(planned, excluded);
            case Question.OfLumi lumi ->
                lumi.lumi() == 5 ? List.of(planned) : lumi.lumi() == 6 ? List.of(excluded) : List.of();
        };
        return new Explanation(question.toString(), answers);
    }
}
