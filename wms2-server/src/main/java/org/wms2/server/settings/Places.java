package org.wms2.server.settings;

import java.nio.file.Path;
import java.util.List;

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

    /** {@code ~/.wms2}; for the account wms2, which does root's work, {@code /var/lib/wms2}. */
    static Path defaultHome(String account, Path userHome) {
        return account.equals(ACCOUNT) || account.equals("root") ? Path.of("/var/lib/wms2") : userHome.resolve(".wms2");
    }
}
