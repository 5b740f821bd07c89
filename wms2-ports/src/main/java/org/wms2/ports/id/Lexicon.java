package org.wms2.ports.id;

import java.util.regex.Pattern;
import org.wms2.ports.error.InputRefusedException;

/** The check that every name of this package makes: one place that words the refusal. */
final class Lexicon {
    private Lexicon() {}

    /**
     * Returns the value if it matches.
     *
     * @throws InputRefusedException if it does not
     */
    static String check(String what, String value, Pattern pattern, String accepted) {
        if (!pattern.matcher(value).matches()) {
            throw new InputRefusedException(what, value, accepted);
        }
        return value;
    }
}
