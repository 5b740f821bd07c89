package org.wms2.domain.housekeeping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.ports.htcondor.DiskRoom;
import org.wms2.ports.htcondor.SubmitDisk;
import org.wms2.ports.request.Cause;

/**
 * Whether a DAG may be written: what it will have put on the disk by its end, DAGMan's and the jobs' files with it, must
 * leave the reserve untouched. Pure.
 *
 * <p>Measured on whole runs of 2 to 6 work units: 106 kB and 28 files for a DAG, 150 kB and 28 files for each work unit,
 * 4 kB and 3 files for each job. Bounds are three to five times that, for retries and longer logs.
 */
public final class DiskGuard {
    /** The service's name in the error of a write that found no room. */
    public static final String DISK = "submit disk";

    private static final long DAG_BYTES = 1 << 20;
    private static final long UNIT_BYTES = 512 << 10;
    private static final long JOB_BYTES = 16 << 10;
    private static final long DAG_FILES = 100;
    private static final long UNIT_FILES = 100;
    private static final long JOB_FILES = 12;

    private DiskGuard() {}

    /** The plan; or that it must wait, if a disk has no room for it. */
    public static RoundPlan checked(RoundPlan plan, SubmitDisk disk) {
        if (!(plan instanceof RoundPlan.Ready ready)) {
            return plan;
        }
        return tooFull(ready.workUnits(), ready.jobs(), disk.rooms())
                .<RoundPlan>map(why -> new RoundPlan.MustWait(Cause.DISK_FULL, why, List.of()))
                .orElse(ready);
    }

    /** Why a DAG of so many work units and jobs is not written now; empty if it may be. */
    static Optional<String> tooFull(int workUnits, long jobs, List<DiskRoom> rooms) {
        long bytes = DAG_BYTES + workUnits * UNIT_BYTES + jobs * JOB_BYTES;
        long files = DAG_FILES + workUnits * UNIT_FILES + jobs * JOB_FILES;
        for (int i = 0; i < rooms.size(); i++) {
            DiskRoom room = rooms.get(i);
            boolean written = i == 0;
            if (!room.holds(written ? bytes : 0, written ? files : 0)) {
                String need = written ? mib(bytes) + " and " + files + " files for its DAG, and " : "";
                return Optional.of("the disk of " + room.name() + " (" + room.path() + ") has " + mib(room.freeBytes())
                        + (room.freeFiles() == Long.MAX_VALUE ? "" : " and " + room.freeFiles() + " files")
                        + " free: needed are " + need + mib(room.reserveBytes()) + " that stay free (disk-reserve)");
            }
        }
        return Optional.empty();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }
}
