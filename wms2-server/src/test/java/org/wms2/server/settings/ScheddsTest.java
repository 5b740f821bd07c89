package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** This machine's own HTCondor is used only when somebody asks for it, or in production. */
class ScheddsTest {
    @TempDir
    private Path userHome;

    private Schedds schedds(Map<String, String> flags, Map<String, String> environment) {
        return Schedds.of(Settings.resolve(flags, environment, "someone", userHome));
    }

    private void refused(Map<String, String> flags, String... words) {
        assertThatThrownBy(() -> schedds(flags, Map.of()))
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContainingAll(words);
    }

    @Test
    void theLocalProfileHasAPersonalPoolUnlessAskedOtherwise() {
        assertThat(schedds(Map.of(), Map.of())).isEqualTo(new Schedds(false, List.of(), ""));
        assertThat(schedds(Map.of("htcondor", "Personal"), Map.of()).system()).isFalse();
        assertThat(schedds(Map.of(), Map.of("WMS2_HTCONDOR", "system"))).isEqualTo(new Schedds(true, List.of(), ""));
        assertThat(schedds(Map.of(), Map.of("WMS2_CONDOR_HOST", "cm:9618")))
                .isEqualTo(new Schedds(true, List.of(), "cm:9618"));
        assertThat(schedds(Map.of("schedd-name", "a@h, b.example"), Map.of()))
                .isEqualTo(new Schedds(true, List.of("a@h", "b.example"), ""));
    }

    @Test
    void productionRunsOnTheSystemsHTCondor() {
        assertThat(schedds(Map.of("profile", "production"), Map.of()).system()).isTrue();
        refused(Map.of("profile", "production", "htcondor", "personal"), "production", "system");
    }

    @Test
    void scheddsWhoseFilesCannotBeSeenAreSomeOfThoseThatThereAre() {
        Schedds both = schedds(Map.of(), Map.of("WMS2_SCHEDD_NAME", "a,b", "WMS2_SPOOL", "b"));
        assertThat(both.spooled()).containsExactly("b");
        assertThat(both.spoolBin()).isEqualTo(Path.of("/usr/bin"));
        assertThat(both.spoolConfig()).isEmpty();
        refused(Map.of("schedd-name", "a", "spool", "c"), "spool", "[c]", "[a]");
        refused(Map.of("spool", "c"), "schedd-name");
        refused(Map.of("schedd-name", "a", "spool", "a", "spool-bin", "bin"), "spool-bin", "absolute");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        refused(Map.of("htcondor", "personal", "schedd-name", "a"), "schedd-name", "system");
        refused(Map.of("htcondor", "personal", "condor-host", "a"), "condor-host");
        refused(Map.of("htcondor", "mine"), "personal or system");
        refused(Map.of("schedd-name", "a,,b"), "schedd-name");
        refused(Map.of("schedd-name", "a,a"), "schedd-name");
        refused(Map.of("schedd-name", "-pool"), "schedd-name");
        refused(Map.of("condor-host", "a b"), "condor-host");
    }
}
