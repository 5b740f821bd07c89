package org.wms2.condor.dag;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;

/** Writes one plan into one empty directory, a work unit at a time. */
final class DagDirectoryWriter {
    private final Path directory;
    private final DagSettings settings;
    private int workUnits;
    private long jobs;
    private long events;

    DagDirectoryWriter(Path directory, DagSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** What has been written so far. */
    DagCounts counts() {
        return new DagCounts(workUnits, jobs, events);
    }

    void write(DagPlan plan) throws IOException {
        for (String name : StaticFiles.SUBMIT_FILES) {
            StaticFiles.copy("dag", name, directory);
        }
        Path scripts = Modes.makeDirectory(directory.resolve("job"));
        for (String name : StaticFiles.JOB_FILES) {
            StaticFiles.copy("job", name, scripts);
        }
        DagHeader header = plan.header();
        file(directory.resolve("payload.json"), out -> PayloadJson.writePayload(out, header, settings.payload()));
        file(directory.resolve(DagText.ATTEMPT_DAG), out -> DagText.attempt(out, header.key()));
        file(directory.resolve(DagText.WORKFLOW_DAG), out -> {
            DagText.openWorkflow(out, header, settings);
            for (WorkUnitPlan unit : plan.workUnits()) {
                DagText.workflowNode(out, unit);
                writeWorkUnit(header, unit);
            }
        });
    }

    private void writeWorkUnit(DagHeader header, WorkUnitPlan unit) throws IOException {
        check(unit);
        Path group = Modes.makeDirectory(directory.resolve(DagText.group(unit.ordinal())));
        Modes.makeDirectory(group.resolve("side"));
        Modes.makeDirectory(group.resolve("log"));
        file(group.resolve(DagText.GROUP_DAG), out -> DagText.group(out, header, unit, settings));
        file(group.resolve("work_unit.json"), out -> PayloadJson.writeWorkUnit(out, unit));
        file(
                group.resolve(TuningFile.NAME),
                out -> out.write(TuningFile.of(header).text()));
        file(group.resolve(DagText.PLANNED_SITES), out -> writePlannedSites(out, unit));
        file(group.resolve("sites.inc"), out -> writeSites(out, unit));
        workUnits++;
        jobs += unit.jobs().size();
        events += unit.expectedOutputEvents();
    }

    /** What job/choose_sites.sh takes bans and strikes from. */
    private static void writePlannedSites(Writer out, WorkUnitPlan unit) throws IOException {
        for (SiteName site : unit.sites()) {
            out.write(CondorText.word(site.value()) + "\n");
        }
    }

    private static void writeSites(Writer out, WorkUnitPlan unit) throws IOException {
        String sites = unit.sites().stream().map(s -> s.value()).collect(Collectors.joining(","));
        out.write(CondorText.assignment("WMS2_SITES", sites));
        out.write(CondorText.assignment("WMS2_LANDING_TRY", "0"));
    }

    private void check(WorkUnitPlan unit) {
        String what = "work unit " + unit.ordinal() + " (" + unit.id() + ")";
        if (unit.ordinal() != workUnits) {
            throw broken(what + " comes at place " + workUnits + ": expected ordinals without a gap from 0");
        }
        if (unit.jobs().isEmpty() || unit.sites().isEmpty()) {
            throw broken(what + " has " + unit.jobs().size() + " jobs and "
                    + unit.sites().size() + " sites: expected one or more of each");
        }
        int index = 0;
        for (JobSpec job : unit.jobs()) {
            if (job.index() != index) {
                throw broken(what + " has job " + job.index() + " at place " + index + ": expected 0, 1, 2 ...");
            }
            if (job.inputs().isEmpty() && job.range() == null) {
                throw broken(what + ", job " + index + " has neither inputs nor an event range");
            }
            index++;
        }
    }

    private static Wms2Exception broken(String message) {
        return new Wms2Exception(ErrorCode.INTERNAL, "the plan is broken: " + message);
    }

    /** Writes into a writer, and may fail at it. */
    private interface Text {
        void to(Writer out) throws IOException;
    }

    private static void file(Path path, Text text) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            text.to(out);
        }
        Modes.file(path, false);
    }
}
