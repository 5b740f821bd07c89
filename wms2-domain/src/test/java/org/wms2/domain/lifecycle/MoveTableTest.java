package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.request.RequestStatus;

class MoveTableTest {
    @Test
    void aMoveThatIsNotListedIsRefusedWithWhatIsLegal() {
        assertThat(RequestMoves.TABLE.refusal(RequestStatus.SUBMITTED, RequestStatus.COMPLETED))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("a request does not move from SUBMITTED to COMPLETED", "QUEUED", "HELD"));
        assertThatThrownBy(() -> RequestMoves.TABLE.require(RequestStatus.COMPLETED, RequestStatus.ACTIVE))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("it is final");
    }

    @ParameterizedTest
    @EnumSource(RequestStatus.class)
    void aFinalRequestGoesNowhereAndEveryOtherCanEnd(RequestStatus status) {
        boolean leaves = RequestMoves.TABLE.moves().stream().anyMatch(m -> m.from() == status);
        assertThat(leaves).isEqualTo(!status.isFinal());
    }

    @Test
    void whatIsMergedNeverGoesBack() {
        assertThat(WorkUnitMoves.TABLE.moves().stream().filter(m -> m.from() == WorkUnitStatus.MERGED))
                .extracting(MoveTable.Move::to)
                .containsOnly(WorkUnitStatus.REGISTERED);
        assertThat(WorkUnitMoves.TABLE.moves()).noneMatch(m -> m.from() == WorkUnitStatus.REGISTERED);
    }

    @ParameterizedTest
    @EnumSource(DagStatus.class)
    void onlyAnOpenDagMoves(DagStatus status) {
        boolean leaves = DagMoves.TABLE.moves().stream().anyMatch(m -> m.from() == status);
        assertThat(leaves).isEqualTo(status.isOpen());
    }
}
