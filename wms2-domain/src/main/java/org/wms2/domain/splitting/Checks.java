package org.wms2.domain.splitting;

import org.wms2.ports.error.InputRefusedException;

/** Conditions on parameters. */
final class Checks {
    private Checks() {}

    static void positive(String parameter, long value) {
        if (value < 1) {
            throw new InputRefusedException(parameter, String.valueOf(value), "1 or more");
        }
    }
}
