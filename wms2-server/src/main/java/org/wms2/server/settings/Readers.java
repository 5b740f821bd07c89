package org.wms2.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values are written. Every reader throws {@link IllegalArgumentException} on what it does not accept. */
public final class Readers {
    /** What {@link #duration} accepts, for messages. */
    public static final String DURATION = "a duration such as 500ms, 2s, 10m or 1h (a bare number: seconds)";

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");

    private Readers() {}

    /** A duration above zero. */
    public static Duration duration(String text) {
        Matcher matcher = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(DURATION);
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        Duration duration = switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
        if (duration.isZero()) {
            throw new IllegalArgumentException(DURATION);
        }
        return duration;
    }

    static Setting.Reader<Integer> between(int least, int most) {
        return text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(least + " to " + most);
            }
            return value;
        };
    }

    static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path");
        }
        return Path.of(text).toAbsolutePath().normalize();
    }

    static URI service(String text) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
            throw new IllegalArgumentException("an http or https URL");
        }
        return uri;
    }

    static Boolean onOrOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("on or off");
        };
    }

    static String text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a word");
        }
        return text;
    }
}
