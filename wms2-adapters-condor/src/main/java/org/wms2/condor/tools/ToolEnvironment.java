package org.wms2.condor.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole environment of HTCondor's tools: nothing else of ours reaches them, nor the DAGs that inherit from them.
 *
 * @param variables at least PATH
 */
public record ToolEnvironment(Map<String, String> variables) {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    public ToolEnvironment {
        variables = Map.copyOf(variables);
        if (!variables.containsKey("PATH")) {
            throw new IllegalArgumentException("expected PATH in the environment of HTCondor's tools");
        }
    }

    /**
     * For one pool of one's own.
     *
     * @param condorConfig its configuration file
     * @param path directories of HTCondor's programs, separated by ':'
     */
    public static ToolEnvironment of(Path condorConfig, String path) {
        Map<String, String> variables = person();
        variables.put("CONDOR_CONFIG", condorConfig.toString());
        variables.put("PATH", path + ":" + SYSTEM_PATH);
        return new ToolEnvironment(variables);
    }

    /** For the pool that this process's own environment names: CONDOR_CONFIG, _CONDOR_*, PATH and credentials. */
    public static ToolEnvironment ofThisProcess() {
        Map<String, String> variables = person();
        variables.put("PATH", SYSTEM_PATH);
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("_CONDOR_")
                    || name.equals("CONDOR_CONFIG")
                    || name.equals("PATH")
                    || name.equals("KRB5CCNAME")
                    || name.equals("BEARER_TOKEN_FILE")
                    || name.equals("XDG_RUNTIME_DIR")
                    || name.equals("X509_USER_PROXY")) {
                variables.put(name, value);
            }
        });
        return new ToolEnvironment(variables);
    }

    /** The same with one more variable, or another value of it. */
    public ToolEnvironment with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new ToolEnvironment(more);
    }

    /** Where a program is, by PATH. */
    public Optional<Path> find(String program) {
        for (String directory : variables.getOrDefault("PATH", "").split(":", -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> person() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LANG", "C.UTF-8");
        String user = System.getProperty("user.name", "");
        variables.put("USER", user);
        variables.put("LOGNAME", user);
        variables.put("HOME", System.getProperty("user.home", "/"));
        return variables;
    }
}
