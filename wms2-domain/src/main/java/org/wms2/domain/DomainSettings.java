package org.wms2.domain;

import java.time.Duration;
import org.wms2.domain.errors.MemoryRule;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.ports.error.InputRefusedException;

/**
 * What an operator may set of the domain.
 *
 * @param lease how long a claim lives without being renewed; above 0
 * @param pollInterval how often HTCondor and Rucio rules are looked at; above 0
 * @param retryInterval how long to wait for a service that did not answer; above 0
 * @param vanishedGrace how long a DAG may be missing from queue and history before that is believed
 * @param maxActiveDags DAGs of all requests at once, 1 or more
 * @param errorRule what becomes of a round that ended with work units missing
 * @param rereadAfter age of an input snapshot above which the input is read again before a round is planned; above 0
 * @param planning how large plans may be, and their throttles
 * @param destinationRse RSE expression of the rule that takes outputs away from where they were made
 * @param pilotTimeout from a pilot's planning on, after which it is given up; above 0
 * @param memoryRule of jobs that are held for their memory
 * @param reportToReqMgr2 whether ReqMgr2 is told totals and status of requests
 */
public record DomainSettings(
        Duration lease,
        Duration pollInterval,
        Duration retryInterval,
        Duration vanishedGrace,
        int maxActiveDags,
        ErrorRule errorRule,
        Duration rereadAfter,
        PlanningSettings planning,
        String destinationRse,
        Duration pilotTimeout,
        MemoryRule memoryRule,
        boolean reportToReqMgr2) {

    private static final Duration PILOT_TIMEOUT = Duration.ofHours(8);

    public DomainSettings {
        positive("lease", lease);
        positive("poll-interval", pollInterval);
        positive("retry-interval", retryInterval);
        positive("vanished-grace", vanishedGrace);
        positive("reread-after", rereadAfter);
        positive("pilot-timeout", pilotTimeout);
        if (maxActiveDags < 1) {
            throw new InputRefusedException("max-active-dags", String.valueOf(maxActiveDags), "1 or more");
        }
        if (destinationRse.isBlank()) {
            throw new InputRefusedException("destination-rse", destinationRse, "an RSE expression");
        }
    }

    /** Pilots take eight hours at most; nothing is reported to ReqMgr2. */
    public DomainSettings(
            Duration lease,
            Duration pollInterval,
            Duration retryInterval,
            Duration vanishedGrace,
            int maxActiveDags,
            ErrorRule errorRule,
            Duration rereadAfter,
            PlanningSettings planning,
            String destinationRse) {
        this(
                lease,
                pollInterval,
                retryInterval,
                vanishedGrace,
                maxActiveDags,
                errorRule,
                rereadAfter,
                planning,
                destinationRse,
                false);
    }

    /** Pilots take eight hours at most. */
    public DomainSettings(
            Duration lease,
            Duration pollInterval,
            Duration retryInterval,
            Duration vanishedGrace,
            int maxActiveDags,
            ErrorRule errorRule,
            Duration rereadAfter,
            PlanningSettings planning,
            String destinationRse,
            boolean reportToReqMgr2) {
        this(
                lease,
                pollInterval,
                retryInterval,
                vanishedGrace,
                maxActiveDags,
                errorRule,
                rereadAfter,
                planning,
                destinationRse,
                PILOT_TIMEOUT,
                MemoryRule.DEFAULT,
                reportToReqMgr2);
    }

    /** 60 s lease, 30 s poll, 60 s retry, 5 min grace, 300 DAGs, a person looks, 1 h, outputs to T1_US_FNAL_Disk. */
    public static DomainSettings defaults() {
        return new DomainSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                300,
                ErrorRule.DEFAULT,
                Duration.ofHours(1),
                PlanningSettings.DEFAULT,
                "T1_US_FNAL_Disk");
    }

    private static void positive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InputRefusedException(field, value.toString(), "above 0");
        }
    }
}
