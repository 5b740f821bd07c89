package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.request.CleanupPolicy.KEEP_UNTIL_REPLACED;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.wms2.domain.Restarted;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

/** Restart: a new processing version of a request that has ended, or is held. */
class RestartTest {
    private static final String WHO = "alice@here";
    private static final RequestName NEXT = new RequestName("gen_v2");

    private final World world = new World();
    private final Wms2 wms2 = world.process("first");
    private final RequestName name = world.assigned(Specs.generator("gen", 400));

    private void completed() {
        wms2.importRequest(name, RequestOptions.NONE);
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.COMPLETED);
    }

    private void held() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        wms2.wish(name, NewWish.of(WishKind.STOP, WHO, "look at it"));
        assertThat(world.live(wms2, name).status()).isEqualTo(RequestStatus.HELD);
    }

    private static void conflict(ThrowingCallable what, String words) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining(words);
    }

    @Test
    void aCompletedRequestIsMadeAgainUnderTheNextVersionFromTheDocumentOfItsSource() {
        completed();
        Restarted restarted = wms2.restart(name, WHO, "bad calibration", KEEP_UNTIL_REPLACED);
        assertThat(restarted.next().name()).isEqualTo(NEXT);
        assertThat(restarted.outputs())
                .containsExactly(
                        new DatasetName("/Primary/Era-Str-v2/GEN-SIM"), new DatasetName("/Primary/Era-Str-v2/AODSIM"));
        Request next = world.live(wms2, NEXT);
        assertThat(next.status()).as(next.reason()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(next.processingVersion()).isEqualTo(2);
        assertThat(next.sourceName()).isEqualTo(name);
        assertThat(next.restartOf()).isEqualTo(name);
        assertThat(world.request(name).supersededBy()).isEqualTo(NEXT);
        assertThat(world.request(name).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(world.dbs.events(new DatasetName("/Primary/Era-Str-v2/AODSIM")))
                .isEqualTo(400);
        assertThat(wms2.audit(NEXT).firstDifference()).isEmpty();
        assertThat(wms2.audit(name).firstDifference()).isEmpty();
    }

    @Test
    void nothingOfTheTwoVersionsHasTheSameName() {
        completed();
        wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED);
        world.live(wms2, NEXT);
        Set<String> before = names(name);
        Set<String> after = names(NEXT);
        assertThat(before).isNotEmpty();
        assertThat(after).hasSameSizeAs(before);
        Set<String> shared = new HashSet<>(before);
        shared.retainAll(after);
        assertThat(shared).isEmpty();
    }

    /** Tags, directories, work units, blocks and LFNs of a request. */
    private Set<String> names(RequestName request) {
        Set<String> names = new HashSet<>();
        for (Dag dag : world.stores.work().dags(request)) {
            names.add(dag.key().tag().toString());
            names.add(dag.directory());
            world.stores.work().workUnits(dag.key()).stream().map(WorkUnit::id).forEach(id -> names.add(id.value()));
        }
        world.stores.outputs().blocks(request).forEach(b -> {
            names.add(b.name().value());
            names.add(b.dataset().value());
            names.addAll(world.stores.outputs().files(b.name()).stream()
                    .map(RegisteredFile::file)
                    .map(f -> f.lfn().value())
                    .collect(Collectors.toSet()));
        });
        return names;
    }

    @Test
    void aHeldRequestEndsAsFailedInTheSameTransaction() {
        held();
        wms2.restart(name, WHO, "wrong tag", KEEP_UNTIL_REPLACED);
        Request old = world.request(name);
        assertThat(old.status()).isEqualTo(RequestStatus.FAILED);
        assertThat(old.reason()).isEqualTo("superseded by gen_v2: wrong tag");
        Transition last = world.stores.work().transitions(name).stream()
                .filter(t -> t.kind() == SubjectKind.REQUEST)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last.who()).isEqualTo(WHO);
        assertThat(last.at()).isEqualTo(world.request(NEXT).createdAt());
        assertThat(world.live(wms2, NEXT).status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(wms2.audit(name).firstDifference()).isEmpty();
    }

    @Test
    void aRequestThatRunsIsNotRestarted() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        conflict(() -> wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED), "stop it first");
        assertThat(world.stores.requests().find(NEXT)).isEmpty();
    }

    @Test
    void aHeldRequestWithALiveDagIsNotRestarted() {
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        Request active = world.request(name);
        DagKey live = world.dag(name).key();
        var claim = world.stores.requests().claim(name, "tester", Duration.ofDays(1));
        world.pass(Duration.ofMinutes(2));
        if (claim.isEmpty()) {
            claim = world.stores.requests().claim(name, "tester", Duration.ofDays(1));
        }
        assertThat(world.stores
                        .requests()
                        .apply(new org.wms2.ports.store.ChangeSet(
                                claim.orElseThrow(),
                                active.version(),
                                world.now(),
                                WHO,
                                List.of(new org.wms2.ports.store.Change.MoveRequest(
                                        active.status(), RequestStatus.HELD, "by hand", "")))))
                .isTrue();
        conflict(() -> wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED), "DAG " + live + " may still run");
    }

    @Test
    void theOldVersionIsRestartedOnceAndTheNewOneIsTheNextToBe() {
        completed();
        wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED);
        conflict(() -> wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED), "has been restarted as gen_v2");
        world.live(wms2, NEXT);
        Restarted third = wms2.restart(NEXT, WHO, "", KEEP_UNTIL_REPLACED);
        assertThat(third.next().name()).isEqualTo(new RequestName("gen_v3"));
        assertThat(third.outputs()).contains(new DatasetName("/Primary/Era-Str-v3/AODSIM"));
        assertThat(third.next().restartOf()).isEqualTo(NEXT);
    }

    @Test
    void anOutputThatDbsHasAlreadyIsNotMadeBySomebodyElseAgain() {
        completed();
        world.dbs.put(new org.wms2.ports.id.BlockName("/Primary/Era-Str-v2/AODSIM#theirs"), List.of());
        conflict(() -> wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED), "DBS has dataset /Primary/Era-Str-v2/AODSIM");
        assertThat(world.request(name).supersededBy()).isNull();
    }

    @Test
    void aDryRunSaysWhatWouldBeMadeAndStoresNothing() {
        completed();
        Restarted preview = wms2.previewRestart(name, KEEP_UNTIL_REPLACED);
        assertThat(preview.next().name()).isEqualTo(NEXT);
        assertThat(preview.blocksToInvalidate()).isEqualTo(2);
        assertThat(world.stores.requests().find(NEXT)).isEmpty();
        assertThat(world.request(name).supersededBy()).isNull();
    }

    @Test
    void anImportOfARequestThatHasEndedSaysThatItMayBeRestarted() {
        completed();
        conflict(
                () -> wms2.importRequest(name, RequestOptions.NONE), "wms2 restart gen makes a new processing version");
        wms2.restart(name, WHO, "", KEEP_UNTIL_REPLACED);
        conflict(() -> wms2.importRequest(name, RequestOptions.NONE), "wms2 import gen_v2 follows it");
        assertThat(wms2.importRequest(NEXT, RequestOptions.NONE).request().name())
                .isEqualTo(NEXT);
    }
}
