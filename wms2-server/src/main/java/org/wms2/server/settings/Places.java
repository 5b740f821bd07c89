package org.wms2.server.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * Where things lie on this machine.
 *
 * @param home everything that WMS2 keeps here
 * @param submitDir submit directories of DAGs; DAGMan's account must be able to write there
 * @param storage the pretended sites' storage of the local profile
 * @param htcondor where HTCondor is unpacked
 * @param log log files of the local profile's services
 */
public record Places(Path home, Path submitDir, Path storage, Path htcondor, Path log) {
    public static final Setting<Path> HOME =
            Setting.of("home", "a directory", "Everything that WMS2 keeps on this machine", null, Readers::path);
    public static final Setting<Path> CONFIG =
            Setting.of("config", "a file", "Properties file; default <home>/wms2.properties", null, Readers::path);
    public static final Setting<Path> SUBMIT_DIR = Setting.of(
            "submit-dir", "a directory", "Submit directories of DAGs; default <home>/submit", null, Readers::path);
    public static final Setting<Path> HTCONDOR_CACHE = Setting.of(
            "htcondor-cache",
            "a directory",
            "Where HTCondor is unpacked for the personal pool; default <home>/htcondor",
            null,
            Readers::path);

    static final List<Setting<?>> ALL = List.of(HOME, CONFIG, SUBMIT_DIR, HTCONDOR_CACHE);

    private static final String ACCOUNT = "wms2";
    private static final Path TMP = Path.of("/tmp");

    /** The places that settings give. */
    public static Places of(Settings settings) {
        Path home = settings.home();
        return new Places(
                home,
                settings.find(SUBMIT_DIR).orElseGet(() -> home.resolve("submit")),
                home.resolve("storage"),
                settings.find(HTCONDOR_CACHE).orElseGet(() -> home.resolve("htcondor")),
                home.resolve("log"));
    }

    /**
     * Returns if DAGMan runs DAGs in the submit directory: it refuses all below /tmp (strict by default, seen in 23.9.6).
     *
     * @throws Wms2Exception with code USAGE if it does not
     */
    public void requireSubmitDirForDagman() {
        Path written = submitDir.toAbsolutePath().normalize();
        Path real = real(written);
        if (written.startsWith(TMP) || real.startsWith(TMP)) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "submit-dir: found " + submitDir + (real.equals(written) ? "" : " (" + real + ")")
                            + ", DAGMan runs nothing below /tmp: give another --submit-dir, or another WMS2_HOME");
        }
    }

    /** Where a path leads, links followed as far as it exists. */
    private static Path real(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            return path;
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return real(parent).resolve(path.getFileName());
        }
    }

    /** {@code ~/.wms2}; for the account wms2, which does root's work, {@code /var/lib/wms2}. */
    static Path defaultHome(String account, Path userHome) {
        return account.equals(ACCOUNT) || account.equals("root") ? Path.of("/var/lib/wms2") : userHome.resolve(".wms2");
    }
}
