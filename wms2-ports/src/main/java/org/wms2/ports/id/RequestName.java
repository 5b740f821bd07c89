package org.wms2.ports.id;

import java.util.regex.Pattern;

/**
 * Name of a request, unique in WMS2; ReqMgr2's {@code RequestName}, with {@code _v<n>} added by a restart. Becomes a
 * directory name, hence no slash and no leading dot.
 */
public record RequestName(String value) {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_\\-]*(\\.[A-Za-z0-9_\\-]+)*");
    private static final int MAX_LENGTH = 180;

    public RequestName {
        Lexicon.check("RequestName", value, PATTERN, "letters, digits, '_', '-' and single dots inside");
        if (value.length() > MAX_LENGTH) {
            throw new org.wms2.ports.error.InputRefusedException(
                    "RequestName", value.length() + " characters", "at most " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
