package org.wms2.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wms2.domain.Specs;
import org.wms2.domain.Wms2;
import org.wms2.domain.World;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/** Every pair of statuses, with and without a live DAG, against what design/states.md says, written down once more. */
class RequestMovesTest {
    /** The paper's table, by hand: what the code lists must be this, no more and no less. */
    private static final Map<RequestStatus, Set<RequestStatus>> PAPER = new TreeMap<>(Map.of(
            RequestStatus.NEW, statuses("submitted held active aborted failed"),
            RequestStatus.SUBMITTED, statuses("queued held active aborted failed"),
            RequestStatus.QUEUED, statuses("pilot_running planning active held aborted failed"),
            RequestStatus.PILOT_RUNNING, statuses("planning stopping active held aborted failed"),
            RequestStatus.PLANNING, statuses("active queued held aborted failed"),
            RequestStatus.ACTIVE, statuses("queued partial completed held stopping aborted failed"),
            RequestStatus.PARTIAL, statuses("resubmitting queued held active aborted failed"),
            RequestStatus.STOPPING, statuses("resubmitting held partial aborted failed active"),
            RequestStatus.RESUBMITTING, statuses("queued partial held active aborted failed"),
            RequestStatus.HELD, statuses("stopping active resubmitting queued new submitted aborted failed")));

    private static Set<RequestStatus> statuses(String words) {
        return Arrays.stream(words.split(" "))
                .map(w -> RequestStatus.valueOf(w.toUpperCase(java.util.Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RequestStatus.class)));
    }

    static Stream<List<RequestStatus>> pairs() {
        List<List<RequestStatus>> all = new ArrayList<>();
        for (RequestStatus from : RequestStatus.values()) {
            for (RequestStatus to : RequestStatus.values()) {
                all.add(List.of(from, to));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theTableListsWhatThePaperListsAndRefusesTheRest(List<RequestStatus> pair) {
        boolean legal = PAPER.getOrDefault(pair.get(0), Set.of()).contains(pair.get(1));

        assertThat(RequestMoves.TABLE.refusal(pair.get(0), pair.get(1)).isEmpty())
                .as("%s to %s", pair.get(0), pair.get(1))
                .isEqualTo(legal);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noMoveLeavesALiveDagWhereNoneMayBe(List<RequestStatus> pair) {
        RequestStatus from = pair.get(0);
        RequestStatus to = pair.get(1);
        RequestState live = running(from);
        List<Change> move = List.of(new Change.MoveRequest(from, to, "why", ""));
        List<Change> withItsEnd = List.of(end(live), new Change.MoveRequest(from, to, "why", ""));
        boolean listed = PAPER.getOrDefault(from, Set.of()).contains(to);
        boolean mayBeLive = EnumSet.of(
                        RequestStatus.PILOT_RUNNING, RequestStatus.ACTIVE, RequestStatus.STOPPING, RequestStatus.HELD)
                .contains(to);

        assertThat(passes(live, move)).isEqualTo(listed && mayBeLive);
        assertThat(passes(live, withItsEnd))
                .isEqualTo(listed && (to != RequestStatus.STOPPING || from == RequestStatus.PILOT_RUNNING));
    }

    @Test
    void aRefusedMoveSaysWhyAndNothingIsStored() {
        RequestState live = running(RequestStatus.ACTIVE);
        List<Change> move = List.of(new Change.MoveRequest(RequestStatus.ACTIVE, RequestStatus.PARTIAL, "why", ""));

        assertThatThrownBy(() -> MoveGuard.check(live, move))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContaining("does not move from ACTIVE to PARTIAL while DAG")
                .hasMessageContaining("is live");
    }

    private static boolean passes(RequestState state, List<Change> changes) {
        return changes.stream()
                .filter(Change.MoveRequest.class::isInstance)
                .map(Change.MoveRequest.class::cast)
                .map(m -> MoveGuard.refusal(state, changes, m))
                .allMatch(Optional::isEmpty);
    }

    private static Change end(RequestState state) {
        Dag dag = state.liveDag().orElseThrow();
        return new Change.MoveDag(dag.key(), dag.status(), DagStatus.STOPPED, "gone");
    }

    /** A request with a running DAG, in a status of our choice. */
    private static RequestState running(RequestStatus status) {
        World world = new World();
        RequestName name = world.assigned(Specs.generator("gen", 400));
        Wms2 wms2 = world.process("a");
        wms2.importRequest(name, RequestOptions.NONE);
        world.settle(wms2, name);
        Request r = world.request(name);
        RequestState state = RequestState.of(r, world.stores);
        Request other = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                status,
                r.spec(),
                r.rawDocument(),
                r.options(),
                r.priority(),
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                r.nextLook(),
                r.version());
        return new RequestState(
                other, state.workflow(), state.dag(), state.units(), state.blocks(), state.wishes(), false);
    }
}
