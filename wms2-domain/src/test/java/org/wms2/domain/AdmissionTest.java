package org.wms2.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.domain.planning.LayoutChoice;
import org.wms2.ports.htcondor.SchedulerLimits;

class AdmissionTest {
    private static final int NONE = SchedulerLimits.NONE;

    @Test
    void innerDagmansCountAgainstTheSchedulersLimit() {
        Admission admission = Admission.of(300, 20, LayoutChoice.SUBDAG, new SchedulerLimits(200, 500));

        assertThat(admission.slots()).isEqualTo(9);
        assertThat(admission.words()).contains("at most 9 DAGs", "the schedd runs 200", "max-active-dags is 300");
    }

    @Test
    void theSmallerOfBothLimitsHolds() {
        assertThat(Admission.of(300, 20, LayoutChoice.SUBDAG, new SchedulerLimits(NONE, 105))
                        .slots())
                .isEqualTo(5);
    }

    @Test
    void withoutALimitTheSettingHolds() {
        Admission admission = Admission.of(300, 20, LayoutChoice.SUBDAG, new SchedulerLimits(NONE, NONE));

        assertThat(admission.slots()).isEqualTo(300);
        assertThat(admission.words()).isEqualTo("at most 300 DAGs at once (max-active-dags)");
    }

    @Test
    void oneDagIsAlwaysAdmitted() {
        assertThat(Admission.of(300, 20, LayoutChoice.SUBDAG, new SchedulerLimits(10, NONE))
                        .slots())
                .isEqualTo(1);
    }

    @Test
    void aDagOfSplicesTakesOneProcess() {
        Admission admission = Admission.of(300, 20, LayoutChoice.SPLICE, new SchedulerLimits(200, 500));

        assertThat(admission.slots()).isEqualTo(200);
        assertThat(admission.words()).contains("takes up to 1 (layout splice)").doesNotContain("throttle");
    }

    @Test
    void theCheckChoosesSplicesOnlyWhereAFullDagDoesNotFit() {
        assertThat(Admission.of(300, 20, LayoutChoice.AUTO, new SchedulerLimits(21, NONE))
                        .slots())
                .isEqualTo(1);
        assertThat(Admission.of(300, 20, LayoutChoice.AUTO, new SchedulerLimits(20, NONE))
                        .slots())
                .as("a small DAG that still fits as DAGs needs one process beside all the outer ones")
                .isEqualTo(19);
        assertThat(Admission.of(300, 20, LayoutChoice.AUTO, new SchedulerLimits(1, NONE))
                        .slots())
                .isEqualTo(1);
    }
}
