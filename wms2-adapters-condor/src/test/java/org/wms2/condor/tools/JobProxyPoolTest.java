package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.JobProxy;
import org.wms2.condor.dag.TestProxy;

/** A proxy on its way to a running job, and its renewal by whoever replaces the file. */
@Tag("htcondor")
class JobProxyPoolTest {
    private static final int RENEWALS = 12;
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(15);

    private final PoolJobs jobs = new PoolJobs();

    @Test
    void a_proxy_that_is_replaced_in_place_reaches_the_running_job() throws Exception {
        Path proxy = TestProxy.write(jobs.directory().resolve("x509up"), "-1d", 3);
        Path script = jobs.directory().resolve("look.sh");
        Files.writeString(script, """
                #!/bin/sh
                n=0
                before=$(cksum <"$X509_USER_PROXY")
                while [ "$(cksum <"$X509_USER_PROXY")" = "$before" ] && [ $n -lt 240 ]; do n=$((n + 1)); sleep 1; done
                echo "$n times"
                cat "$X509_USER_PROXY"
                ls -l "$X509_USER_PROXY" | cut -c1-10
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        int cluster = jobs.submit(
                script.toString(),
                "T1_US_FNAL",
                "should_transfer_files = yes",
                "output = look.out",
                "x509userproxy = " + proxy);
        jobs.await(cluster, ad -> ad.count("JobCurrentStartExecutingDate") > 0);
        Instant first = new JobProxy(proxy).end();

        // As a renewer does: again and again. A shadow that could not hand a renewal on (the starter does not answer
        // its
        // command now and then) tries only the next one.
        for (int i = 0;
                i < RENEWALS
                        && !jobs.queue("ClusterId == " + cluster, "ClusterId").isEmpty();
                i++) {
            TestProxy.write(proxy, "-1d", 9);
            Thread.sleep(BETWEEN_RENEWALS.toMillis());
        }
        jobs.awaitGone(cluster);

        Path seen = jobs.directory().resolve("look.out");
        assertThat(new JobProxy(seen).end())
                .as(Files.readAllLines(seen).getFirst())
                .isAfter(first);
        assertThat(Files.readAllLines(seen).getLast()).isEqualTo("-rw-------");
    }

    @Test
    void condor_submit_refuses_a_proxy_that_has_ended() throws Exception {
        Path proxy = TestProxy.write(jobs.directory().resolve("x509up"), "-3d", 1);
        Path text = jobs.directory().resolve("expired.sub");
        Files.writeString(
                text, "executable = /bin/true\ntransfer_executable = false\nx509userproxy = " + proxy + "\nqueue\n");
        CommandResult result = jobs.raw("condor_submit", text.toString());
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.words()).contains("proxy has expired");
    }
}
