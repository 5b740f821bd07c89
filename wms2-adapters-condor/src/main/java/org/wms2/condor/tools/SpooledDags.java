package org.wms2.condor.tools;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;

/**
 * DAGs at a schedd whose files we cannot see (docs/htcondor.md, Other schedds; all seen in 23.9.6). condor_submit refuses
 * {@code hold = true} together with spooling, so the fence is a requirement: the job stays idle until its attribute
 * WMS2_Released is set. Such a job is shown as one that was submitted on hold; one that is still being spooled, or whose
 * spooling broke, is not shown at all; one that has ended is shown as running until its files are home.
 */
final class SpooledDags {
    /** Set once the schedd is done with a removed job: JobStatus is 3 while DAGMan still writes its last word. */
    private static final String DONE_WITH = "JobFinishedHookDone";

    /** The attributes to ask for, beside those of any DAG. */
    static final List<String> ATTRIBUTES = List.of("WMS2_Released", "SUBMIT_Iwd", DONE_WITH);

    private static final Path ROOT = Path.of("/");
    private static final int SPOOLING = 16;
    private static final String RELEASED = "WMS2_Released";
    /** A submission whose spooling broke is taken out by the schedd itself, an hour later. */
    private static final String BROKEN = "periodic_remove = JobStatus == 5 && HoldReasonCode == 16 && NumJobStarts == 0"
            + " && time() - EnteredCurrentStatus > 3600";

    private final ObservedTools tools;
    private final ToolSettings settings;
    private final Spool spool;
    private final FetchedDags fetched;

    SpooledDags(ObservedTools tools, ToolSettings settings, Spool spool) {
        this.tools = tools;
        this.settings = settings;
        this.spool = spool;
        this.fetched = new FetchedDags(tools);
    }

    /** What of the DAGs that were seen may be told. */
    List<DagObservation> told(String answer, List<DagObservation> seen, boolean inQueue) {
        Map<Integer, JobAd> adOf = new HashMap<>();
        JobAd.each("condor_q", answer, ad -> {
            if (ad.integer("DAGManJobId").isEmpty()) {
                adOf.put(ad.count("ClusterId"), ad);
            }
        });
        List<DagObservation> told = new ArrayList<>();
        for (DagObservation dag : seen) {
            JobAd ad = adOf.get(dag.cluster().value());
            boolean unspooled = dag.state() == JobState.HELD && dag.holdReasonCode() == SPOOLING && dag.starts() == 0;
            if (ad == null || unspooled) {
                continue;
            }
            boolean waits = dag.state() == JobState.IDLE && dag.starts() == 0 && ad.count(RELEASED) == 0;
            if (waits) {
                told.add(as(dag, JobState.HELD, DagObservation.SUBMITTED_ON_HOLD, "spooled, waits for its release"));
            } else if (inQueue && dag.hasEnded() && dag.starts() > 0 && (isLeaving(dag, ad) || !isHome(dag, ad))) {
                told.add(as(
                        dag,
                        JobState.RUNNING,
                        0,
                        "DAGMan has ended, its files are on their way home " + fetched.problem(dag.cluster())));
            } else {
                told.add(dag);
            }
        }
        return told;
    }

    private static boolean isLeaving(DagObservation dag, JobAd ad) {
        return dag.state() == JobState.REMOVED && ad.integer(DONE_WITH).isEmpty();
    }

    /** Takes the fence away; one that has been released is released no second time. */
    void release(ClusterId cluster) {
        String it = "ClusterId == " + cluster.value() + " && JobStatus != 3 && JobStatus != 4";
        List<String> ask = List.of("-json", "-constraint", it, "-attributes", "ClusterId," + RELEASED);
        CommandResult answer = run("condor_q", ask);
        if (!answer.succeeded()) {
            throw ObservedTools.unavailable("condor_q", answer.words());
        }
        for (JobAd ad : JobAd.parse("condor_q", answer.stdout())) {
            if (ad.count(RELEASED) == 0) {
                CommandResult edited = run("condor_qedit", List.of("-constraint", it, RELEASED, "1"));
                if (!edited.succeeded()) {
                    throw ToolWords.saysNotAllowed(edited)
                            ? new ServiceRefusedException(
                                    "HTCondor", "condor_qedit of " + cluster + ": " + edited.words())
                            : ObservedTools.unavailable("condor_qedit", edited.words());
                }
            }
        }
    }

    /** What condor_submit_dag is given in place of "hold = true". */
    List<String> arguments(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-dagman",
                spool.bin().resolve("condor_dagman").toString(),
                "-allowversionmismatch",
                "-insert_env",
                spool.environment()));
        for (String line : List.of(
                "getenv = false",
                "transfer_executable = false",
                "requirements = " + RELEASED + " =?= 1",
                "transfer_input_files = " + String.join(",", inputs(directory)),
                BROKEN)) {
            arguments.addAll(List.of("-append", line));
        }
        return arguments;
    }

    /** All of the directory but what belongs to one submission; a directory goes with what is in it, empty ones too. */
    private static List<String> inputs(Path directory) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean ofASubmission = name.startsWith(".")
                        || name.startsWith(FetchedDags.MARK)
                        || name.matches("workflow\\.dag\\.(condor\\.sub|dagman\\.log|lib\\.(out|err)|lock)");
                if (!ofASubmission) {
                    names.add(plain(name));
                }
            }
        }
        return List.copyOf(names);
    }

    private static String plain(String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new ServiceRefusedException(
                    "HTCondor", "found '" + name + "' in a submit directory: only plain names can be spooled");
        }
        return name;
    }

    private boolean isHome(DagObservation dag, JobAd ad) {
        return ad.text("SUBMIT_Iwd")
                .map(directory -> fetched.isHome(dag.cluster(), Path.of(directory)))
                .orElse(true); // not a spooled one: it was submitted here before spooling was asked for
    }

    private static DagObservation as(DagObservation dag, JobState state, int holdCode, String reason) {
        return new DagObservation(
                dag.key(),
                dag.cluster(),
                state,
                dag.starts(),
                holdCode,
                null,
                reason,
                dag.dagStatus(),
                dag.groupsTotal(),
                dag.groupsDone(),
                dag.groupsFailed(),
                dag.jobs());
    }

    private CommandResult run(String tool, List<String> arguments) {
        return tools.run(tool, arguments, ROOT, "", settings.queryTimeout());
    }
}
