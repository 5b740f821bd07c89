package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.SplittingParameters;

/**
 * Event and lumi ranges of jobs that generate (contracts/cms.md 2.1 MonteCarlo, 2.4 MCFakeFile). A position is an event,
 * counted from 0 in 64 bits; jobs begin at multiples of eventsPerJob. The numbers of a job are a function of its
 * position, so that a job that is made again, in another round, gets the same ones. Immutable.
 *
 * <p>Every job takes as many lumi sections as a full one needs, the last one as many as its events need: no two jobs
 * share one. CMSSW counts events in 32 bits. The number that a job begins with is set back to 1 before a job if both its
 * own last event and the last of all events left in its element would pass 2^32 − 1. Event numbers may so come twice;
 * run, lumi and event together never do.
 *
 * @param efficiency output events per generated event, in (0, 1]; a job's share is the difference of the rounded totals
 *     after and before it, so that the shares of all jobs sum up to the rounded whole
 */
public record GeneratorSplitter(
        SplittingParameters parameters, GeneratorRange range, double efficiency, ElementLimits limits) {

    public GeneratorSplitter {
        // What can't be generated is refused here, not at the first job.
        elements(parameters, range, limits);
    }

    /** With WMCore's default elements. */
    public GeneratorSplitter(SplittingParameters parameters, GeneratorRange range, double efficiency) {
        this(parameters, range, efficiency, ElementLimits.DEFAULT);
    }

    private static GeneratorElements elements(
            SplittingParameters parameters, GeneratorRange range, ElementLimits limits) {
        return new GeneratorElements(parameters.eventsPerJob(), parameters.eventsPerLumi(), range, limits);
    }

    /** WMCore's work queue elements, in order. */
    public Iterable<GeneratorElement> elements() {
        return elements(parameters, range, limits);
    }

    /** All positions there are. */
    public Span positions() {
        return new Span(0, range.events());
    }

    /**
     * The jobs that generate exactly the wanted positions, in order, made as they are iterated over.
     *
     * @param wanted ascending, disjoint, none adjacent; what is outside {@link #positions} is not looked at
     * @throws IllegalStateException if a job is wanted in part: work units hold whole jobs
     */
    public Iterator<SplitJob> jobs(List<Span> wanted) {
        List<Span> inside = Spans.within(positions(), wanted);
        long perJob = parameters.eventsPerJob();
        for (Span span : inside) {
            if (span.first() % perJob != 0 || (span.end() % perJob != 0 && span.end() != range.events())) {
                throw new IllegalStateException(
                        "positions " + span + " are wanted, which are not whole jobs of " + perJob + " of "
                                + range.events() + " events: the plan that claims them was made with other numbers");
            }
        }
        return new Jobs(inside.iterator());
    }

    private final class Jobs implements Iterator<SplitJob> {
        private final GeneratorElements elements = elements(parameters, range, limits);
        private final long perJob = parameters.eventsPerJob();
        private final long lumisPerJob = Math.ceilDiv(perJob, parameters.eventsPerLumi());
        private final Iterator<Span> spans;
        private GeneratorElement element = elements.at(0);
        /** Of the next job of the element. */
        private long position;

        private long event = element.firstEvent();
        /** Of the span that jobs are made of. */
        private long end;

        Jobs(Iterator<Span> spans) {
            this.spans = spans;
        }

        @Override
        public boolean hasNext() {
            return position < end || spans.hasNext();
        }

        @Override
        public SplitJob next() {
            if (position >= end) {
                if (!spans.hasNext()) {
                    throw new NoSuchElementException("no event is left to generate");
                }
                Span span = spans.next();
                end = span.end();
                seek(span.first());
            } else if (position == element.end()) {
                seek(position);
            }
            restart();
            return take();
        }

        private void seek(long wanted) {
            if (wanted >= element.end()) {
                element = elements.at(wanted);
                position = element.start();
                event = element.firstEvent();
            }
            while (position < wanted) {
                restart();
                position += perJob;
                event += perJob;
            }
        }

        /** Sets the event number back to 1 before a job, where WMCore does. */
        private void restart() {
            if (perJob > GeneratorElements.LARGEST - event + 1
                    && element.end() - position > GeneratorElements.LARGEST - event) {
                event = 1;
            }
        }

        private SplitJob take() {
            long events = Math.min(perJob, element.end() - position);
            long lumis = Math.ceilDiv(events, parameters.eventsPerLumi());
            long lumi = element.firstLumi() + (position - element.start()) / perJob * lumisPerJob;
            EventRange numbers = new EventRange(range.run(), event, event + events - 1, lumi, lumi + lumis - 1);
            Span span = new Span(position, position + events);
            position += events;
            event += events;
            return new SplitJob(
                    List.of(),
                    List.of(),
                    numbers,
                    events,
                    output(span.end()) - output(span.first()),
                    List.of(span),
                    parameters.deterministicPileup() ? perJob : null,
                    0);
        }

        private long output(long generated) {
            return Math.round(generated * efficiency);
        }
    }
}
