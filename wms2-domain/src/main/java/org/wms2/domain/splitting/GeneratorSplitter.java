package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.SplittingParameters;

/**
 * Event and lumi ranges of jobs that generate (contracts/cms.md 2.1 MonteCarlo, 2.4 MCFakeFile). Every job takes as many
 * lumi sections as a full one needs, so that lumi sections never overlap; the last one as many as its events need.
 *
 * <p>CMSSW counts events in 32 bits. What has been generated so far is counted in 64 bits, but the event number that a
 * job begins with is set back to 1 before a job if both its own last event and the last of all events left would pass
 * 2^32 − 1, as WMCore does. Event numbers may so come twice; run, lumi and event together never do.
 *
 * @param efficiency output events per generated event, in (0, 1]; each job's share is cut so that the shares of any
 *     number of jobs from the first on sum up to the rounded whole
 */
public record GeneratorSplitter(SplittingParameters parameters, GeneratorRange range, double efficiency)
        implements Iterable<SplitJob> {
    /** The largest event number that CMSSW takes. */
    private static final long LARGEST = 0xffff_ffffL;

    public GeneratorSplitter {
        if (parameters.eventsPerJob() < 1 || parameters.eventsPerLumi() < 1) {
            throw new InputRefusedException(
                    "EventsPerJob, EventsPerLumi",
                    parameters.eventsPerJob() + ", " + parameters.eventsPerLumi(),
                    "both 1 or more");
        }
    }

    @Override
    public Iterator<SplitJob> iterator() {
        return new Jobs();
    }

    private final class Jobs implements Iterator<SplitJob> {
        private final long perJob = parameters.eventsPerJob();
        private final long perLumi = parameters.eventsPerLumi();
        private final long lumisPerJob = Math.ceilDiv(perJob, perLumi);
        private long done;
        private long outputDone;
        private long event = range.firstEvent();
        private long lumi = range.firstLumi();

        @Override
        public boolean hasNext() {
            return done < range.events();
        }

        @Override
        public SplitJob next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no event is left to generate");
            }
            long left = range.events() - done;
            if (event + perJob - 1 > LARGEST && event + left > LARGEST) {
                event = 1;
            }
            long events = Math.min(perJob, left);
            long lumis = events == perJob ? lumisPerJob : Math.ceilDiv(events, perLumi);
            done += events;
            long output = Math.round(done * efficiency);
            EventRange job = new EventRange(range.run(), event, event + events - 1, lumi, lumi + lumis - 1);
            SplitJob made =
                    new SplitJob(LocationGroup.ANYWHERE, List.of(), List.of(), job, events, output - outputDone);
            outputDone = output;
            event += perJob;
            lumi += lumisPerJob;
            return made;
        }
    }
}
