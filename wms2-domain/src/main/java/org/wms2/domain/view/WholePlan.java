package org.wms2.domain.view;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.ledger.UnitJobs;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.Workflow;

/** The plan of a request that is stored, or of one that is only simulated. */
public final class WholePlan implements PlanView {
    private final PlanSource source;
    private final UnitJobs unitJobs;
    private @Nullable Left left;

    private WholePlan(PlanSource source) {
        this.source = source;
        this.unitJobs = new UnitJobs(source.workflow(), source.within()::blocks);
    }

    /**
     * The plan of a stored request: its rounds, and what is available by these settings and sites.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code NOT_FOUND if an earlier version has planned it
     */
    public static PlanView stored(
            Request request, Workflow workflow, Stores stores, PlanningSettings settings, SiteView sites) {
        return new WholePlan(PlanSource.stored(request, workflow, stores, settings, sites));
    }

    /**
     * The plan that a request would have.
     *
     * @param blocks of its input, with positions from 0 on; empty for a generator
     * @param exclusions what of the input has no position
     */
    public static PlanView simulated(
            Workflow workflow,
            int priority,
            List<InputBlock> blocks,
            List<Exclusion> exclusions,
            PlanningSettings settings,
            SiteView sites) {
        return new WholePlan(
                PlanSource.simulated(workflow, priority, List.copyOf(blocks), exclusions, settings, sites));
    }

    @Override
    public Workflow workflow() {
        return source.workflow();
    }

    @Override
    public boolean isSimulated() {
        return source.rounds().isEmpty();
    }

    @Override
    public long positions() {
        return source.positions();
    }

    @Override
    public Map<LedgerState, Long> states() {
        Map<LedgerState, Long> states = new EnumMap<>(LedgerState.class);
        states.putAll(source.states());
        long available = source.positions() - Spans.size(source.taken());
        if (available > 0) {
            states.merge(LedgerState.AVAILABLE, available, Long::sum);
        }
        return states;
    }

    @Override
    public Iterable<UnitView> units() {
        return Units::new;
    }

    @Override
    public Iterable<BlockView> blocks() {
        return new BlockViews(source);
    }

    @Override
    public Left left() {
        Left known = left;
        if (known == null) {
            AvailableRounds rounds = new AvailableRounds(source);
            rounds.forEachRemaining(unit -> {});
            known = rounds.left();
            left = known;
        }
        return known;
    }

    @Override
    public Explanation explain(Question question) {
        return new Explainer(source, unitJobs).explain(question);
    }

    private UnitView view(WorkUnit unit) {
        List<Span> spans = source.spans().apply(unit.id());
        List<JobView> jobs = spans.isEmpty()
                ? List.of()
                : unitJobs.of(spans).stream().map(JobView::of).toList();
        return UnitView.of(unit, spans, jobs, source.workflow());
    }

    /** Those of planned rounds, then those to come. */
    private final class Units implements Iterator<UnitView> {
        private final Iterator<Integer> rounds = source.rounds()
                .map(r -> r.rounds().iterator())
                .orElseGet(() -> List.<Integer>of().iterator());
        private final AvailableRounds available = new AvailableRounds(source);
        private Iterator<WorkUnit> planned = List.<WorkUnit>of().iterator();

        @Override
        public boolean hasNext() {
            while (!planned.hasNext() && rounds.hasNext()) {
                planned = source.rounds().orElseThrow().units(rounds.next()).iterator();
            }
            boolean more = planned.hasNext() || available.hasNext();
            if (!more) {
                left = available.left();
            }
            return more;
        }

        @Override
        public UnitView next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the plan has no more work units");
            }
            return planned.hasNext() ? view(planned.next()) : available.next();
        }
    }
}
