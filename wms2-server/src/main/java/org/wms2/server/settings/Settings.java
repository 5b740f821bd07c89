package org.wms2.server.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The effective value of every property and where it comes from. Of several sources the first that names a property
 * counts: flag, {@code WMS2_*} variable, file, default. Values are read when the settings are made, so a bad one fails
 * at once and not in the middle of the work.
 */
public final class Settings {
    /** Every property there is. */
    public static final List<Setting<?>> ALL = Stream.of(
                    Places.ALL,
                    Wires.ALL,
                    Schedds.ALL,
                    Work.ALL,
                    Serving.ALL,
                    CallLimits.ALL,
                    Alerting.ALL,
                    Jobs.ALL,
                    House.ALL)
            .flatMap(List::stream)
            .toList();

    private final Map<String, Value> values;
    private final Path home;
    private final @Nullable Path file;

    private Settings(Map<String, Value> values, Path home, @Nullable Path file) {
        this.values = values;
        this.home = home;
        this.file = file;
    }

    /** A property's text and its source; the text is null if nobody set it and it has no default. */
    private record Value(@Nullable String text, String source) {}

    /** A property as {@code wms2 doctor} and messages show it: secrets masked, source in words. */
    public record Shown(String key, String value, String source) {}

    /**
     * Puts the sources together.
     *
     * @param flags by key, only those that were given
     * @param account who runs this, for the default home
     * @param userHome home directory of the account
     * @throws Wms2Exception with code USAGE if a variable or the file names a property that does not exist, if the file
     *     cannot be read, or a value is not one
     */
    public static Settings resolve(
            Map<String, String> flags, Map<String, String> environment, String account, Path userHome) {
        SettingsSources.refuseUnknownVariables(environment, ALL);
        Map<String, Value> values = new LinkedHashMap<>();
        Path home = Optional.ofNullable(SettingsSources.given(Places.HOME, flags, environment))
                .map(given -> Places.HOME.read(given, "home"))
                .orElseGet(() -> Places.defaultHome(account, userHome));
        Optional<Path> file = SettingsSources.file(flags, environment, home);
        Map<String, String> fromFile =
                file.map(f -> SettingsSources.load(f, ALL)).orElseGet(Map::of);
        for (Setting<?> setting : ALL) {
            Value value = value(
                    setting,
                    flags,
                    environment,
                    fromFile,
                    file.map(Path::toString).orElse(""));
            if (value.text() != null) {
                setting.read(value.text(), value.source());
            }
            values.put(setting.key(), value);
        }
        return new Settings(values, home, file.orElse(null));
    }

    private static Value value(
            Setting<?> setting,
            Map<String, String> flags,
            Map<String, String> environment,
            Map<String, String> fromFile,
            String file) {
        String flag = flags.get(setting.key());
        if (flag != null) {
            return new Value(flag, "--" + setting.key());
        }
        String variable = environment.get(setting.variable());
        if (variable != null && !variable.isBlank()) {
            return new Value(variable, setting.variable());
        }
        String property = fromFile.get(setting.key());
        return property == null ? new Value(setting.fallback(), "default") : new Value(property, file);
    }

    /** The value of a property that always has one. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.USAGE,
                        setting.key() + " is not set: give --" + setting.key() + " or " + setting.variable() + " ("
                                + setting.unit() + ")"));
    }

    /** The value of a property; empty if nobody set it and it has no default. */
    public <T> Optional<T> find(Setting<T> setting) {
        Value value = values.get(setting.key());
        if (value == null || value.text() == null) {
            return Optional.empty();
        }
        return Optional.of(setting.read(value.text(), value.source()));
    }

    /** Whether somebody said so, and not only the default. */
    public boolean isGiven(Setting<?> setting) {
        Value value = values.get(setting.key());
        return value != null && !value.source().equals("default");
    }

    /** WMS2's home directory; it may not exist yet. */
    public Path home() {
        return home;
    }

    /** The file that was read, if there is one. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Every property with its effective value, in the order of {@link #ALL}. */
    public List<Shown> shown() {
        return ALL.stream().map(this::shown).toList();
    }

    private Shown shown(Setting<?> setting) {
        Value value = values.getOrDefault(setting.key(), new Value(null, "default"));
        String text = value.text() == null ? "" : value.text();
        if (setting.key().equals(Places.HOME.key())) {
            text = home.toString();
        }
        return new Shown(setting.key(), setting.secret() && !text.isEmpty() ? "***" : text, value.source());
    }
}
