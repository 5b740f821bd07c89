package org.wms2.domain.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.domain.why.StuckRule;
import org.wms2.ports.htcondor.DiskRoom;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;

/** No DAG is written onto a disk that it would fill. */
class DiskGuardTest {
    private static final long GB = 1_000_000_000L;

    private final World world = new World();
    private final Wms2 wms2 = world.process("a");

    private static DiskRoom room(long bytes, long files) {
        return new DiskRoom("the submit directories", "/submit", bytes, files, GB);
    }

    private RequestName imported() {
        RequestName request = world.assigned(Specs.generator("r", 400));
        wms2.importRequest(request, RequestOptions.NONE);
        return request;
    }

    @Test
    void a_request_waits_with_a_cause_until_there_is_room_and_nothing_is_written() {
        world.disk.rooms.add(room(GB, Long.MAX_VALUE));
        RequestName name = imported();
        world.settle(wms2, name);
        Request waits = world.request(name);
        assertThat(waits.status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(waits.cause()).isEqualTo(Cause.DISK_FULL);
        assertThat(waits.reason()).contains("/submit").contains("disk-reserve").contains("953 MiB free");
        assertThat(waits.nextLook()).isAfter(world.now());
        assertThat(world.stores.work().dags(name)).isEmpty();
        assertThat(wms2.why(name).cause()).isEqualTo(Cause.DISK_FULL);
        assertThat(wms2.why(name).command()).contains("wms2 archive");
        assertThat(wms2.sites()).isEmpty();

        world.pass(Duration.ofHours(2));
        world.settle(wms2, name);
        Request still = world.request(name);
        assertThat(still.causeSince()).isEqualTo(waits.causeSince());
        assertThat(StuckRule.of(still, world.now())).isPresent();

        world.disk.rooms.clear();
        world.disk.rooms.add(room(10 * GB, 1_000_000));
        world.pass(Duration.ofHours(1));
        Request end = world.live(wms2, name);
        assertThat(end.status()).as(end.reason()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void a_disk_without_room_for_files_is_full_too() {
        world.disk.rooms.add(room(100 * GB, 50));
        RequestName name = imported();
        world.settle(wms2, name);
        assertThat(world.request(name).cause()).isEqualTo(Cause.DISK_FULL);
        assertThat(world.request(name).reason()).contains("50 files");
    }

    @Test
    void the_other_disks_must_only_keep_their_reserve() {
        DiskRoom submit = room(100 * GB, Long.MAX_VALUE);
        assertThat(DiskGuard.tooFull(500, 25_000, List.of(submit))).isEmpty();
        assertThat(DiskGuard.tooFull(500, 25_000, List.of(submit, new DiskRoom("pool", "/p", GB, 0, GB))))
                .isEmpty();
        assertThat(DiskGuard.tooFull(500, 25_000, List.of(submit, new DiskRoom("pool", "/p", GB - 1, 9, GB))))
                .get()
                .asString()
                .contains("pool (/p)");
        assertThat(DiskGuard.tooFull(1, 1, List.of())).isEmpty();
    }

    @Test
    void the_bound_grows_with_work_units_and_jobs() {
        DiskRoom small = room(GB + (300L << 20), Long.MAX_VALUE);
        assertThat(DiskGuard.tooFull(20, 1_000, List.of(small))).isEmpty();
        assertThat(DiskGuard.tooFull(600, 1_000, List.of(small))).isPresent();
        assertThat(DiskGuard.tooFull(20, 30_000, List.of(small))).isPresent();
    }
}
