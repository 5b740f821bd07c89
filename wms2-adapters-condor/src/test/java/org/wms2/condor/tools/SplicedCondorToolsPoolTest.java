package org.wms2.condor.tools;

import org.junit.jupiter.api.Tag;
import org.wms2.ports.plan.Layout;

/** The whole contract once more, with DAGs of layout splice. */
@Tag("htcondor")
class SplicedCondorToolsPoolTest extends CondorToolsPoolTest {
    @Override
    protected Layout layout() {
        return Layout.SPLICE;
    }
}
