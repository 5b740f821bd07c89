package org.wms2.domain.splitting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A job as a case has it. Two are the same job if they are equal.
 *
 * @param files LFNs, each once, in the order in which the job has them
 * @param mask FirstEvent to LastRun, those that are set
 * @param runAndLumis by run, ranges in order
 * @param jobTime seconds; null if the algorithm does not estimate it
 * @param diskKb kilobytes; null likewise
 * @param memoryMb megabytes; null likewise
 * @param baggage name to value
 * @param failed whether it is made as a failed one
 * @param failedCode null if it is not failed, or failed without a code
 * @param parents of its files, by LFN; only those that have some
 */
record CaseJob(
        List<String> files,
        SortedMap<String, Long> mask,
        SortedMap<Integer, List<List<Long>>> runAndLumis,
        @Nullable Double jobTime,
        @Nullable Double diskKb,
        @Nullable Double memoryMb,
        SortedMap<String, String> baggage,
        boolean failed,
        @Nullable Integer failedCode,
        SortedMap<String, List<String>> parents) {

    CaseJob {
        files = List.copyOf(new LinkedHashSet<>(files));
        jobTime = rounded(jobTime);
        diskKb = rounded(diskKb);
        memoryMb = rounded(memoryMb);
    }

    /** A job of whole files without mask, baggage or failure. */
    static CaseJob ofFiles(
            List<String> files, @Nullable Double jobTime, @Nullable Double diskKb, @Nullable Double memoryMb) {
        return new CaseJob(
                files,
                new TreeMap<>(),
                new TreeMap<>(),
                jobTime,
                diskKb,
                memoryMb,
                new TreeMap<>(),
                false,
                null,
                new TreeMap<>());
    }

    CaseJob withFiles(List<String> other) {
        return new CaseJob(other, mask, runAndLumis, jobTime, diskKb, memoryMb, baggage, failed, failedCode, parents);
    }

    CaseJob withMask(SortedMap<String, Long> other) {
        return new CaseJob(files, other, runAndLumis, jobTime, diskKb, memoryMb, baggage, failed, failedCode, parents);
    }

    /** The same job as one that is made failed, unless it is already. */
    CaseJob failedWith(int code) {
        return failed
                ? this
                : new CaseJob(files, mask, runAndLumis, jobTime, diskKb, memoryMb, baggage, true, code, parents);
    }

    /** A job as a case's expectation has it. */
    static CaseJob expected(JsonNode job) {
        List<String> files = new ArrayList<>();
        job.get("files").forEach(file -> files.add(file.asText()));
        TreeMap<String, Long> mask = new TreeMap<>();
        job.path("mask")
                .properties()
                .forEach(e -> mask.put(e.getKey(), e.getValue().asLong()));
        TreeMap<Integer, List<List<Long>>> runs = new TreeMap<>();
        job.path("runAndLumis").properties().forEach(e -> runs.put(Integer.valueOf(e.getKey()), ranges(e.getValue())));
        TreeMap<String, String> baggage = new TreeMap<>();
        job.path("baggage")
                .properties()
                .forEach(e -> baggage.put(e.getKey(), e.getValue().asText()));
        TreeMap<String, List<String>> parents = new TreeMap<>();
        job.path("parents").properties().forEach(e -> {
            TreeSet<String> lfns = new TreeSet<>();
            e.getValue().forEach(lfn -> lfns.add(lfn.asText()));
            parents.put(e.getKey(), List.copyOf(lfns));
        });
        JsonNode estimates = job.path("estimates");
        JsonNode code = job.path("failedErrCode");
        return new CaseJob(
                files,
                mask,
                runs,
                number(estimates, "jobTime"),
                number(estimates, "diskKB"),
                number(estimates, "memoryMB"),
                baggage,
                job.path("failedOnCreation").asBoolean(),
                code.isNumber() ? Integer.valueOf(code.asInt()) : null,
                parents);
    }

    private static List<List<Long>> ranges(JsonNode pairs) {
        List<List<Long>> ranges = new ArrayList<>();
        pairs.forEach(
                pair -> ranges.add(List.of(pair.get(0).asLong(), pair.get(1).asLong())));
        ranges.sort((a, b) -> a.equals(b) ? 0 : Long.compare(a.getFirst(), b.getFirst()));
        return ranges;
    }

    private static @Nullable Double number(JsonNode estimates, String key) {
        return estimates.path(key).isNumber() ? estimates.get(key).asDouble() : null;
    }

    /** Sums in another order differ in their last digits. */
    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.rint(value * 1e6) / 1e6;
    }
}
