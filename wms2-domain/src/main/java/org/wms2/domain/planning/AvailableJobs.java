package org.wms2.domain.planning;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.domain.splitting.Splitter;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Cause;
import org.wms2.ports.workflow.Workflow;

/** The jobs of all available input, block by block, each with where its block is. */
final class AvailableJobs implements Iterator<AvailableJobs.Located> {
    private static final SortedSet<RseName> ANYWHERE = Collections.emptySortedSet();

    private final RoundInput input;
    private final AllowedSites allowed;
    private final boolean trustSitelists;
    private final Waiting waiting;
    private final List<Span> available;
    private final Iterator<InputBlock> blocks;
    private final @Nullable Splitter splitter;
    private Iterator<SplitJob> jobs;
    private SortedSet<RseName> rses = ANYWHERE;
    private AllowedSites.Answer sites;

    AvailableJobs(Workflow workflow, RoundInput input, AllowedSites allowed, Waiting waiting) {
        this.input = input;
        this.allowed = allowed;
        this.trustSitelists = workflow.sites().trustSitelists();
        this.waiting = waiting;
        this.available = input.available();
        this.sites = allowed.anywhere();
        if (workflow.generation().isPresent() || available.isEmpty()) {
            this.blocks = Collections.emptyIterator();
            this.splitter = null;
            boolean runnable = available.isEmpty() || waiting.accept(sites, available, "");
            this.jobs = runnable && !available.isEmpty()
                    ? Splitters.generated(workflow, available)
                    : Collections.emptyIterator();
        } else {
            this.blocks = input.blocks()
                    .blocks(new Span(
                            available.getFirst().first(), available.getLast().end()))
                    .iterator();
            this.splitter = Splitters.of(workflow);
            this.jobs = Collections.emptyIterator();
        }
    }

    /** A job, the places of its block, and the sites that may run it. */
    record Located(SplitJob job, SortedSet<RseName> rses, AllowedSites.Answer sites) {}

    @Override
    public boolean hasNext() {
        while (!jobs.hasNext()) {
            if (!blocks.hasNext()) {
                return false;
            }
            take(blocks.next());
        }
        return true;
    }

    private void take(InputBlock block) {
        if (block.positions() == 0 || splitter == null) {
            return;
        }
        List<Span> wanted = Spans.within(new Span(block.firstPosition(), block.endPosition()), available);
        if (wanted.isEmpty()) {
            return;
        }
        rses = trustSitelists ? ANYWHERE : block.rses();
        sites = trustSitelists ? allowed.anywhere() : allowed.of(block.rses());
        if (waiting.accept(sites, wanted, "; block " + block.name())) {
            jobs = splitter.split(block, wanted);
        }
    }

    @Override
    public Located next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no job is left of " + input.positions() + " positions");
        }
        return new Located(jobs.next(), rses, sites);
    }

    /** What of the input no site can run now. */
    static final class Waiting {
        private final boolean plannedAnyway;
        private long positions;
        private String reason = "";
        private Cause cause = Cause.NONE;

        /**
         * @param plannedAnyway whether to go on as if there were a site: to sum up a request, not to run it
         */
        Waiting(boolean plannedAnyway) {
            this.plannedAnyway = plannedAnyway;
        }

        boolean accept(AllowedSites.Answer answer, List<Span> spans, String where) {
            if (!answer.sites().isEmpty()) {
                return true;
            }
            positions += Spans.size(spans);
            if (reason.isEmpty()) {
                reason = answer.reason() + where;
                cause = answer.cause();
            }
            return plannedAnyway;
        }

        long positions() {
            return positions;
        }

        /** Of the first of it; {@link Cause#NONE} if nothing waits. */
        Cause cause() {
            return cause;
        }

        /** Of the first of it; empty if nothing waits. */
        String reason() {
            return reason;
        }
    }
}
