package org.wms2.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;

class WorkUnitIdsTest {
    private static final RequestName NAME = new RequestName("tester_Plan_1");

    /** printf 'tester_Plan_1\n1\n0\n0' | sha256sum | xxd -r -p | base32 | tr A-Z a-z | cut -c1-10. */
    @Test
    void ids_are_the_same_for_ever() {
        assertThat(WorkUnitIds.of(NAME, 1, 0, 0)).hasToString("kylpm6pvat");
    }

    @Test
    void ids_of_a_large_request_are_distinct() {
        Set<WorkUnitId> ids = new HashSet<>();
        for (int version = 1; version <= 2; version++) {
            for (int round = 0; round < 20; round++) {
                for (int ordinal = 0; ordinal < 500; ordinal++) {
                    ids.add(WorkUnitIds.of(NAME, version, round, ordinal));
                }
            }
        }
        assertThat(ids).hasSize(20_000);
    }

    @Test
    void digits_never_run_into_each_other() {
        assertThat(WorkUnitIds.of(NAME, 1, 11, 1)).isNotEqualTo(WorkUnitIds.of(NAME, 11, 1, 1));
        assertThat(WorkUnitIds.of(NAME, 1, 1, 11)).isNotEqualTo(WorkUnitIds.of(NAME, 1, 11, 1));
    }
}
