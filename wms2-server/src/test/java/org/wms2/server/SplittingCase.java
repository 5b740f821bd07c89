package org.wms2.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.splitting.EventBasedSplitter;
import org.wms2.domain.splitting.FileBasedSplitter;
import org.wms2.domain.splitting.GeneratorSplitter;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.SplittingAlgo;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.SplittingParameters;

/**
 * One recorded case of a WMCore splitter: its input as blocks, one per set of locations, and our jobs and WMCore's
 * written the same way. Names outside our lexicons are replaced by numbers that keep the order.
 */
record SplittingCase(JsonNode node) {
    private static final int WMCORE_FILES_PER_JOB = 10;
    private static final int WMCORE_EVENTS_PER_JOB = 100;

    String id() {
        return node.get("id").asText();
    }

    /** Why WMS2 has no such case; null if it has. */
    @Nullable
    String notOurs() {
        int inputs = node.get("inputs").size();
        if (node.get("params").has("file_load_limit") && param("file_load_limit", 0) < inputs) {
            return "file_load_limit is WMBS's own";
        }
        return null;
    }

    boolean raises() {
        return node.get("expected").has("raises");
    }

    List<String> ours() {
        List<String> names = names();
        List<String> jobs = new ArrayList<>();
        for (SplitJob job : jobs(names)) {
            jobs.add(written(job, names));
        }
        Collections.sort(jobs);
        return jobs;
    }

    List<String> theirs() {
        List<String> jobs = new ArrayList<>();
        for (JsonNode group : node.get("expected").get("jobGroups")) {
            for (JsonNode job : group) {
                TreeMap<Integer, String> runs = new TreeMap<>();
                job.get("runAndLumis")
                        .properties()
                        .forEach(run -> runs.put(
                                Integer.parseInt(run.getKey()), run.getValue().toString()));
                JsonNode mask = job.get("mask");
                jobs.add(job.get("files") + " events " + number(mask, "FirstEvent") + "-" + number(mask, "LastEvent")
                        + " lumis " + number(mask, "FirstLumi") + "-" + number(mask, "LastLumi") + " " + runs
                        + " time " + job.get("estimates").get("jobTime").asLong() + " disk "
                        + job.get("estimates").get("diskKB").asLong());
            }
        }
        Collections.sort(jobs);
        return jobs;
    }

    private static String number(JsonNode mask, String key) {
        return mask.has(key) ? mask.get(key).asText() : "";
    }

    private String written(SplitJob job, List<String> names) {
        List<String> files = new ArrayList<>();
        job.inputs().forEach(input -> files.add('"' + names.get((int) input.ordinal()) + '"'));
        if (files.isEmpty()) {
            files.add('"' + names.getFirst() + '"');
        }
        TreeMap<Integer, String> runs = new TreeMap<>();
        for (RunLumis run : job.mask()) {
            List<String> ranges = new ArrayList<>();
            run.lumis().forEach(r -> ranges.add("[" + r.first() + "," + r.last() + "]"));
            runs.put(run.run(), "[" + String.join(",", ranges) + "]");
        }
        return "[" + String.join(",", files) + "]" + range(job) + " " + runs + " time "
                + Math.round(job.events() * performance("timePerEvent")) + " disk "
                + Math.round(job.events() * performance("sizePerEvent"));
    }

    private String range(SplitJob job) {
        EventRange range = job.range();
        if (range == null) {
            return eventBased() ? " events 0- lumis -" : " events - lumis -";
        }
        String lumis = job.inputs().isEmpty() ? range.firstLumi() + "-" + range.lastLumi() : "-";
        return " events " + range.firstEvent() + "-" + range.lastEvent() + " lumis " + lumis;
    }

    private double performance(String key) {
        return node.get("params").get("performance").get(key).asDouble();
    }

    private boolean eventBased() {
        return node.get("algorithm").asText().equals("EventBased");
    }

    private long param(String key, long otherwise) {
        return node.get("params").has(key) ? node.get("params").get(key).asLong() : otherwise;
    }

