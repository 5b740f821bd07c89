package org.wms2.cms;

import java.util.List;
import org.wms2.cms.simulated.SimulatedCms;
import org.wms2.ports.id.RequestName;

/** Puts the contract tests' preconditions into a pretended CMS. */
public final class Fill {

    private Fill() {}

    /** A document as it stands. */
    public static void document(SimulatedCms cms, RequestName name, String document) {
        cms.content().store(name, document);
    }

    /** The configuration of the contract. */
    public static void configuration(SimulatedCms cms) {
        List<String> names = cms.content()
                .load(
                        "{\"requests\": [{\"afterAssignment\": {\"RequestName\": \"with_config\"},"
                                + " \"configCacheOutputModules\":"
                                + " {\"contract\": {\"A\": [\"AOD\", \"\"], \"R\": [\"RAW\", \"F\"]}}}]}",
                        java.util.Optional.empty(),
                        java.util.Optional.empty());
        if (!names.equals(List.of("with_config"))) {
            throw new AssertionError(names);
        }
    }
}
