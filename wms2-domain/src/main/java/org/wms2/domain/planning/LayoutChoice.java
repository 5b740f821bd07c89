package org.wms2.domain.planning;

import java.util.List;
import org.wms2.ports.plan.Layout;

/** Which layouts a DAG may have, the best one first. */
public enum LayoutChoice {
    /** Work units as DAGs of their own where they fit, else as splices. */
    AUTO(Layout.SUBDAG, Layout.SPLICE),
    SUBDAG(Layout.SUBDAG),
    SPLICE(Layout.SPLICE);

    private final List<Layout> layouts;

    LayoutChoice(Layout... layouts) {
        this.layouts = List.of(layouts);
    }

    /** In the order in which they are tried. */
    public List<Layout> layouts() {
        return layouts;
    }
}
