package org.wms2.domain.splitting;

import java.util.List;

/**
 * Runs the cases of one of WMCore's algorithms on ours. The class of an algorithm is found by its name:
 * {@code <Algorithm>Case} in this package, with a constructor without parameters; EventBased cases whose input is an
 * MCFakeFile are run by {@code MCFakeFileCase}.
 */
interface CaseRunner {
    /**
     * The jobs that we make, in groups as WMCore has them; whether there are groups without jobs does not matter.
     *
     * @throws org.wms2.ports.error.InputRefusedException where WMCore raises an exception
     */
    List<List<CaseJob>> run(SplittingCase recorded);
}
