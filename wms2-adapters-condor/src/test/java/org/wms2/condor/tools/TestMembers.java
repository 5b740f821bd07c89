package org.wms2.condor.tools;

import org.wms2.ports.htcondor.HTCondor;

/** Members whose load is the DAGs that they show. */
final class TestMembers {
    private TestMembers() {}

    static Member of(String name, HTCondor htcondor) {
        return new Member(
                name,
                htcondor,
                false,
                () -> htcondor.observe().dags().stream()
                        .filter(d -> !d.hasEnded())
                        .count());
    }
}
