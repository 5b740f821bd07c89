package org.wms2.condor.dag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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

    /** Written by hand: it is most of a submit directory, and a generator with its calls per field takes twice as long. */
    static void writeWorkUnit(TextBytes out, WorkUnitPlan unit) {
        out.ascii("{\"schema\":\"wms2-work-unit/1\",\"id\":").json(unit.id().value());
        out.ascii(",\"ordinal\":").number(unit.ordinal()).ascii(",\"jobs\":[");
        String before = "";
        for (JobSpec job : unit.jobs()) {
            writeJob(out.ascii(before), job);
            before = ",";
        }
        out.ascii("]}\n");
    }

    private static void writeJob(TextBytes out, JobSpec job) {
        out.ascii("{\"index\":").number(job.index()).ascii(",\"inputs\":[");
        String before = "";
        for (JobInput input : job.inputs()) {
            writeInput(out.ascii(before), input);
            before = ",";
        }
        out.ascii("],\"mask\":");
        // null where the job takes all of its inputs
        if (job.mask().isEmpty()) {
            out.ascii("null");
        } else {
            writeRanges(out, job.mask());
        }
        writeRange(out, job.range());
        Long skip = job.skipPileupEvents();
        if (skip != null) {
            out.ascii(",\"skipPileupEvents\":").number(skip);
        }
        out.ascii(",\"expectedEvents\":").number(job.expectedEvents());
        out.ascii(",\"expectedOutputEvents\":")
                .number(job.expectedOutputEvents())
                .ascii("}");
    }

    private static void writeInput(TextBytes out, JobInput input) {
        out.ascii("{\"lfn\":").json(input.lfn().value());
        out.ascii(",\"size\":").number(input.bytes());
        out.ascii(",\"events\":").number(input.events());
        writeRanges(out.ascii(",\"lumis\":"), input.runs());
        if (!input.parents().isEmpty()) {
            String before = ",\"parents\":[";
            for (Lfn parent : input.parents()) {
                out.ascii(before).json(parent.value());
                before = ",";
            }
            out.ascii("]");
        }
        out.ascii("}");
    }

    private static void writeRange(TextBytes out, @Nullable EventRange range) {
        if (range == null) {
            out.ascii(",\"run\":null,\"firstEvent\":null,\"lastEvent\":null,\"firstLumi\":null,\"lastLumi\":null");
            return;
        }
        out.ascii(",\"run\":").number(range.run());
        out.ascii(",\"firstEvent\":").number(range.firstEvent());
        out.ascii(",\"lastEvent\":").number(range.lastEvent());
        out.ascii(",\"firstLumi\":").number(range.firstLumi());
        out.ascii(",\"lastLumi\":").number(range.lastLumi());
    }

    /** Ranges of lumi sections as {@code [run, first, last]}. */
    private static void writeRanges(TextBytes out, List<RunLumis> runs) {
        String before = "[[";
        for (RunLumis run : runs) {
            for (LumiRange range : run.lumis()) {
                out.ascii(before).number(run.run()).ascii(",").number(range.first());
                out.ascii(",").number(range.last()).ascii("]");
                before = ",[";
            }
        }
        out.ascii(before.equals("[[") ? "[]" : "]");
    }
}
