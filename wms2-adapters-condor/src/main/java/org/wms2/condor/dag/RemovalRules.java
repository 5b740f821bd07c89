package org.wms2.condor.dag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wms2.ports.plan.NodeRole;

/**
 * periodic_remove, its reason and periodic_release of one role. Measured on 23.9.6: a running job's rules are looked at by
 * its shadow, in whose ad RemoteUserCpu is alive; all others' by the schedd, every 60 s; the words come from the attribute
 * PeriodicRemoveReason, as condor_submit knows no command for them.
 */
final class RemovalRules {
    private static final int OUT_OF_MEMORY = 34;
    private static final int BY_A_PERSON = 1;
    private static final int MEMORY_PATIENCE = 6;
    private static final int KB = 1000;

    private final JobLimits limits;

    RemovalRules(JobLimits limits) {
        this.limits = limits;
    }

    private record Rule(String when, String words) {}

    /** The lines of a role's include. */
    String of(NodeRole role) {
        List<Rule> rules = rules(role);
        // An expression that is undefined must not decide anything: each rule is true, or it is not.
        String remove = rules.stream().map(r -> "((" + r.when + ") =?= True)").collect(Collectors.joining(" || "));
        StringBuilder words = new StringBuilder("\"WMS2: removed\"");
        for (Rule rule : rules.reversed()) {
            words.insert(0, "ifThenElse((" + rule.when + ") =?= True, " + rule.words + ", ")
                    .append(")");
        }
        return "periodic_release = " + release() + "\nperiodic_remove = " + remove + "\nMy.PeriodicRemoveReason = "
                + words + "\n";
    }

    private List<Rule> rules(NodeRole role) {
        List<Rule> rules = new ArrayList<>();
        long held = limits.held().toSeconds();
        rules.add(new Rule(
                "JobStatus == 5 && HoldReasonCode =!= " + BY_A_PERSON
                        + " && time() - EnteredCurrentStatus > ifThenElse(HoldReasonCode =?= " + OUT_OF_MEMORY + ", "
                        + held * MEMORY_PATIENCE + ", " + held + ")",
                "strcat(\"WMS2: held too long, code \", string(HoldReasonCode), \": \", string(HoldReason))"));
        rules.add(longerThan(
                switch (role) {
                    case LANDING -> limits.landing();
                    case CLEANUP -> limits.cleanup();
                    case PROCESSING, MERGE -> limits.wall();
                }));
        if (role == NodeRole.PROCESSING || role == NodeRole.MERGE) {
            rules.add(zombie());
            rules.add(new Rule(
                    "JobStatus == 2 && DiskUsage > " + (long) limits.diskMbPerCore() * KB + " * RequestCpus",
                    "strcat(\"WMS2: too much disk, \", string(DiskUsage), \" kB\")"));
        }
        Duration idle = limits.idle();
        if (idle != null) {
            rules.add(new Rule(
                    "JobStatus == 1 && time() - EnteredCurrentStatus > " + idle.toSeconds(),
                    CondorText.classAdString("WMS2: idle for more than " + idle.toSeconds() + " s")));
        }
        return rules;
    }

    private static Rule longerThan(Duration wall) {
        return new Rule(
                "JobStatus == 2 && time() - JobCurrentStartDate > " + wall.toSeconds(),
                CondorText.classAdString("WMS2: ran for more than " + wall.toSeconds() + " s"));
    }

    /** JobCurrentStartExecutingDate stays from an earlier start until the job executes again: then it is no measure. */
    private Rule zombie() {
        return new Rule(
                "JobStatus == 2 && JobCurrentStartExecutingDate >= JobCurrentStartDate"
                        + " && time() - JobCurrentStartExecutingDate > "
                        + limits.zombieAfter().toSeconds() + " && RemoteUserCpu + RemoteSysCpu < "
                        + limits.zombieCpu().toSeconds(),
                "strcat(\"WMS2: no life in it, CPU time \", string(RemoteUserCpu + RemoteSysCpu), \" s in "
                        + limits.zombieAfter().toSeconds() + " s\")");
    }

    /** NumJobStarts alone would be no bound: a job whose input does not arrive has never been started. */
    private String release() {
        if (limits.releases() == 0) {
            return "False";
        }
        String passing =
                JobLimits.PASSING.stream().map(c -> "HoldReasonCode =?= " + c).collect(Collectors.joining(" || "));
        return "(" + passing + ") && NumHolds <= " + limits.releases() + " && NumJobStarts <= " + limits.releases()
                + " && time() - EnteredCurrentStatus > " + limits.releaseAfter().toSeconds();
    }
}
