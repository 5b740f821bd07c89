package org.wms2.condor.dag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.workflow.JobProfile;

/**
 * tuning.inc of one work unit: numbers that all of its submit files read at every submission, so what is changed acts on
 * the next try of a node. Immutable; lines that nobody asks to change stay as they are.
 */
record TuningFile(List<String> lines) {
    /** Its name in the directory of a work unit. */
    static final String NAME = "tuning.inc";

    static final String ATTEMPT = "WMS2_ATTEMPT";
    static final String PRIORITY = "WMS2_PRIORITY";
    static final String MEMORY = "WMS2_MEMORY_MB";
    static final String CORES = "WMS2_CORES";

    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(\\w+)\\s*=\\s*(.*?)\\s*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    TuningFile {
        lines = List.copyOf(lines);
    }

    /** As a plan begins. */
    static TuningFile of(DagHeader header) {
        JobProfile profile = header.workflow().profile();
        return new TuningFile(List.of())
                .with(ATTEMPT, header.key().attempt())
                .with(PRIORITY, header.priority())
                .with(MEMORY, profile.memoryMb())
                .with(CORES, profile.cores());
    }

    /** That of a work unit's directory. */
    static TuningFile read(Path group) throws IOException {
        return new TuningFile(Files.readAllLines(group.resolve(NAME), StandardCharsets.UTF_8));
    }

    /** Those of a whole DAG: the directories of its work units, in no order. */
    static List<Path> groups(Path directory) throws IOException {
        List<Path> groups = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "mg_[0-9]*")) {
            found.forEach(groups::add);
        }
        return groups;
    }

    /** The value of a macro; empty if it is not there, or no whole number. */
    OptionalLong value(String macro) {
        for (String line : lines.reversed()) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches() && assignment.group(1).equals(macro)) {
                String value = assignment.group(2);
                return NUMBER.matcher(value).matches() ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** The same with another value of one macro, in its place. */
    TuningFile with(String macro, long value) {
        String written = CondorText.assignment(macro, value).stripTrailing();
        List<String> changed = new ArrayList<>();
        boolean there = false;
        for (String line : lines) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (!assignment.matches() || !assignment.group(1).equals(macro)) {
                changed.add(line);
            } else if (!there) {
                changed.add(written);
                there = true;
            }
        }
        if (!there) {
            changed.add(written);
        }
        return new TuningFile(changed);
    }

    /** The same with a macro that is at least so large. */
    TuningFile atLeast(String macro, long value) {
        OptionalLong now = value(macro);
        return now.isPresent() && now.getAsLong() >= value ? this : with(macro, value);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Puts it into a work unit's directory by rename; nothing is written if it says so already. */
    void write(Path group) throws IOException {
        WholeFile.replace(group.resolve(NAME), text());
    }
}
