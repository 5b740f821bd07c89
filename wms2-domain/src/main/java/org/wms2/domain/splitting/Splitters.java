package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.workflow.Workflow;

/** Which splitter cuts which workflow. */
public final class Splitters {
    private Splitters() {}

    /** The splitter of a workflow with input, for one pass over its blocks. */
    public static Splitter of(Workflow workflow) {
        throw new UnsupportedOperationException(workflow.toString());
    }

    /** The units of input of a workflow with input. */
    public static InputUnits units(Workflow workflow) {
        throw new UnsupportedOperationException(workflow.toString());
    }

    /** The jobs that generate exactly the wanted positions, whole jobs each: position n is the n-th event from 0. */
    public static Iterator<SplitJob> generated(Workflow workflow, List<Span> wanted) {
        throw new UnsupportedOperationException(workflow + " " + wanted);
    }
}
