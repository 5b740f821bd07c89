package org.wms2.server.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * One property.
 *
 * @param key its name as flag ({@code --key}) and in the file ({@code key = value})
 * @param unit what a value looks like, for messages: {@code directory}, {@code duration (500ms, 2s, 10m, 1h)}
 * @param purpose one sentence
 * @param fallback the default as one would write it; null if there is none
 * @param secret whether its value is masked wherever it is shown
 */
public record Setting<T>(
        String key, String unit, String purpose, @Nullable String fallback, boolean secret, Reader<T> reader) {

    /** Turns text into a value; throws {@link IllegalArgumentException} with what is accepted if it cannot. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(String text);
    }

    static <T> Setting<T> of(String key, String unit, String purpose, @Nullable String fallback, Reader<T> reader) {
        return new Setting<>(key, unit, purpose, fallback, false, reader);
    }

    /** Its environment variable: {@code WMS2_} and the key in capitals. */
    public String variable() {
        return "WMS2_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Reads a value.
     *
     * @param origin where the text comes from, for the message
     * @throws Wms2Exception with code USAGE if it is not one
     */
    T read(String text, String origin) {
        try {
            return reader.read(text.strip());
        } catch (IllegalArgumentException e) {
            String shown = secret ? "a value that cannot be read" : "'" + text.strip() + "'";
            throw new Wms2Exception(
                    ErrorCode.USAGE, key + " (" + origin + "): found " + shown + ", accepted is " + unit, e);
        }
    }
}
