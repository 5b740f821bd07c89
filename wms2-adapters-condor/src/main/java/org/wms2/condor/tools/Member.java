package org.wms2.condor.tools;

import java.util.function.LongSupplier;
import org.wms2.ports.htcondor.HTCondor;

/**
 * One of several schedds.
 *
 * @param name as in {@link org.wms2.ports.id.ClusterId#schedd()}
 * @param htcondor how to talk to it
 * @param spooled whether our directories are sent there: pilots, plain jobs and DAGs whose jobs carry a proxy cannot be
 * @param dagmans how many DAGMan jobs of ours run or wait there; throws as every call to it does
 */
public record Member(String name, HTCondor htcondor, boolean spooled, LongSupplier dagmans) {
    public Member {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected a schedd's name: among several each must have one");
        }
    }

    /** A schedd behind the tools. */
    public static Member of(Schedd schedd, CondorTools tools) {
        return new Member(schedd.name(), tools, schedd.spool() != null, tools::dagmans);
    }
}
