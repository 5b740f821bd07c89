package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.workflow.Workflow;

/**
 * The includes that carry a {@link JobPolicy} into a DAG's directory: {@code pool.inc} for all jobs and one for each role,
 * such as {@code merge.inc}. Written once; the submit files stay the same for every pool.
 */
final class PolicyText {
    /** For the jobs of all roles. */
    static final String POOL = "pool.inc";

    /** The physics group in a request's name (WMCore, SimpleCondorPlugin). */
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_]+_([A-Za-z0-9]+)-.*");

    private static final String TOOL = "WMS2";

    private final JobPolicy policy;
    private final Workflow workflow;

    private PolicyText(JobPolicy policy, Workflow workflow) {
        this.policy = policy;
        this.workflow = workflow;
    }

    /** The include of one role. */
    static String file(NodeRole role) {
        return role.name().toLowerCase(Locale.ROOT) + ".inc";
    }

    /** Writes all of them. */
    static void write(Path directory, DagHeader header, JobPolicy policy) throws IOException {
        PolicyText text = new PolicyText(policy, header.workflow());
        put(directory.resolve(POOL), text.pool());
        for (NodeRole role : NodeRole.values()) {
            put(directory.resolve(file(role)), text.role(role));
        }
    }

    /** Writes the one of a pilot: a processing job that nobody removes, as its time is the lifecycle's to watch. */
    static void writePilot(Path directory, DagHeader header, JobPolicy policy) throws IOException {
        PolicyText text = new PolicyText(policy, header.workflow());
        put(directory.resolve(POOL), text.pool() + text.attributes(NodeRole.PROCESSING));
    }

    private static void put(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
        Modes.file(file, false);
    }

    private String pool() {
        JobAttributes attributes = policy.attributes();
        StringBuilder text = new StringBuilder("# for the jobs of all roles, from WMS2's settings\n");
        if (!attributes.accountingGroup().isEmpty()) {
            text.append(CondorText.assignment("accounting_group", attributes.accountingGroup()));
        }
        if (!attributes.accountingUser().isEmpty()) {
            text.append(CondorText.assignment("accounting_group_user", attributes.accountingUser()));
        }
        if (attributes.leaseSeconds() > 0) {
            text.append(CondorText.assignment("job_lease_duration", attributes.leaseSeconds()));
        }
        if (policy.proxy() != null) {
            text.append(CondorText.assignment(JobProxy.COMMAND, policy.proxy().toString()));
        }
        if (attributes.cms()) {
            text.append(cms(attributes));
        }
        attributes.extra().forEach((name, value) -> text.append(CondorText.my(name, CondorText.expression(value))));
        return text.toString();
    }

    private String cms(JobAttributes attributes) {
        String request = workflow.request().value();
        Matcher group = GROUP.matcher(request);
        String text = string("CMS_Type", "production")
                + string("CMS_WMTool", TOOL)
                + string("CMS_SubmissionTool", TOOL)
                + string("CMS_RequestType", workflow.type().word())
                + string("WMAgent_RequestName", request)
                + (group.matches() ? string("CMSGroups", group.group(1)) : "")
                + CondorText.my("JOB_GLIDEIN_CMSSite", CondorText.expression("\"$$(GLIDEIN_CMSSite:Unknown)\""))
                + string("CMS_ALLOW_OVERFLOW", attributes.overflow() ? "True" : "False");
        return attributes.microarch() == 0
                ? text
                : text
                        + CondorText.my("REQUIRED_MINIMUM_MICROARCH", String.valueOf(attributes.microarch()))
                        + CondorText.my("CMS_MATCH_MICROARCH", "True");
    }

    private String role(NodeRole role) {
        String text = "# for " + role.name().toLowerCase(Locale.ROOT) + " jobs, from WMS2's settings\n"
                + CondorText.assignment("WMS2_PRIORITY_OFFSET", RolePriority.offset(role))
                + attributes(role)
                + new RemovalRules(policy.limits()).of(role);
        return role == NodeRole.MERGE
                ? text + CondorText.assignment("WMS2_MERGE_MEMORY_MB", policy.mergeMemoryMb())
                : text;
    }

    /** A landing asks for a slot with as much time left as a processing job needs, as it does for cores and memory. */
    private String attributes(NodeRole role) {
        JobAttributes attributes = policy.attributes();
        if (!attributes.cms()) {
            return "";
        }
        long minutes = role == NodeRole.CLEANUP
                ? Math.min(attributes.wallMinutes(), policy.limits().cleanup().toMinutes())
                : attributes.wallMinutes();
        boolean disk = role == NodeRole.MERGE || role == NodeRole.CLEANUP;
        return string("CMS_JobType", jobType(role))
                + string("CMS_extendedJobType", jobType(role))
                + CondorText.my("MaxWallTimeMins", String.valueOf(minutes))
                + CondorText.my("Requestioslots", disk ? "1" : "0");
    }

    /** WMCore's task types; a landing is none of them, so that nobody counts it as work. */
    private String jobType(NodeRole role) {
        return switch (role) {
            case LANDING -> "Landing";
            case PROCESSING -> workflow.inputSelection().isPresent() ? "Processing" : "Production";
            case MERGE -> "Merge";
            case CLEANUP -> "Cleanup";
        };
    }

    private static String string(String name, String value) {
        return CondorText.my(name, CondorText.submitString(value));
    }
}
