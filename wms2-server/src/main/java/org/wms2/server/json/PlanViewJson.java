package org.wms2.server.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wms2.domain.ledger.Audit;
import org.wms2.domain.view.BlockView;
import org.wms2.domain.view.PlanView;
import org.wms2.domain.view.UnitView;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;

/**
 * A request's whole plan. Work units and blocks are made while they are written: {@link Json#write} keeps one of them in
 * memory.
 *
 * @param counted what one position is
 * @param states positions by state; states without any are absent
 * @param left available input that is in no work unit
 */
public record PlanViewJson(
        String request,
        String type,
        String splitting,
        boolean simulated,
        String counted,
        long positions,
        Map<String, Long> states,
        Iterable<UnitJson> workUnits,
        Iterable<BlockJson> blocks,
        Later left) {

    /**
     * A work unit.
     *
     * @param id absent if it is not planned yet
     * @param status of a planned one, else {@code available}
     * @param site where it ran; absent before
     * @param sites where it may run; empty for a planned one
     * @param jobList absent unless it was asked for
     */
    public record UnitJson(
            int round,
            int ordinal,
            Optional<String> id,
            String status,
            int jobs,
            long files,
            long lumis,
            long events,
            long estimatedFiles,
            long estimatedBytes,
            Optional<String> site,
            List<String> sites,
            List<SpanJson> spans,
            Optional<List<JobJson>> jobList) {}

    /** Positions, the last not included. */
    public record SpanJson(long first, long end) {
        static List<SpanJson> of(List<Span> spans) {
            return spans.stream().map(s -> new SpanJson(s.first(), s.end())).toList();
        }
    }

    /**
     * A block of the input.
     *
     * @param ordinal absent for a block that was not read
     */
    public record BlockJson(
            OptionalInt ordinal,
            String block,
            List<String> rses,
            long files,
            long lumis,
            long events,
            long positions,
            Map<String, Long> states,
            List<ExclusionJson> exclusions) {}

    /** What of a block never got a position. */
    public record ExclusionJson(String reason, long files, long lumis, long events) {}

    /**
     * Positions that would not be planned now.
     *
     * @param reason why what waits does; absent if nothing waits
     */
    public record LeftJson(long waiting, Optional<String> reason, long overTimeLimit) {
        static LeftJson of(PlanView.Left left) {
            return new LeftJson(
                    left.waiting(),
                    left.reason().isEmpty() ? Optional.empty() : Optional.of(left.reason()),
                    left.overTimeLimit());
        }
    }

    /** What is known only once the work units have been written. */
    public record Later(Supplier<LeftJson> value) {
        @JsonValue
        public LeftJson now() {
            return value.get();
        }
    }

    /** The form of a plan; {@code jobs}: with the jobs of each work unit. */
    public static PlanViewJson of(PlanView plan, boolean jobs) {
        return new PlanViewJson(
                plan.workflow().request().value(),
                plan.workflow().type().word(),
                plan.workflow().splitting().algo().word(),
                plan.isSimulated(),
                Audit.counted(plan.workflow()),
                plan.positions(),
                words(plan.states()),
                each(plan.units(), unit -> of(unit, jobs)),
                each(plan.blocks(), PlanViewJson::of),
                new Later(() -> LeftJson.of(plan.left())));
    }

    private static UnitJson of(UnitView unit, boolean jobs) {
        return new UnitJson(
                unit.round(),
                unit.ordinal(),
                Optional.ofNullable(unit.id()).map(WorkUnitId::value),
                unit.status(),
                unit.jobs().size(),
                unit.files(),
                unit.lumis(),
                unit.events(),
                unit.mergedFiles(),
                unit.mergedBytes(),
                Optional.ofNullable(unit.site()).map(SiteName::toString),
                unit.sites().stream().map(SiteName::toString).toList(),
                SpanJson.of(unit.spans()),
                jobs ? Optional.of(unit.jobs().stream().map(JobJson::of).toList()) : Optional.empty());
    }

    private static BlockJson of(BlockView block) {
        return new BlockJson(
                block.ordinal(),
                block.name().toString(),
                block.rses().stream().map(RseName::toString).toList(),
                block.files(),
                block.lumis(),
                block.events(),
                block.positions(),
                words(block.states()),
                block.exclusions().stream()
                        .map(e -> new ExclusionJson(e.reason().word(), e.files(), e.lumis(), e.events()))
                        .toList());
    }

    private static Map<String, Long> words(Map<LedgerState, Long> states) {
        Map<String, Long> words = new TreeMap<>();
        states.forEach((state, positions) -> words.put(state.word(), positions));
        return words;
    }

    private static <A, B> Iterable<B> each(Iterable<A> all, Function<A, B> form) {
        return () -> {
            Iterator<A> source = all.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return source.hasNext();
                }

                @Override
                public B next() {
                    return form.apply(source.next());
                }
            };
        };
    }
}
