package org.wms2.condor.dag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** Scripts and shared submit files that are copied as they are, from the resources below {@code org/wms2/condor}. */
public final class StaticFiles {
    /** The submit files, one per role. */
    static final List<String> SUBMIT_FILES = List.of("landing.sub", "processing.sub", "merge.sub", "cleanup.sub");

    /** What runs on the worker, or as a POST script. */
    static final List<String> JOB_FILES = List.of(
            "choose_sites.sh",
            "elect_site.sh",
            "group_end.sh",
            "publish_manifest.sh",
            "sites_lib.sh",
            "wms2_claims.py",
            "wms2_cleanup.py",
            "wms2_common.py",
            "wms2_errors.json",
            "wms2_job.py",
            "wms2_job.sh",
            "wms2_lumis.py",
            "wms2_merge.py",
            "wms2_merge_rules.py",
            "wms2_processing.py");

    /** What a pilot runs beside them. */
    static final List<String> PILOT_FILES = List.of("wms2_pilot.py", "wms2_pilot.sh");

    private StaticFiles() {}

    /**
     * Copies resource {@code folder/name} to {@code target/name}; a shell script becomes executable.
     *
     * @throws Wms2Exception if it is not in the jar
     */
    public static void copy(String folder, String name, Path target) throws IOException {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/org/wms2/condor/" + folder + "/" + name)) {
            if (in == null) {
                throw new Wms2Exception(
                        ErrorCode.INTERNAL, "the file " + folder + "/" + name + " is missing in this installation");
            }
            Path file = target.resolve(name);
            Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Modes.file(file, name.endsWith(".sh"));
        }
    }
}
