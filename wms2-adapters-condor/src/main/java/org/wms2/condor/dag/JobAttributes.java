package org.wms2.condor.dag;

import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Attributes that a pool wants to see in every job, beside WMS2's own. Names and values: WMCore's SimpleCondorPlugin, which
 * the pool's matching, accounting and monitoring were made for.
 *
 * @param accountingGroup of the submit command; empty for none
 * @param accountingUser the user in it, instead of the account; empty for none
 * @param cms whether jobs carry what CMS pools match and monitor by
 * @param wallMinutes MaxWallTimeMins, 1 or more: what a slot must have left; with cms only
 * @param microarch REQUIRED_MINIMUM_MICROARCH, 1 to 4 for x86-64-v1 to v4; 0 for none; with cms only
 * @param overflow whether other sites may take the jobs, CMS_ALLOW_OVERFLOW; with cms only
 * @param leaseSeconds job_lease_duration; 0 for the pool's default
 * @param extra of the operator: name to ClassAd expression, as in a submit file
 */
public record JobAttributes(
        String accountingGroup,
        String accountingUser,
        boolean cms,
        int wallMinutes,
        int microarch,
        boolean overflow,
        int leaseSeconds,
        SortedMap<String, String> extra) {
    /** None: for a pool that asks for nothing. */
    public static final JobAttributes NONE =
            new JobAttributes("", "", false, 24 * 60, 0, false, 0, java.util.Collections.emptySortedMap());

    private static final Set<String> SET_ELSEWHERE = Set.of(
            "desired_sites",
            "jobprio",
            "requestcpus",
            "requestmemory",
            "requestdisk",
            "periodicremove",
            "periodicremovereason",
            "periodicrelease",
            "x509userproxy",
            "clusterid",
            "procid",
            "owner",
            "leavejobinqueue");

    public JobAttributes {
        TreeMap<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        extra.forEach((name, value) -> {
            String lower = CondorText.attribute(name).toLowerCase(Locale.ROOT);
            if (lower.startsWith("wms2_") || SET_ELSEWHERE.contains(lower)) {
                throw new IllegalArgumentException("the job attribute " + name + " is WMS2's to set: take it out");
            }
            checked.put(name, CondorText.expression(value));
        });
        extra = java.util.Collections.unmodifiableSortedMap(checked);
        CondorText.plain(accountingGroup);
        CondorText.plain(accountingUser);
        if (wallMinutes < 1 || microarch < 0 || microarch > 4 || leaseSeconds < 0) {
            throw new IllegalArgumentException("expected 1 or more wall minutes, a microarchitecture from 0 to 4 and a"
                    + " lease of 0 s or more, found " + wallMinutes + ", " + microarch + ", " + leaseSeconds);
        }
    }
}
