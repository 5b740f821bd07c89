/**
 * What has been made of a plan: DAGs, work units and what their manifests say. Start with
 * {@link org.wms2.ports.dag.Dag}. Immutable.
 */
@NullMarked
package org.wms2.ports.dag;

import org.jspecify.annotations.NullMarked;
