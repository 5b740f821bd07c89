package org.wms2.domain.splitting;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wms2.ports.error.InputRefusedException;

/**
 * How a case came out.
 *
 * @param difference empty if our jobs are WMCore's
 */
record CaseOutcome(String id, String algorithm, String difference) {
    boolean passed() {
        return difference.isEmpty();
    }

    static CaseOutcome of(SplittingCase recorded) {
        return new CaseOutcome(recorded.id(), recorded.algorithm(), difference(recorded));
    }

    private static String difference(SplittingCase recorded) {
        CaseRunner runner;
        try {
            runner = runner(recorded.runner());
        } catch (ClassNotFoundException e) {
            return "not supported: no " + e.getMessage();
        }
        List<List<CaseJob>> ours;
        try {
            ours = checked(recorded, runner.run(recorded));
        } catch (InputRefusedException refused) {
            return recorded.raises() ? "" : "refused: " + refused.getMessage();
        }
        if (recorded.raises()) {
            return "expected " + recorded.node().get("expected").get("raises") + ", found " + count(ours) + " jobs";
        }
        return compared(recorded, ours, recorded.expected());
    }

    private static CaseRunner runner(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName(CaseRunner.class.getPackageName() + "." + name + "Case");
        try {
            return (CaseRunner) type.getDeclaredConstructor().newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type + " needs a constructor without parameters", e);
        }
    }

    private static List<List<CaseJob>> checked(SplittingCase recorded, List<List<CaseJob>> groups) {
        return groups.stream()
                .map(group -> group.stream()
                        .map(job -> CaseSites.checked(recorded, job))
                        .toList())
                .toList();
    }

    private static String compared(
            SplittingCase recorded, List<List<CaseJob>> ours, List<List<CaseJob>> theirs) {
        Object found = written(recorded.ordering(), ours);
        Object expected = written(recorded.ordering(), theirs);
        return expected.equals(found) ? "" : "expected " + expected + "\n      found " + found;
    }

    /**
     * What of the jobs has to be the same, in an order that does not matter where it does not. Groups without jobs are
     * left out: WMCore drops them too, as such a group is false in Python.
     */
    private static Object written(String ordering, List<List<CaseJob>> all) {
        List<List<CaseJob>> groups =
                all.stream().filter(group -> !group.isEmpty()).toList();
        if (ordering.startsWith("exact")) {
            return groups;
        }
        boolean onlyMasks = ordering.startsWith("arbitrary");
        Map<Map<Object, Integer>, Integer> counted = new HashMap<>();
        for (List<CaseJob> group : groups) {
            Map<Object, Integer> counts = new HashMap<>();
            for (CaseJob job : group) {
                counts.merge(onlyMasks ? List.of(job.mask(), job.runAndLumis()) : unordered(job), 1, Integer::sum);
            }
            counted.merge(counts, 1, Integer::sum);
        }
        return counted;
    }

    private static CaseJob unordered(CaseJob job) {
        return job.withFiles(new ArrayList<>(new TreeSet<>(job.files())));
    }

    private static int count(List<List<CaseJob>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }
}
