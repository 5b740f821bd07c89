package org.wms2.condor.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of the work units of an outer DAG, line by line of its JOBSTATE_LOG. The log is appended to over all
 * attempts; a DAGMan job of another cluster begins a new run, in which only what was done before stays done.
 *
 * <p>The log alone does not say whether a node that failed is tried again, and with which words it failed; after a
 * recovery it may lack events, because DAGMan leaves out those that are older than the last one that it had written. So
 * it {@linkplain #asks() asks} for the node status file then, and {@linkplain #learn learns} from it. Not thread-safe.
 */
final class GroupStates {
    private static final byte[] INTERNAL = "INTERNAL ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GROUP = "mg_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST = ("+" + GroupNode.LAST).getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 6;
    private static final long NO_DOUBT = -1;

    private final BitSet started = new BitSet();
    private final BitSet done = new BitSet();
    private final BitSet retried = new BitSet();
    /** For good, in this run, with DAGMan's words. */
    private final SortedMap<Integer, String> failed = new TreeMap<>();
    /** Nodes of which the last thing that was heard is a failure: for good, or to be tried again. */
    private final Set<String> questions = new HashSet<>();

    private long cluster;
    private long runSince;
    private long lastSecond;
    private long doubtSince = NO_DOUBT;
    private boolean ended;
    private int changes;

    /** Goes up whenever any of what the getters tell may have changed. */
    int changes() {
        return changes;
    }

    /** Work units of which a node failed in this run: they may have struck a site. */
    BitSet retried() {
        return retried;
    }

    /** Work units that failed for good in this run, with DAGMan's words. */
    SortedMap<Integer, String> failed() {
        return Collections.unmodifiableSortedMap(failed);
    }

    /** Ordinals of the work units that were submitted in this run, or are done. */
    SortedSet<Integer> started() {
        return ordinals(started);
    }

    /** Ordinals of the work units that are done. */
    SortedSet<Integer> done() {
        return ordinals(done);
    }

    private static NavigableSet<Integer> ordinals(BitSet bits) {
        NavigableSet<Integer> ordinals = new TreeSet<>();
        bits.stream().forEach(ordinals::add);
        return ordinals;
    }

    /** Whether the node status file may say more than the log. */
    boolean asks() {
        return ended || doubtSince != NO_DOUBT || !questions.isEmpty();
    }

    /** Everything is forgotten: the log is another one. */
    void clear() {
        started.clear();
        done.clear();
        retried.clear();
        failed.clear();
        questions.clear();
        cluster = 0;
        runSince = 0;
        lastSecond = 0;
        doubtSince = NO_DOUBT;
        ended = false;
        changes++;
    }

    /** One line without its end. What is none of DAGMan's lines is passed over, and doubted. */
    void line(byte[] text, int from, int to) {
        int at = from;
        long second = 0;
        while (at < to && at - from < 12 && text[at] >= '0' && text[at] <= '9') {
            second = second * 10 + text[at++] - '0';
        }
        if (at == from || at >= to || text[at] != ' ') {
            doubt();
            return;
        }
        lastSecond = second;
        at++;
        boolean known = startsWith(text, at, to, INTERNAL)
                ? internal(text, at + INTERNAL.length, to)
                : startsWith(text, at, to, GROUP) && group(text, at, to);
        if (!known) {
            doubt();
        }
    }

    /** There were bytes that are no lines, or the log may lack some: only a later status file ends the doubt. */
    void doubt() {
        doubtSince = lastSecond;
    }

    /** Text such as {@code *** DAGMAN_STARTED 16.0 ***}. */
    private boolean internal(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == '*' || text[at] == ' ')) {
            at++;
        }
        int end = blank(text, at, to);
        JobstateWord word = JobstateWord.at(text, at, end);
        if (word == null) {
            return false;
        }
        switch (word) {
            case DAGMAN_STARTED -> began(number(text, end + 1, to));
            case DAGMAN_FINISHED -> ended = true;
            case RECOVERY_STARTED, RECOVERY_FINISHED, RECOVERY_FAILURE -> doubt();
            case SUBMIT,
                    JOB_SUCCESS,
                    JOB_FAILURE,
                    POST_SCRIPT_STARTED,
                    POST_SCRIPT_SUCCESS,
                    POST_SCRIPT_FAILURE,
                    PRE_SCRIPT_STARTED,
                    PRE_SCRIPT_FAILURE,
                    SUBMIT_FAILURE -> {
                return false;
            }
        }
        return true;
    }

    private void began(long of) {
        ended = false;
        if (of == cluster) {
            return;
        }
        cluster = of;
        runSince = lastSecond;
        doubtSince = NO_DOUBT;
        started.clear();
        started.or(done);
        retried.clear();
        failed.clear();
        questions.clear();
        changes++;
    }

    private boolean group(byte[] text, int from, int to) {
        int digits = from + GROUP.length;
        int nodeEnd = blank(text, from, to);
        int ordinal = 0;
        for (int i = digits; i < digits + DIGITS; i++) {
            if (i >= nodeEnd || text[i] < '0' || text[i] > '9') {
                return false;
            }
            ordinal = ordinal * 10 + text[i] - '0';
        }
        int rest = digits + DIGITS;
        boolean whole = rest == nodeEnd;
        if (!whole && text[rest] != '+') {
            return false;
        }
        boolean closing = whole || (nodeEnd - rest == LAST.length && startsWith(text, rest, nodeEnd, LAST));
        JobstateWord word = JobstateWord.at(text, nodeEnd + 1, blank(text, nodeEnd + 1, to));
        if (word != null) {
            event(word, ordinal, closing, text, from, nodeEnd);
        }
        return nodeEnd < to;
    }

    private void event(JobstateWord word, int ordinal, boolean closing, byte[] text, int from, int to) {
        ended = false;
        switch (word) {
            case SUBMIT -> {
                set(started, ordinal);
                again(ordinal, closing, text, from, to);
            }
            case PRE_SCRIPT_STARTED, POST_SCRIPT_STARTED -> again(ordinal, closing, text, from, to);
            case JOB_SUCCESS, POST_SCRIPT_SUCCESS -> {
                answered(text, from, to);
                if (closing) {
                    set(started, ordinal);
                    set(done, ordinal);
                    failed.remove(ordinal);
                }
            }
            case JOB_FAILURE, POST_SCRIPT_FAILURE, PRE_SCRIPT_FAILURE, SUBMIT_FAILURE -> {
                again(ordinal, closing, text, from, to);
                set(retried, ordinal);
                questions.add(new String(text, from, to - from, StandardCharsets.UTF_8));
            }
            case DAGMAN_STARTED, DAGMAN_FINISHED, RECOVERY_STARTED, RECOVERY_FINISHED, RECOVERY_FAILURE -> {}
        }
    }

    /** The node is at work, or to be: neither done nor failed. */
    private void again(int ordinal, boolean closing, byte[] text, int from, int to) {
        answered(text, from, to);
        if (closing && (done.get(ordinal) || failed.containsKey(ordinal))) {
            done.clear(ordinal);
            failed.remove(ordinal);
            changes++;
        }
    }

    private void answered(byte[] text, int from, int to) {
        if (!questions.isEmpty()) {
            questions.remove(new String(text, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private void set(BitSet bits, int ordinal) {
        if (!bits.get(ordinal)) {
            bits.set(ordinal);
            changes++;
        }
    }

    /**
     * Takes what a node status file says: who failed for good, and what the log lacks.
     *
     * @throws UnreadableException if it has nodes that are none of ours
     */
    void learn(NodeStatusFile status) {
        long written = status.writtenAt().getEpochSecond();
        if (written < runSince) {
            return; // the last word of an earlier run
        }
        Set<Integer> isStarted = new HashSet<>();
        Set<Integer> isDone = new HashSet<>();
        Map<Integer, String> isFailed = new HashMap<>();
        DagmanFiles.sort(status, isStarted, isDone, isFailed);
        isStarted.forEach(started::set);
        isDone.forEach(done::set);
        isFailed.forEach((ordinal, words) -> {
            if (!done.get(ordinal)) {
                retried.set(ordinal);
                failed.put(ordinal, words);
            }
        });
        failed.keySet().removeAll(isDone);
        questions.removeIf(node -> GroupNode.of(node)
                .filter(g -> done.get(g.ordinal()) || failed.containsKey(g.ordinal()))
                .isPresent());
        if (written > doubtSince) {
            doubtSince = NO_DOUBT;
        }
        changes++;
    }

    private static long number(byte[] text, int from, int to) {
        long value = 0;
        for (int at = from; at < to && at < from + 12 && text[at] >= '0' && text[at] <= '9'; at++) {
            value = value * 10 + text[at] - '0';
        }
        return value;
    }

    private static int blank(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ' ') {
            at++;
        }
        return at;
    }

    private static boolean startsWith(byte[] text, int from, int to, byte[] what) {
        return to - from >= what.length && Arrays.equals(text, from, from + what.length, what, 0, what.length);
    }
}
