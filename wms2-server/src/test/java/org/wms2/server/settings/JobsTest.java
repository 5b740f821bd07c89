package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.condor.dag.JobPolicy;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

class JobsTest {
    @TempDir
    private Path temp;

    private JobPolicy policy(Map<String, String> flags) {
        return Jobs.of(Settings.resolve(flags, Map.of(), "someone", temp));
    }

    @Test
    void thePersonalPoolAsksForNothing() {
        JobPolicy policy = policy(Map.of());
        assertThat(policy.attributes().cms()).isFalse();
        assertThat(policy.attributes().accountingGroup()).isEmpty();
        assertThat(policy.attributes().leaseSeconds()).isZero();
        assertThat(policy.attributes().extra()).isEmpty();
        assertThat(policy.limits()).isEqualTo(JobPolicy.DEFAULT.limits());
        assertThat(policy.mergeMemoryMb()).isEqualTo(JobPolicy.DEFAULT.mergeMemoryMb());
        assertThat(policy.proxy()).isNull();
    }

    @Test
    void aCmsPoolGetsItsAttributesWithoutBeingAskedForThem() {
        JobPolicy policy = policy(Map.of(
                "dbs-url",
                "https://dbs.example",
                "accounting-group",
                "production",
                "accounting-group-user",
                "cmsdataops",
                "proxy",
                "/etc/wms2/x509up",
                "job-max-idle-time",
                "72h"));
        assertThat(policy.attributes().cms()).isTrue();
        assertThat(policy.attributes().accountingGroup()).isEqualTo("production");
        assertThat(policy.attributes().accountingUser()).isEqualTo("cmsdataops");
        assertThat(policy.attributes().wallMinutes()).isEqualTo(1440);
        assertThat(policy.attributes().leaseSeconds()).isEqualTo(1200);
        assertThat(policy.proxy()).isEqualTo(Path.of("/etc/wms2/x509up"));
        assertThat(policy.limits().idle()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void theOperatorsOwnAttributesComeFromAFile() throws IOException {
        Path file = temp.resolve("ads");
        Files.writeString(file, "# ours\n\nREQUIRED_OS = \"rhel8\"\n Chance=1 == 2\n");
        assertThat(policy(Map.of("job-attributes", file.toString()))
                        .attributes()
                        .extra())
                .containsExactlyInAnyOrderEntriesOf(Map.of("REQUIRED_OS", "\"rhel8\"", "Chance", "1 == 2"));

        refused(file, "A = 1\nnothing\n", "line 2");
        refused(file, "A = 1\na = 2\n", "line 2");
        refused(file, "WMS2_Role = \"x\"\n", "WMS2_Role");
        refused(file, "A = $ENV(HOME)\n", "$ENV(HOME)");
        refused(file, "A = \"open\n", "closed strings");
        Files.delete(file);
        assertThatThrownBy(() -> policy(Map.of("job-attributes", file.toString())))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("cannot be read");
    }

    private void refused(Path file, String text, String why) throws IOException {
        Files.writeString(file, text);
        assertThatThrownBy(() -> policy(Map.of("job-attributes", file.toString())))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining(why);
    }

    @Test
    void limitsThatDoNotGoTogetherAreRefusedAtOnce() {
        assertThatThrownBy(() -> policy(Map.of("job-max-wall-time", "1h")))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("wall time");
        assertThatThrownBy(() -> policy(Map.of("proxy", "/with space/x509up")))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("/with space/x509up");
        assertThat(policy(Map.of("job-held-time", "60s")).limits().releaseAfter())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theStateOfTheProxyIsToldInWords() {
        assertThat(ProxyState.of(Settings.resolve(Map.of(), Map.of(), "someone", temp), Instant.EPOCH))
                .isEmpty();
        Path missing = temp.resolve("x509up");
        ProxyState state = ProxyState.of(
                        Settings.resolve(Map.of("proxy", missing.toString()), Map.of(), "someone", temp), Instant.EPOCH)
                .orElseThrow();
        assertThat(state.ok()).isFalse();
        assertThat(state.words()).contains(missing.toString(), "cannot be read", "renew it");
    }
}
