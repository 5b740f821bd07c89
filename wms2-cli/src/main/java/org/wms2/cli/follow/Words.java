package org.wms2.cli.follow;

import org.wms2.ports.id.RequestName;

/** Sentences that are said in more than one place. */
public final class Words {
    private Words() {}

    /** That nobody drives a request that goes on running. */
    public static String leftAlone(RequestName name) {
        return "What runs in HTCondor goes on, but nobody drives " + name + " until 'wms2 serve' or 'wms2 import "
                + name + "' goes on with it.";
    }
}
