package org.wms2.condor.tools;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.condor.dag.CondorText;
import org.wms2.ports.htcondor.PlainJob;

/** The submit description of one plain job (condor_submit manual). */
final class PlainJobText {
    private PlainJobText() {}

    static String of(PlainJob job) {
        String name = CondorText.word(job.name());
        StringBuilder text = new StringBuilder();
        text.append("universe = vanilla\n");
        text.append("executable = ").append(CondorText.plain(job.executable())).append('\n');
        text.append("transfer_executable = false\n");
        text.append("arguments = \"")
                .append(job.arguments().stream().map(CondorText::argument).collect(Collectors.joining(" ")))
                .append("\"\n");
        text.append("initialdir = ").append(CondorText.plain(job.directory())).append('\n');
        text.append("should_transfer_files = YES\nwhen_to_transfer_output = ON_EXIT\n");
        text.append("output = ").append(name).append(".out\n");
        text.append("error = ").append(name).append(".err\n");
        text.append("log = ").append(name).append(".log\n");
        text.append("request_cpus = 1\nrequest_memory = 500\nrequest_disk = 100000\n");
        text.append("batch_name = wms2-").append(name).append('\n');
        new TreeMap<>(job.attributes())
                .forEach((key, value) -> text.append("My.")
                        .append(CondorText.attribute(key))
                        .append(" = ")
                        .append(CondorText.submitString(value))
                        .append('\n'));
        return text.append("queue 1\n").toString();
    }
}
