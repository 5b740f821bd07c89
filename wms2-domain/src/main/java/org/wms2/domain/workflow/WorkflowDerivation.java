package org.wms2.domain.workflow;

import java.util.Map;
import java.util.Optional;
import org.wms2.ports.cms.ConfigDocument;
import org.wms2.ports.id.ConfigId;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.request.RequestType;
import org.wms2.ports.workflow.Workflow;

/** What a request means: settles every number and every name that its document leaves open. Pure. */
public final class WorkflowDerivation {
    private WorkflowDerivation() {}

    /**
     * Derives the workflow of a request row.
     *
     * @param configs every ConfigCache document that the steps name; one that is not there is refused
     * @param rowName name of the row: the document's, or with {@code _v<n>} after a restart
     * @param processingVersion our version n, from 1: outputs get the document's ProcessingVersion + n − 1
     * @throws org.wms2.ports.error.InputRefusedException with ReqMgr2's (or the option's) name of the field
     */
    public static Workflow derive(
            RequestSpec spec,
            Map<ConfigId, ConfigDocument> configs,
            RequestOptions options,
            RequestName rowName,
            int processingVersion) {
        SiteLists.check(spec);
        StepSplitting split = StepSplitting.of(spec, options);
        return new Workflow(
                rowName,
                spec.type(),
                split.parameters(),
                split.generator(),
                split.input(),
                split.filterEfficiency(),
                StepSplitting.profile(spec),
                OutputNaming.outputs(spec, configs, processingVersion),
                spec.mergeLimits(),
                spec.blockLimits(),
                SiteLists.policy(spec));
    }

    /**
     * Why a request that can be planned (dry run) can't be run by this version, if so: a TaskChain of more than one task
     * (only its first is planned).
     */
    public static Optional<String> notYetRunnable(RequestSpec spec) {
        if (spec.type() == RequestType.TASK_CHAIN && spec.steps().size() > 1) {
            return Optional.of("TaskChain of " + spec.steps().size() + " tasks; a dry run plans the first");
        }
        return Optional.empty();
    }
}
