package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.wms2.condor.pool.TestPool;
import org.wms2.condor.read.JobAd;
import org.wms2.ports.system.CallObserver;

/** Jobs of a test's own on the real pool, submitted and looked at with HTCondor's tools, in a directory of their own. */
final class PoolJobs {
    private final ObservedTools tools = new ObservedTools(TestPool.get().environment(), CallObserver.NONE);
    private final Path directory;

    PoolJobs() {
        try {
            directory = Files.createDirectories(TestPool.get().scratch().resolve("jobs-" + UUID.randomUUID()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    CommandResult raw(String tool, String... arguments) {
        return tools.run(tool, List.of(arguments), directory, "", Duration.ofSeconds(60));
    }

    /** Submits a vanilla job at a site; returns its cluster. */
    int submit(String executable, String site, String... lines) {
        String text = "universe = vanilla\nexecutable = " + executable
                + "\ntransfer_executable = false\nMy.DESIRED_Sites = \"" + site + "\"\nlog = job.log\n"
                + String.join("\n", lines) + "\nqueue\n";
        return submitText(text);
    }

    int submitText(String text) {
        CommandResult result =
                tools.run("condor_submit", List.of("-terse", "-"), directory, text, Duration.ofSeconds(60));
        assertThat(result.exitCode()).as(result.words()).isZero();
        return ToolWords.terseCluster(result, Schedd.DEFAULT).orElseThrow().value();
    }

    List<JobAd> queue(String constraint, String... attributes) {
        return ads("condor_q", constraint, attributes);
    }

    List<JobAd> history(String constraint, String... attributes) {
        return ads("condor_history", constraint, attributes);
    }

    private List<JobAd> ads(String tool, String constraint, String... attributes) {
        List<String> arguments = new ArrayList<>(List.of("-json", "-constraint", constraint));
        if (attributes.length > 0) {
            arguments.addAll(List.of("-attributes", String.join(",", attributes)));
        }
        CommandResult result = tools.run(tool, arguments, directory, "", Duration.ofSeconds(60));
        assertThat(result.exitCode()).as(result.words()).isZero();
        return JobAd.parse(tool, result.stdout());
    }

    /** The only ad of a job in the queue, once it is as wanted. */
    JobAd await(int cluster, Predicate<JobAd> wanted) throws InterruptedException {
        List<JobAd> seen = List.of();
        for (int i = 0; i < 240; i++) {
            seen = queue("ClusterId == " + cluster);
            if (seen.size() == 1 && wanted.test(seen.getFirst())) {
                return seen.getFirst();
            }
            Thread.sleep(500);
        }
        throw new AssertionError("waited in vain for job " + cluster + ": " + seen);
    }

    /** Its ad in the history, once it has left the queue. */
    JobAd awaitGone(int cluster) throws InterruptedException {
        for (int i = 0; i < 360; i++) {
            if (queue("ClusterId == " + cluster, "ClusterId").isEmpty()) {
                List<JobAd> ended = history("ClusterId == " + cluster);
                if (!ended.isEmpty()) {
                    return ended.getFirst();
                }
            }
            Thread.sleep(500);
        }
        throw new AssertionError("job " + cluster + " does not leave the queue: " + queue("ClusterId == " + cluster));
    }

    /** What a test leaves behind. */
    void remove(int... clusters) {
        for (int cluster : clusters) {
            raw("condor_rm", String.valueOf(cluster));
        }
    }
}
