package org.wms2.server.simulation;

import java.time.Duration;
import org.wms2.ports.error.InputRefusedException;

/**
 * A campaign to rehearse: requests that all come at once.
 *
 * @param requests 1 to 10,000
 * @param jobs of each request, 1 to 1,000,000
 * @param seed of everything that is drawn
 * @param failures probability that one start of a job fails, 0 to below 1; DAGMan tries a job four times
 * @param slots execute slots of all sites together, 1 or more; a job takes one
 * @param typicalJob median time of a job, a second or more
 * @param maxActiveDags DAGs at once, 1 or more
 */
public record CampaignPlan(
        int requests, int jobs, long seed, double failures, int slots, Duration typicalJob, int maxActiveDags) {
    private static final int MOST_REQUESTS = 10_000;
    private static final int MOST_JOBS = 1_000_000;

    public CampaignPlan {
        range("requests", requests, MOST_REQUESTS);
        range("jobs", jobs, MOST_JOBS);
        range("slots", slots, Integer.MAX_VALUE);
        range("max-active-dags", maxActiveDags, Integer.MAX_VALUE);
        if (!(failures >= 0 && failures < 1)) {
            throw new InputRefusedException("failures", String.valueOf(failures), "a probability from 0 to below 1");
        }
        if (typicalJob.toSeconds() < 1) {
            throw new InputRefusedException("job-hours", typicalJob.toString(), "a second or more");
        }
    }

    private static void range(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new InputRefusedException(field, String.valueOf(value), "1 to " + most);
        }
    }
}
