package org.wms2.domain.planning;

import java.util.List;
import org.wms2.ports.plan.Layout;

/** Which layouts a DAG may have. */
public enum LayoutChoice {
    /** Work units as DAGs of their own where they fit, else as splices. */
    AUTO,
    SUBDAG,
    SPLICE;

    /** In the order in which they are tried. */
    public List<Layout> layouts() {
        return switch (this) {
            case AUTO -> List.of(Layout.SUBDAG, Layout.SPLICE);
            case SUBDAG -> List.of(Layout.SUBDAG);
            case SPLICE -> List.of(Layout.SPLICE);
        };
    }
}
