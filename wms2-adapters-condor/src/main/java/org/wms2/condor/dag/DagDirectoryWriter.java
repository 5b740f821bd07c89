package org.wms2.condor.dag;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
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
    /** From so many bytes on the outer DAG's text goes to its file, so that its memory does not grow with the plan. */
    private static final int FLUSH = 1 << 20;

    private final Path directory;
    private final DagSettings settings;
    private final TextBytes text = new TextBytes();
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
        PolicyText.write(directory, header, settings.jobs());
        try (Writer out = Files.newBufferedWriter(directory.resolve("payload.json"), StandardCharsets.UTF_8)) {
            PayloadJson.writePayload(out, header, settings.payload());
        }
        Modes.file(directory.resolve("payload.json"), false);
        DagText.attempt(text, header.key());
        finish(directory.resolve(DagText.ATTEMPT_DAG));
        String tuning = TuningFile.of(header).text();
        writeDags(plan, unit -> writeJobs(unit, tuning));
    }

    /** What belongs to a work unit beside its DAG. */
    @FunctionalInterface
    private interface OfUnit {
        void write(WorkUnitPlan unit) throws IOException;
    }

    /** The DAG files alone: what DAGMan reads of a plan. */
    void writeDags(DagPlan plan) throws IOException {
        writeDags(plan, unit -> {});
    }

    private void writeDags(DagPlan plan, OfUnit rest) throws IOException {
        DagHeader header = plan.header();
        TextBytes outer = new TextBytes();
        try (FileChannel workflow = Modes.newFile(directory.resolve(DagText.WORKFLOW_DAG))) {
            DagText.openWorkflow(outer, header, settings);
            for (WorkUnitPlan unit : plan.workUnits()) {
                check(unit);
                DagText.workflowNode(outer, header, unit);
                Path group = Modes.makeDirectory(directory.resolve(DagText.group(unit.ordinal())));
                DagText.group(text, header, unit, settings);
                finish(group.resolve(DagText.GROUP_DAG));
                rest.write(unit);
                workUnits++;
                jobs += unit.jobs().size();
                events += unit.expectedOutputEvents();
                if (outer.length() > FLUSH) {
                    outer.drainTo(workflow);
                }
            }
            DagText.closeWorkflow(outer, header, counts(), settings.statusInterval());
            outer.drainTo(workflow);
        }
    }

    private void writeJobs(WorkUnitPlan unit, String tuning) throws IOException {
        Path group = directory.resolve(DagText.group(unit.ordinal()));
        Modes.makeDirectory(group.resolve("side"));
        Modes.makeDirectory(group.resolve("log"));
        PayloadJson.writeWorkUnit(text, unit);
        finish(group.resolve("work_unit.json"));
        text.ascii(tuning);
        finish(group.resolve(TuningFile.NAME));
        plannedSites(unit);
        finish(group.resolve(DagText.PLANNED_SITES));
        text.ascii(sites(unit));
        finish(group.resolve("sites.inc"));
    }

    /** What job/choose_sites.sh takes bans and strikes from. */
    private void plannedSites(WorkUnitPlan unit) {
        for (SiteName site : unit.sites()) {
            text.ascii(CondorText.word(site.value())).ascii("\n");
        }
    }

    private static String sites(WorkUnitPlan unit) {
        String sites = unit.sites().stream().map(s -> s.value()).collect(Collectors.joining(","));
        return CondorText.assignment("WMS2_SITES", sites) + CondorText.assignment("WMS2_LANDING_TRY", "0");
    }

    /** Puts what stands in the buffer into a new file. */
    private void finish(Path file) throws IOException {
        try (FileChannel channel = Modes.newFile(file)) {
            text.drainTo(channel);
        }
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
}