    /** The LFNs in order: a file's ordinal is its place here. */
    private List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        node.get("inputs").forEach(input -> names.add(input.get("lfn").asText()));
        return List.copyOf(names);
    }

    private Iterable<SplitJob> jobs(List<String> names) {
        long perJob = param("events_per_job", WMCORE_EVENTS_PER_JOB);
        if (!eventBased()) {
            return new FileBasedSplitter(
                    (int) param("files_per_job", WMCORE_FILES_PER_JOB),
                    node.get("params").path("respect_run_boundaries").asBoolean(),
                    mask(),
                    node.get("params").path("trustSitelists").asBoolean(),
                    blocks(names));
        }
        if (names.getFirst().startsWith("MCFakeFile")) {
            JsonNode fake = node.get("inputs").get(0);
            SplittingParameters parameters = new SplittingParameters(
                    SplittingAlgo.EVENT_BASED, perJob, param("events_per_lumi", perJob), 1, 1, false, false);
            long firstLumi = runs(fake).getFirst().lumis().getFirst().first();
            return new GeneratorSplitter(
                    parameters,
                    new GeneratorRange(
                            fake.get("first_event").asLong(),
                            firstLumi,
                            fake.get("events").asLong(),
                            1),
                    1);
        }
        return new EventBasedSplitter(perJob, false, blocks(names));
    }

    private LumiMask mask() {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        JsonNode params = node.get("params");
        for (int i = 0; params.has("runs") && i < params.get("runs").size(); i++) {
            String[] lumis = params.get("lumis").get(i).asText().split(",", -1);
            List<LumiRange> ranges = new ArrayList<>();
            for (int l = 0; l < lumis.length; l += 2) {
                ranges.add(new LumiRange(Long.parseLong(lumis[l].trim()), Long.parseLong(lumis[l + 1].trim())));
            }
            runs.put(params.get("runs").get(i).asInt(), ranges);
        }
        return new LumiMask(runs);
    }

    private List<InputBlock> blocks(List<String> names) {
        TreeMap<String, JsonNode> byName = new TreeMap<>();
        node.get("inputs").forEach(input -> byName.put(input.get("lfn").asText(), input));
        TreeMap<String, Integer> places = new TreeMap<>();
        TreeMap<String, List<InputFile>> files = new TreeMap<>();
        TreeMap<String, TreeSet<RseName>> rses = new TreeMap<>();
        long left = param("total_files", 0) == 0 ? Long.MAX_VALUE : param("total_files", 0);
        for (String name : names) {
            JsonNode input = Objects.requireNonNull(byName.get(name));
            List<RunLumis> runs = runs(input);
            if (left == 0 || !good(runs)) {
                continue; // the snapshot's cap on files: the first by LFN that have something to do
            }
            left--;
            TreeSet<RseName> where = new TreeSet<>();
            for (JsonNode place : input.get("locations")) {
                places.putIfAbsent(place.asText(), places.size());
                where.add(new RseName("T2_XX_" + places.get(place.asText())));
            }
            int ordinal = names.indexOf(name);
            files.computeIfAbsent(where.toString(), k -> new ArrayList<>())
                    .add(new InputFile(
                            ordinal,
                            new Lfn(String.format("/store/case/%06d.root", ordinal)),
                            input.get("size").asLong(),
                            input.get("events").asLong(),
                            runs));
            rses.put(where.toString(), where);
        }
        List<InputBlock> blocks = new ArrayList<>();
        files.forEach((where, list) -> blocks.add(new InputBlock(
                blocks.size(),
                new BlockName("/Case/Case-v1/RAW#" + blocks.size()),
                Objects.requireNonNull(rses.get(where)),
                list)));
        return blocks;
    }

    private boolean good(List<RunLumis> runs) {
        LumiMask mask = mask();
        return mask.isEmpty()
                || runs.stream()
                        .anyMatch(
                                run -> run.lumis().stream().anyMatch(range -> mask.accepts(run.run(), range.first())));
    }

    /** Each lumi section as a range of its own: the splitter has to join what is contiguous. */
    private static List<RunLumis> runs(JsonNode input) {
        TreeMap<Integer, List<LumiRange>> runs = new TreeMap<>();
        input.get("runs").properties().forEach(run -> {
            TreeSet<Long> lumis = new TreeSet<>();
            run.getValue().forEach(lumi -> lumis.add(lumi.asLong()));
            List<LumiRange> ranges = new ArrayList<>();
            lumis.forEach(lumi -> ranges.add(new LumiRange(lumi, lumi)));
            runs.put(Integer.valueOf(run.getKey()), ranges);
        });
        List<RunLumis> list = new ArrayList<>();
        runs.forEach((run, ranges) -> list.add(new RunLumis(run, ranges)));
        return list;
    }
}
