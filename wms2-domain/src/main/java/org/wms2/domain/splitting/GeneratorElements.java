package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.workflow.GeneratorRange;

/**
 * The elements of WMCore's MonteCarlo policy (contracts/cms.md 2.1). Each begins at the event number after the last one
 * of the element before; where that one ends above 2^32 − 1, at the number after the one that the splitter really gives
 * its last event. Any element is found without making the jobs before it. Immutable.
 */
final class GeneratorElements implements Iterable<GeneratorElement> {
    /** The largest event number that CMSSW takes. */
    static final long LARGEST = 0xffff_ffffL;

    private final GeneratorRange range;
    private final long perJob;
    private final long perLumi;
    private final long lumisPerJob;
    /** Events of a full element. */
    private final long step;

    GeneratorElements(long eventsPerJob, long eventsPerLumi, GeneratorRange range, ElementLimits limits) {
        if (eventsPerJob < 1 || eventsPerLumi < 1) {
            throw new InputRefusedException(
                    "EventsPerJob, EventsPerLumi", eventsPerJob + ", " + eventsPerLumi, "both 1 or more");
        }
        if (Math.min(eventsPerJob, range.events()) > LARGEST) {
            throw new InputRefusedException(
                    "EventsPerJob",
                    String.valueOf(eventsPerJob),
                    "at most " + LARGEST + ": event numbers have 32 bits");
        }
        this.range = range;
        this.perJob = eventsPerJob;
        this.perLumi = eventsPerLumi;
        this.lumisPerJob = Math.ceilDiv(eventsPerJob, eventsPerLumi);
        long jobs = limits.jobs(lumisPerJob);
        this.step = jobs > range.events() / perJob ? Long.MAX_VALUE : jobs * perJob;
        checkCounters();
    }

    private void checkCounters() {
        long full = range.events() / perJob;
        if (range.firstEvent() > Long.MAX_VALUE - range.events()
                || (full > 0 && lumisPerJob > (Long.MAX_VALUE - range.firstLumi() - range.events()) / full)) {
            throw new InputRefusedException(
                    "FirstEvent, FirstLumi, events",
                    range.firstEvent() + ", " + range.firstLumi() + ", " + range.events(),
                    "counters that stay below 2^63");
        }
    }

    @Override
    public Iterator<GeneratorElement> iterator() {
        return new Iterator<>() {
            private long position;
            private long firstEvent = range.firstEvent();

            @Override
            public boolean hasNext() {
                return position < range.events();
            }

            @Override
            public GeneratorElement next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no event is left to generate");
                }
                GeneratorElement made = element(position, firstEvent);
                position = made.end();
                if (hasNext()) {
                    firstEvent = after(made);
                }
                return made;
            }
        };
    }

    /**
     * The element that has a position: a step for each run of elements below 32 bits, and for each one that passes them.
     *
     * @param position 0 or more, below the range's events
     */
    GeneratorElement at(long position) {
        long wanted = position / step;
        long element = 0;
        long first = range.firstEvent();
        while (element < wanted) {
            long below = first > LARGEST ? 0 : (LARGEST - first + 1) / step;
            if (below > 0) {
                long skipped = Math.min(below, wanted - element);
                first += skipped * step;
                element += skipped;
            } else {
                first = after(element(element * step, first));
                element++;
            }
        }
        return element(wanted * step, first);
    }

    private GeneratorElement element(long start, long firstEvent) {
        long events = Math.min(step, range.events() - start);
        return new GeneratorElement(
                start,
                events,
                Math.ceilDiv(events, perJob),
                firstEvent,
                range.firstLumi() + start / perJob * lumisPerJob,
                events / perJob * lumisPerJob + Math.ceilDiv(events % perJob, perLumi));
    }

    /**
     * Number of the first event of the element after a full one. Where numbers pass 32 bits it counts on from where they
     * begin again at 1 for the last time.
     */
    private long after(GeneratorElement element) {
        long last = element.lastEvent();
        if (last <= LARGEST) {
            return last + 1;
        }
        long number = element.firstEvent();
        long counted = number;
        long restart = number;
        while (counted < last) {
            long fitting = number > LARGEST ? 0 : (LARGEST - number + 1) / perJob;
            if (fitting == 0) {
                number = 1;
                restart = counted;
            } else {
                long events = Math.min(fitting, Math.ceilDiv(last - counted, perJob)) * perJob;
                number += events;
                counted += events;
            }
        }
        return last - restart + 2;
    }
}
