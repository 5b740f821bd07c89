/**
 * From a request's document to its {@link org.wms2.ports.workflow.Workflow}: numbers, names and refusals that ReqMgr2
 * derives too (contracts/cms.md 1.8, 1.9). Start with {@link org.wms2.domain.workflow.WorkflowDerivation}. Pure
 * functions.
 */
@NullMarked
package org.wms2.domain.workflow;

import org.jspecify.annotations.NullMarked;
