package org.wms2.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Reads environment and file, and refuses names that mean nothing: a typing error must not be silence. */
final class SettingsSources {
    /** Variables with our prefix that belong to the scripts around the program, not to it. */
    private static final Set<String> OF_THE_SCRIPTS =
            Set.of("WMS2_JDK", "WMS2_MAVEN_DIR", "WMS2_CHECK_MAVEN", "WMS2_DB_PASSWORD", "WMS2_CONDOR_FROM_PATH");

    private static final String FILE_NAME = "wms2.properties";

    private SettingsSources() {}

    static @Nullable String given(Setting<?> setting, Map<String, String> flags, Map<String, String> environment) {
        String flag = flags.get(setting.key());
        String variable = environment.get(setting.variable());
        if (flag == null && variable != null && variable.isBlank()) {
            return null;
        }
        return flag == null ? variable : flag;
    }

    static void refuseUnknownVariables(Map<String, String> environment, List<Setting<?>> known) {
        Set<String> names = known.stream().map(Setting::variable).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String name : environment.keySet()) {
            if (name.startsWith("WMS2_") && !names.contains(name) && !OF_THE_SCRIPTS.contains(name)) {
                unknown.add(name);
            }
        }
        refuse(unknown, "environment", new TreeSet<>(names));
    }

    /** The file named by flag or variable, which must exist; else the one in home if there is one. */
    static Optional<Path> file(Map<String, String> flags, Map<String, String> environment, Path home) {
        String named = given(Places.CONFIG, flags, environment);
        if (named != null) {
            return Optional.of(Places.CONFIG.read(named, "config"));
        }
        Path usual = home.resolve(FILE_NAME);
        return Files.isRegularFile(usual) ? Optional.of(usual) : Optional.empty();
    }

    static Map<String, String> load(Path file, List<Setting<?>> known) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "config: the file " + file + " cannot be read (" + e.getMessage()
                            + "): name one that can with --config or WMS2_CONFIG",
                    e);
        }
        Set<String> names = known.stream()
                .filter(s -> !s.equals(Places.HOME) && !s.equals(Places.CONFIG))
                .map(Setting::key)
                .collect(Collectors.toSet());
        Map<String, String> read = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String name : properties.stringPropertyNames()) {
            if (names.contains(name)) {
                read.put(name, properties.getProperty(name));
            } else {
                unknown.add(name);
            }
        }
        refuse(unknown, file.toString(), new TreeSet<>(names));
        return read;
    }

    private static void refuse(Set<String> unknown, String where, Set<String> known) {
        if (!unknown.isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "unknown in " + where + ": " + String.join(", ", unknown)
                            + "; take it out, or correct it: known are " + String.join(", ", known));
        }
    }
}
