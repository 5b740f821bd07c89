package org.wms2.condor.dag;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wms2.condor.Trees;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.workflow.JobProfile;

/** The submit directory of a pilot: pilot.sub, what it includes, the job scripts, payload.json and pilot_plan.json. */
public final class PilotDirectory {
    /** The submit file. */
    public static final String SUBMIT_FILE = "pilot.sub";
    /** The event log: the schedd writes it as it takes the job in. */
    public static final String LOG = "pilot.log";
    /** What the job brings back. */
    static final String MEASURE = "pilot.json";

    private PilotDirectory() {}

    /** Whether a job of this directory has been in a schedd's queue. */
    public static boolean isSubmitted(Path directory) {
        return Files.exists(directory.resolve(LOG));
    }

    /** Written beside its place and renamed into it, under the directory's lock. */
    static void write(Path target, PilotPlan plan, DagSettings settings) throws IOException {
        if (isSubmitted(target)) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    target + " has been submitted (it holds " + LOG + "): it is never written a second time");
        }
        if (plan.sites().isEmpty() || plan.events() < 1) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL,
                    "a pilot of " + plan.events() + " events at " + plan.sites() + ": expected one or more of each");
        }
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        Trees.delete(fresh);
        Modes.makeDirectory(fresh);
        fill(fresh, plan, settings);
        Trees.force(fresh);
        Trees.delete(target);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        Trees.forceOne(target.resolveSibling(""));
    }

    private static void fill(Path directory, PilotPlan plan, DagSettings settings) throws IOException {
        StaticFiles.copy("dag", SUBMIT_FILE, directory);
        Path scripts = Modes.makeDirectory(directory.resolve("job"));
        for (String name : StaticFiles.JOB_FILES) {
            StaticFiles.copy("job", name, scripts);
        }
        for (String name : StaticFiles.PILOT_FILES) {
            StaticFiles.copy("job", name, scripts);
        }
        Path payload = directory.resolve("payload.json");
        try (BufferedWriter out = Files.newBufferedWriter(payload, StandardCharsets.UTF_8)) {
            PayloadJson.writePayload(out, plan.header(), settings.payload());
        }
        Modes.file(payload, false);
        text(directory.resolve("pilot.inc"), include(plan));
        PolicyText.writePilot(directory, plan.header(), settings.jobs());
        text(
                directory.resolve("pilot_plan.json"),
                String.format(
                        Locale.ROOT,
                        "{\"schema\":\"wms2-pilot-plan/1\",\"attempt\":%d,\"events\":%d,\"filterEfficiency\":%s}%n",
                        plan.header().key().attempt(),
                        plan.events(),
                        plan.header().workflow().filterEfficiency()));
    }

    private static String include(PilotPlan plan) {
        DagHeader header = plan.header();
        JobProfile profile = header.workflow().profile();
        return CondorText.assignment("WMS2_DAG_ID", header.key().tag().value())
                + CondorText.assignment(
                        "WMS2_ATTEMPT", String.valueOf(header.key().attempt()))
                + CondorText.assignment("WMS2_PRIORITY", String.valueOf(header.priority()))
                + CondorText.assignment("WMS2_MEMORY_MB", String.valueOf(profile.memoryMb()))
                + CondorText.assignment("WMS2_CORES", String.valueOf(profile.cores()))
                + CondorText.assignment(
                        "WMS2_SITES", plan.sites().stream().map(s -> s.value()).collect(Collectors.joining(",")));
    }

    private static void text(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Modes.file(file, false);
    }
}
