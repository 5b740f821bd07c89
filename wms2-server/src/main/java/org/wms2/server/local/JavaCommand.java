package org.wms2.server.local;

import java.util.List;

/**
 * How to start another JVM with our own classes.
 *
 * @param java the program
 * @param classPath as for {@code -cp}
 */
public record JavaCommand(String java, String classPath) {
    /** As the launcher says ({@code wms2.java}, {@code wms2.app}); without one, as this JVM was started. */
    public static JavaCommand ofThisProcess() {
        String app = System.getProperty("wms2.app", "");
        String java = System.getProperty("wms2.java", System.getProperty("java.home", "/usr") + "/bin/java");
        String classPath = app.isEmpty() ? System.getProperty("java.class.path", "") : app + "/lib/*";
        return new JavaCommand(java, classPath);
    }

    /** The words of a command that runs a main class in a session of its own. */
    List<String> inOwnSession(String mainClass, List<String> arguments) {
        List<String> words = new java.util.ArrayList<>(
                List.of("setsid", java, "-Xlog:disable", "-XX:+UseSerialGC", "-Xmx512m", "-cp", classPath, mainClass));
        words.addAll(arguments);
        return words;
    }
}
