package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;

/**
 * As many lumi sections per job as have a wanted number of events, by each file's rounded average (contracts/cms.md 2.6;
 * WMCore's {@code EventAwareLumiBased.py}). With {@code haltOnFileBoundaries} each file begins a new job. Otherwise a file
 * goes on with the open job for as many events as that job still lacks. A file of one lumi section that is estimated to
 * run longer than the job time limit is a job with {@link SplitJob#OVER_TIME_LIMIT} of its own. In WMCore sections of
 * following files may join that job and fail with it; so they do with {@link LumiSelection#quirks()}.
 */
public final class EventAwareLumiBased implements Splitter {
    private final Rules rules;
    private final MaskIndex index;
    /** Events taken in this pass, by the averages. */
    private long events;
    /** Jobs made in this pass. */
    private long jobs;

    /**
     * The parameters.
     *
     * @param eventsPerJob 1 or more
     * @param secondsPerEvent 0 or more; 0 is never over the limit
     * @param totalEvents events after which a pass ends, with the lumi section that reaches them; 0 is all
     * @param jobLimit jobs of a pass above which it is refused; 0 is no limit
     * @param failOverLimit whether a job over the time limit is made a failed one (WMCore's allowCreationFailure)
     */
    public record Rules(
            LumiSelection selection,
            long eventsPerJob,
            double secondsPerEvent,
            long totalEvents,
            long jobLimit,
            boolean failOverLimit) {
        public Rules {
            Checks.positive("events_per_job", eventsPerJob);
        }
    }

    public EventAwareLumiBased(Rules rules) {
        this.rules = rules;
        this.index = new MaskIndex(rules.selection().mask(), rules.selection().runWhitelist());
    }

    /** Throws InputRefusedException from the iterator, if there are more jobs than the limit. */
    @Override
    public Iterator<SplitJob> split(InputBlock block, List<Span> wanted) {
        return new LumiJobs(block, wanted, rules.selection(), index, new Quota());
    }

    private final class Quota implements LumiQuota {
        private long perJob = 1;
        private long average;
        private long lumis;
        /** Whether the number per job goes on from the file before. */
        private boolean carried;

        private boolean failNext;
        /** Lumi sections of this file in the open job. */
        private long fromFile;
        /** Events of the files before in the open job. */
        private long inJob;

        @Override
        public long perJob() {
            return perJob;
        }

        @Override
        public boolean overLimit(long ofFile, long count) {
            return count == 1
                    && ofFile * rules.secondsPerEvent()
                            > rules.selection().rules().jobTimeLimit();
        }

        @Override
        public boolean beginFile(long ofFile, long count, long lumisInJob) {
            average = ofFile;
            lumis = count;
            fromFile = 0;
            carried = false;
            failNext = false;
            if (overLimit(ofFile, count)) {
                perJob = 1;
                failNext = rules.failOverLimit();
                return true;
            }
            if (rules.selection().rules().haltOnFileBoundaries()) {
                perJob = ofWholeJob();
                return true;
            }
            carried = true;
            long lacking = Math.max(rules.eventsPerJob() - inJob, 0);
            perJob = Math.max(lumisInJob + (average == 0 ? lumis : lacking / average), 1);
            return false;
        }

        private long ofWholeJob() {
            return average == 0 ? lumis : Math.max(rules.eventsPerJob() / average, 1);
        }

        @Override
        public int beginJob() {
            jobs++;
            if (rules.jobLimit() > 0 && jobs > rules.jobLimit()) {
                throw new InputRefusedException(
                        "job_limit", "more than " + rules.jobLimit() + " jobs", "fewer jobs, or a larger limit");
            }
            int failure = failNext ? SplitJob.OVER_TIME_LIMIT : 0;
            failNext = false;
            fromFile = 0;
            inJob = 0;
            if (carried) {
                carried = false;
                perJob = ofWholeJob();
            }
            return failure;
        }

        @Override
        public void took(long taken) {
            fromFile += taken;
            events += taken * average;
        }

        @Override
        public void endFile() {
            if (!rules.selection().rules().haltOnFileBoundaries()) {
                inJob += average * fromFile;
            }
        }

        @Override
        public long allowed() {
            if (rules.totalEvents() == 0) {
                return Long.MAX_VALUE;
            }
            long left = Math.max(rules.totalEvents() - events, 0);
            return left == 0 || average > 0 ? Math.ceilDiv(left, Math.max(average, 1)) : Long.MAX_VALUE;
        }
    }
}
