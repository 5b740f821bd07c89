package org.wms2.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.ports.htcondor.SchedulerLimits;

class AdmissionTest {
    private static final int NONE = SchedulerLimits.NONE;

    @Test
    void innerDagmansCountAgainstTheSchedulersLimit() {
        Admission admission = Admission.of(300, 20, new SchedulerLimits(200, 500));

        assertThat(admission.slots()).isEqualTo(9);
        assertThat(admission.words()).contains("at most 9 DAGs", "the schedd runs 200", "max-active-dags is 300");
    }

    @Test
    void theSmallerOfBothLimitsHolds() {
        assertThat(Admission.of(300, 20, new SchedulerLimits(NONE, 105)).slots())
                .isEqualTo(5);
    }

    @Test
    void withoutALimitTheSettingHolds() {
        Admission admission = Admission.of(300, 20, new SchedulerLimits(NONE, NONE));

        assertThat(admission.slots()).isEqualTo(300);
        assertThat(admission.words()).isEqualTo("at most 300 DAGs at once (max-active-dags)");
    }

    @Test
    void oneDagIsAlwaysAdmitted() {
        assertThat(Admission.of(300, 20, new SchedulerLimits(10, NONE)).slots()).isEqualTo(1);
    }
}
