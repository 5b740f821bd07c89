package org.wms2.condor.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagFiles;
import org.wms2.ports.htcondor.SamplePlans;

class JobProxyTest {
    @TempDir
    private Path temp;

    @Test
    void a_good_proxy_is_used_without_a_word_and_a_short_one_with_a_warning() throws Exception {
        JobProxy proxy = new JobProxy(TestProxy.write(temp.resolve("proxy"), "-1d", 4));
        Instant now = Instant.now();

        assertThat(Duration.between(now, proxy.end())).isBetween(Duration.ofHours(71), Duration.ofHours(73));
        proxy.require(now);
        assertThat(proxy.warning(now)).isEmpty();
        assertThat(proxy.warning(proxy.end().minus(Duration.ofMinutes(90))).orElseThrow())
                .startsWith("ends in 1 h 30 min");

        Files.setPosixFilePermissions(proxy.file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(proxy.warning(now).orElseThrow()).contains("chmod 600");
    }

    @Test
    void an_expired_missing_or_broken_proxy_is_refused_in_words_that_show_no_key() throws Exception {
        Path file = temp.resolve("proxy");
        JobProxy proxy = new JobProxy(file);
        refused(proxy, "cannot be read");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        refused(proxy, "holds no certificate");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\n");
        refused(proxy, "cannot be read");
        TestProxy.write(file, "-3d", 1);
        refused(proxy, "ended at ");
        TestProxy.write(file, "-3d", 30);
        proxy.require(Instant.now());
    }

    private static void refused(JobProxy proxy, String why) {
        assertThatThrownBy(() -> proxy.require(Instant.now()))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("renew it")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void a_directory_names_the_proxy_of_its_jobs_and_nothing_of_its_content() throws Exception {
        Path file = TestProxy.write(temp.resolve("proxy"), "+0d", 2);
        DagSettings settings = DagSettings.of(temp.resolve("submit"), SyntheticPayload.at(Path.of("/s")));
        JobPolicy with = new JobPolicy(JobAttributes.NONE, JobLimits.DEFAULT, 1000, file);
        Path carried = Path.of(new DagDirectory(settings.withJobs(with))
                .write(SamplePlans.generator("carried", 1, 1), DagFiles.UNFENCED)
                .directory());
        Path bare = Path.of(new DagDirectory(settings)
                .write(SamplePlans.generator("bare", 1, 1), DagFiles.UNFENCED)
                .directory());

        assertThat(JobProxy.of(carried)).contains(new JobProxy(file));
        assertThat(JobProxy.of(bare)).isEmpty();
        assertThat(JobProxy.of(temp)).as("written before there was such a file").isEmpty();
        String key = Files.readAllLines(file).getLast();
        assertThat(key).contains("PRIVATE KEY");
        try (var files = Files.walk(carried)) {
            for (Path written : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(written)).doesNotContain("PRIVATE KEY");
            }
        }
    }
}
