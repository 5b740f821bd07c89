package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.dag.JobProxy;
import org.wms2.condor.dag.TestProxy;

/** A proxy on its way to a running job, and its renewal by whoever replaces the file. */
@Tag("htcondor")
class JobProxyPoolTest {
    private final PoolJobs jobs = new PoolJobs();

    @Test
    void a_proxy_that_is_replaced_in_place_reaches_the_running_job() throws Exception {
        Path proxy = TestProxy.write(jobs.directory().resolve("x509up"), "-1d", 3);
        Path script = jobs.directory().resolve("look.sh");
        Files.writeString(script, """
                #!/bin/sh
                n=0
                before=$(cksum <"$X509_USER_PROXY")
                while [ "$(cksum <"$X509_USER_PROXY")" = "$before" ] && [ $n -lt 100 ]; do n=$((n + 1)); sleep 1; done
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
        // The shadow compares the file's time with that of the first transfer: a renewal in the very second of it is
        // missed.
        jobs.await(cluster, ad -> ad.count("JobCurrentStartExecutingDate") > 0);
        Thread.sleep(5000);

        TestProxy.write(proxy, "-1d", 9);
        Instant renewed = new JobProxy(proxy).end();
        jobs.awaitGone(cluster);

        Path seen = jobs.directory().resolve("look.out");
        assertThat(new JobProxy(seen).end())
                .as(Files.readAllLines(seen).getFirst())
                .isEqualTo(renewed);
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
