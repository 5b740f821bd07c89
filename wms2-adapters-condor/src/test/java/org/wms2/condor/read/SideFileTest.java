package org.wms2.condor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SideFileTest {
    @Test
    void a_failed_start_says_who_is_to_blame() {
        SideFile side = SideFile.parse("fixture", Fixtures.SIDE);
        assertThat(side.succeeded()).isFalse();
        assertThat(side.exitCode()).isEqualTo(8021);
        assertThat(side.category()).isEqualTo("storage");
        assertThat(side.index()).contains(3);
        assertThat(side.site()).isEmpty();
        assertThat(side.landingTry()).isEqualTo(1);
    }

    @Test
    void other_exit_classes_and_missing_fields_are_refused() {
        assertThatThrownBy(() -> SideFile.parse("fixture", Fixtures.SIDE.replace("\"exitClass\":1", "\"exitClass\":2")))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> SideFile.parse("fixture", Fixtures.SIDE.replace("\"node\"", "\"knot\"")))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("node");
    }
}
