package org.wms2.condor.dag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.plan.JobSpec;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.MergeLimits;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/**
 * payload.json (one per DAG) and work_unit.json (one per work unit), as the job scripts read them (resources job/).
 * Schemas: resources schema/. Keys are written in a fixed order: same plan, same bytes.
 */
final class PayloadJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory FACTORY = MAPPER.getFactory();

    private PayloadJson() {}

    static void writePayload(Writer out, DagHeader header, SyntheticPayload payload) throws IOException {
        MergeLimits limits = header.workflow().mergeLimits();
        PayloadOutputs outputs = new PayloadOutputs(header.workflow().outputs());
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "wms2-payload/1");
            json.writeStringField("request", header.workflow().request().value());
            json.writeNumberField("processingVersion", header.processingVersion());
            json.writeNumberField("round", header.round());
            json.writeStringField("storageRoot", payload.storageRoot().toString());
            json.writeNumberField("secondsPerEvent", payload.secondsPerEvent());
            json.writeNumberField("maxFileBytes", payload.maxFileBytes());
            json.writeStringField("mergeRule", mergeRule(header.workflow()));
            json.writeNumberField("minMergeBytes", limits.minBytes());
            json.writeNumberField("maxMergeBytes", limits.maxBytes());
            json.writeNumberField("maxMergeEvents", limits.maxEvents());
            if (header.workflow().generation().isPresent()) {
                json.writeNumberField(
                        "eventsPerLumi", header.workflow().splitting().eventsPerLumi());
            }
            json.writeArrayFieldStart("outputs");
            for (Map.Entry<String, OutputModule> output : outputs.byLabel().entrySet()) {
                String parent = outputs.parent(output.getValue()).orElse(null);
                writeOutput(json, output.getKey(), output.getValue(), parent);
            }
            json.writeEndArray();
            if (!payload.inject().isEmpty()) {
                json.writeFieldName("inject");
                MAPPER.writeValue(json, payload.inject());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * WMCore's choice (StdBase.addMergeTask): only jobs that share an input file by event need their files to come
     * together again. One task makes all outputs here, so one rule serves them all.
     */
    private static String mergeRule(Workflow workflow) {
        boolean sharesFiles = workflow.splitting().algo() == SplittingAlgo.EVENT_BASED
                && workflow.inputSelection().isPresent();
        return sharesFiles ? "WMBSMergeBySize" : "ParentlessMergeBySize";
    }

    private static void writeOutput(JsonGenerator json, String label, OutputModule output, @Nullable String parent)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("module", label);
        json.writeStringField("step", output.step());
        json.writeStringField("dataset", output.dataset().value());
        json.writeStringField("tier", output.dataset().tier());
        json.writeBooleanField("keep", output.kept());
        json.writeStringField("unmergedLfnBase", output.unmergedLfnBase());
        json.writeStringField("mergedLfnBase", output.mergedLfnBase());
        json.writeNumberField("bytesPerEvent", output.bytesPerEvent());
        json.writeStringField("parentModule", parent);
        json.writeEndObject();
    }

    static void writeWorkUnit(OutputStream out, WorkUnitPlan unit) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "wms2-work-unit/1");
            json.writeStringField("id", unit.id().value());
            json.writeNumberField("ordinal", unit.ordinal());
            json.writeArrayFieldStart("jobs");
            for (JobSpec job : unit.jobs()) {
                writeJob(json, job);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeJob(JsonGenerator json, JobSpec job) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", job.index());
        json.writeArrayFieldStart("inputs");
        for (JobInput input : job.inputs()) {
            json.writeStartObject();
            json.writeStringField("lfn", input.lfn().value());
            json.writeNumberField("size", input.bytes());
            json.writeNumberField("events", input.events());
            json.writeFieldName("lumis");
            writeRanges(json, input.runs());
            writeParents(json, input.parents());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeMask(json, job.mask());
        EventRange range = job.range();
        writeNullable(json, "run", range == null ? null : (long) range.run());
        writeNullable(json, "firstEvent", range == null ? null : range.firstEvent());
        writeNullable(json, "lastEvent", range == null ? null : range.lastEvent());
        writeNullable(json, "firstLumi", range == null ? null : range.firstLumi());
        writeNullable(json, "lastLumi", range == null ? null : range.lastLumi());
        if (job.skipPileupEvents() != null) {
            json.writeNumberField("skipPileupEvents", job.skipPileupEvents());
        }
        json.writeNumberField("expectedEvents", job.expectedEvents());
        json.writeNumberField("expectedOutputEvents", job.expectedOutputEvents());
        json.writeEndObject();
    }

    private static void writeParents(JsonGenerator json, List<Lfn> parents) throws IOException {
        if (parents.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("parents");
        for (Lfn parent : parents) {
            json.writeString(parent.value());
        }
        json.writeEndArray();
    }

    /** Ranges of lumi sections as {@code [run, first, last]}; null where the job takes all of its inputs. */
    private static void writeMask(JsonGenerator json, List<RunLumis> mask) throws IOException {
        if (mask.isEmpty()) {
            json.writeNullField("mask");
            return;
        }
        json.writeFieldName("mask");
        writeRanges(json, mask);
    }

    private static void writeRanges(JsonGenerator json, List<RunLumis> runs) throws IOException {
        json.writeStartArray();
        for (RunLumis run : runs) {
            for (LumiRange range : run.lumis()) {
                json.writeArray(new long[] {run.run(), range.first(), range.last()}, 0, 3);
            }
        }
        json.writeEndArray();
    }

    private static void writeNullable(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
