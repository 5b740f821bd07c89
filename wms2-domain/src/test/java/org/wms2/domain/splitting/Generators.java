package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.LumiRules;
import org.wms2.ports.workflow.SplittingParameters;

/** Generators for tests, and what jobs they should make: found by walking from the first event, job by job. */
record Generators(long firstEvent, long firstLumi, long events, long perJob, long perLumi, long maxJobs) {
    private static final long LARGEST = 4_294_967_295L;

    static SplittingParameters parameters(long perJob, long perLumi, boolean deterministicPileup) {
        return new SplittingParameters(
                SplittingAlgo.EVENT_BASED, perJob, perLumi, 1, 1, false, deterministicPileup, LumiRules.DEFAULT);
    }

    /** Up to 100 jobs; one in three begins near the largest event number, one in ten has jobs of nearly all numbers. */
    static Generators random(RandomGenerator random) {
        long perJob = random.nextInt(10) == 0 ? LARGEST - random.nextLong(LARGEST / 2) : random.nextLong(1, 400);
        long perLumi = random.nextLong(1, perJob + 2);
        long events = random.nextLong(1, perJob * 100);
        long firstEvent = random.nextInt(3) == 0 ? LARGEST - random.nextLong(5_000) : random.nextLong(1, 1_000);
        return new Generators(firstEvent, random.nextLong(1, 1_000), events, perJob, perLumi, random.nextLong(1, 40));
    }

    GeneratorSplitter splitter(double efficiency) {
        return new GeneratorSplitter(
                parameters(perJob, perLumi, false),
                new GeneratorRange(firstEvent, firstLumi, events, 1),
                efficiency,
                new ElementLimits(maxJobs, 0));
    }

    static List<SplitJob> jobs(GeneratorSplitter splitter, List<Span> wanted) {
        List<SplitJob> jobs = new ArrayList<>();
        splitter.jobs(wanted).forEachRemaining(jobs::add);
        return jobs;
    }

    /** Some of the jobs, as positions. */
    List<Span> someJobs(RandomGenerator random) {
        List<Span> some = new ArrayList<>();
        for (long start = 0; start < events; start += perJob) {
            if (random.nextInt(3) == 0) {
                some.add(new Span(start, Math.min(events, start + perJob)));
            }
        }
        return Spans.joined(some);
    }

    /** Numbers of the first event of every job, as the work queue and the splitter of WMCore count them. */
    List<Long> firstEvents() {
        List<Long> firsts = new ArrayList<>();
        long elementFirst = firstEvent;
        for (long done = 0; done < events; done += perJob * maxJobs) {
            long element = Math.min(perJob * maxJobs, events - done);
            long event = elementFirst;
            for (long left = element; left > 0; left -= perJob) {
                if (event + perJob - 1 > LARGEST && event + left > LARGEST) {
                    event = 1;
                }
                firsts.add(event);
                event += perJob;
            }
            elementFirst = nextElement(elementFirst, elementFirst + element - 1);
        }
        return firsts;
    }

    private long nextElement(long first, long last) {
        if (last <= LARGEST) {
            return last + 1;
        }
        long number = first;
        long counted = first;
        long restart = first;
        while (counted < last) {
            if (number + perJob - 1 > LARGEST) {
                number = 1;
                restart = counted;
            } else {
                number += perJob;
                counted += perJob;
            }
        }
        return last - restart + 2;
    }
}
