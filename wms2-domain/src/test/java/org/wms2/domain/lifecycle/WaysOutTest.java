package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** There is a way out of everything: whatever a request waits for, what is wished of it happens, and its clocks run. */
class WaysOutTest {
    private final World world = new World();
    private final Wms2 wms2 = world.process("a");
    private final RequestName name = world.assigned(Specs.generator("gen", 600));
    private final DagKey key = world.key(name, 0);

    private void running() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        world.condor.start(key);
    }

    private Request later() {
        return later(Duration.ofSeconds(31));
    }

    private Request later(Duration time) {
        world.pass(time);
        return world.settle(wms2, name).request();
    }

    private void wish(WishKind kind) {
        wms2.wish(name, NewWish.of(kind, "op@desk", ""));
    }

    private void inConflict() {
        running();
        String directory = world.dag(name).directory();
        world.condor.finish(key, 0);
        WorkUnitManifest whole = world.files.manifest(directory, 0).orElseThrow();
        world.files.replaceManifest(
                directory, new WorkUnitManifest(whole.id(), 0, whole.site(), whole.jobs() + 1, whole.files()));
        assertThat(later().cause()).isEqualTo(Cause.OUTPUT_CONFLICT);
    }

    @ParameterizedTest
    @EnumSource(
            value = WishKind.class,
            names = {"ABORT", "FAIL", "STOP"})
    void aRequestWhoseOutputsAreInConflictCanBeStopped(WishKind kind) {
        inConflict();
        wish(kind);

        Request end = world.live(wms2, name);
        for (int i = 0; i < 30; i++) {
            end = later();
        }

        RequestStatus expected = switch (kind) {
            case ABORT -> RequestStatus.ABORTED;
            case FAIL -> RequestStatus.FAILED;
            default -> RequestStatus.HELD;
        };
        assertThat(end.status()).as(end.reason()).isEqualTo(expected);
        assertThat(world.dag(name).status().isOpen()).isFalse();
        assertThat(world.stores.work().transitions(name).stream()
                        .filter(t -> t.kind() == SubjectKind.REQUEST && t.to().equals("stopping")))
                .hasSize(1);
    }

    @Test
    void aRequestThatIsHeldForItsDagmanIsReleasedWithIt() {
        running();
        for (int i = 0; i < 4; i++) {
            world.condor.hold(key, 26, "spool was full");
            later();
            if (world.request(name).status() == RequestStatus.ACTIVE) {
                world.condor.start(key);
            }
        }
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.HELD);

        wish(WishKind.RELEASE);

        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void theClockOfAPlanThatMustWaitRunsOnWhileItIsTriedAgain() {
        world.input(2, 5);
        RequestName lumi = world.assigned(
                Specs.byLumi("rereco", new org.wms2.ports.request.LumiMask(new java.util.TreeMap<>()), Duration.ZERO));
        for (String site : List.of("T2_CH_CERN", "T1_US_FNAL")) {
            wms2.ban(new SiteName(site), null, Duration.ofDays(30), "power cut");
        }
        wms2.importRequest(lumi, RequestOptions.NONE);
        world.settle(wms2, lumi);
        Instant since = world.request(lumi).causeSince();
        assertThat(world.request(lumi).cause()).isEqualTo(Cause.NO_SITE);

        for (int i = 0; i < 10; i++) {
            world.pass(Duration.ofMinutes(11));
            world.settle(wms2, lumi);
        }

        assertThat(world.request(lumi).cause()).isEqualTo(Cause.NO_SITE);
        assertThat(world.request(lumi).causeSince()).isEqualTo(since);
    }

    @Test
    void whatADagmanRemovedByForceHasLeftIsRemovedBeforeTheRelease() {
        running();
        world.condor.finish(key, 0);
        world.condor.removeByOther(key);
        Request held = later();
        world.condor.linger(key, 3);
        later(Duration.ofMinutes(6));
        wish(WishKind.RELEASE);

        later();
        Request waiting = later(Duration.ofMinutes(2));

        assertThat(world.condor.leftoversRemoved(key)).isTrue();
        assertThat(waiting.status()).isEqualTo(RequestStatus.HELD);
        assertThat(waiting.reason()).isEqualTo(held.reason());
        world.condor.linger(key, 0);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    @Test
    void aReleaseDuringAProductionStepDoesNotHoldTheRequest() {
        wms2.importRequest(
                name,
                new RequestOptions(
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        List.of(new ProductionStep(0.3, 70_000)),
                        CleanupPolicy.KEEP_UNTIL_REPLACED));
        world.settle(wms2, name);
        world.condor.start(key);
        world.condor.finish(key, 0);
        world.condor.linger(key, 1);
        later();
        later();
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.STOPPING);
        wish(WishKind.RELEASE);
        world.condor.linger(key, 0);

        later();

        assertThat(world.request(name).status()).isNotEqualTo(RequestStatus.HELD);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.request(name).priority()).isEqualTo(70_000);
    }

    @Test
    void aRequestThatIsHeldForItsFailuresBansTheSiteThatIsToBlame() {
        SiteName cern = new SiteName("T2_CH_CERN");
        running();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            world.condor.fail(key, ordinal, cern, FailureCategory.SITE, 71, 1);
        }
        world.condor.end(key, 1);

        assertThat(later().cause()).isEqualTo(Cause.FAILURES);
        assertThat(world.stores.sites().bans(world.now()))
                .extracting(SiteBan::site, SiteBan::request)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(cern, name));
    }

    @Test
    void aDagThatEndedByItselfDuringAStopIsJudgedByItsEnd() {
        running();
        world.condor.finish(key, 0);
        world.condor.finish(key, 1);
        world.condor.fail(key, 2, "job 1 failed with status 8001");
        world.condor.end(key, 1);
        wish(WishKind.STOP);

        Request held = later();

        assertThat(held.status()).isEqualTo(RequestStatus.HELD);
        assertThat(world.dag(name).status()).isEqualTo(DagStatus.PARTIAL);
        assertThat(world.stores.work().counts(name).in(org.wms2.ports.dag.WorkUnitStatus.FAILED))
                .isEqualTo(1);
    }

    @Test
    void outputsGoTheirWayWhileTheScheddIsSilent() {
        running();
        world.condor.finish(key, 0);
        later();
        world.condor.reachable(false);
        long before = world.stores.outputs().blocks(name).stream()
                .filter(b -> b.status().isRegistered())
                .count();
        for (int i = 0; i < 300; i++) {
            later(Duration.ofMinutes(10));
        }

        assertThat(before).isZero();
        assertThat(world.stores.outputs().blocks(name))
                .as("closed by age, then registered")
                .anyMatch(b -> b.status().isRegistered());
    }
}
