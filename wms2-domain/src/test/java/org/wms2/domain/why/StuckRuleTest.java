package org.wms2.domain.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.domain.why.StuckRule.Stuck;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.AlertKind;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;

class StuckRuleTest extends Stage {
    @ParameterizedTest
    @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyCauseOfAWaitHasAClockThatRunsOutOnce(Cause cause) {
        RequestName name = generator(400);
        Instant begin = world.now();
        row(name, new Change.Wait(cause, "words", begin));
        Request request = world.request(name);
        Duration limit = StuckLimits.of(cause).orElse(Duration.ofDays(365));

        assertThat(StuckRule.of(request, begin.plus(limit))).isEmpty();

        if (StuckLimits.of(cause).isPresent()) {
            assertThat(StuckRule.of(request, begin.plus(limit).plusMillis(1)))
                    .contains(new Stuck(request, cause, begin, limit));
        }
    }

    @Test
    void otherWordsOfTheSameCauseDoNotStopTheClock() {
        RequestName name = generator(400);
        Instant begin = world.now();
        row(name, new Change.Wait(Cause.DBS_SILENT, "no answer", begin));
        world.pass(Duration.ofMinutes(59));
        row(name, new Change.Wait(Cause.DBS_SILENT, "still no answer", world.now()));
        world.pass(Duration.ofMinutes(2));

        assertThat(wms2.stuck()).singleElement().satisfies(s -> {
            assertThat(s.request().name()).isEqualTo(name);
            assertThat(s.since()).isEqualTo(begin);
        });
    }

    @Test
    void aScheddThatIsSilentForDaysIsToldAndMovesNothing() {
        RequestName name = running(400);
        world.condor.reachable(false);
        later(name);
        Instant begin = world.request(name).causeSince();
        for (int i = 0; i < 48; i++) {
            world.pass(Duration.ofHours(1));
            world.settle(wms2, name);
        }

        assertThat(world.request(name).status()).isEqualTo(RequestStatus.ACTIVE);
        assertThat(wms2.alert(world.request(name))).contains(new Alert(name, AlertKind.STUCK, begin));
    }

    @Test
    void aHeldRequestIsNotStuckButWorthAnAlert() {
        RequestName name = generator(400);
        wms2.wish(name, NewWish.of(WishKind.HOLD, "op@desk", ""));
        Request held = world.settle(wms2, name).request();
        world.pass(Duration.ofDays(100));

        assertThat(wms2.stuck()).isEmpty();
        Alert alert = new Alert(name, AlertKind.HELD, held.statusSince());
        assertThat(wms2.alert(held)).contains(alert);
        assertThat(wms2.isNew(alert)).isTrue();
        assertThat(wms2.isNew(alert)).isFalse();
    }

    @Test
    void whatHasEndedIsNeitherStuckNorWorthAnAlert() {
        RequestName name = generator(400);
        Request done = world.live(wms2, name);
        world.pass(Duration.ofDays(100));

        assertThat(done.status()).isEqualTo(RequestStatus.COMPLETED);
        assertThat(wms2.stuck()).isEmpty();
        assertThat(wms2.alert(done)).isEmpty();
        Blockage blockage = why(name);
        assertThat(blockage.cause()).isEqualTo(Cause.NONE);
        assertThat(blockage.predicate()).isEqualTo("it has ended");
    }

    @Test
    void whatHasEndedAndStillOwesSomethingIsListedAndWorthAnAlert() {
        RequestName name = generator(400);
        world.live(wms2, name);
        Instant begin = world.now();
        row(name, new Change.SetOwing(true), new Change.Wait(Cause.REQMGR2_SILENT, "completed", begin));
        world.pass(Duration.ofMinutes(59));
        assertThat(wms2.stuck()).isEmpty();
        world.pass(Duration.ofMinutes(2));

        Request owing = world.request(name);
        assertThat(wms2.stuck()).containsExactly(new Stuck(owing, Cause.REQMGR2_SILENT, begin, Duration.ofHours(1)));
        assertThat(wms2.alert(owing)).contains(new Alert(name, AlertKind.STUCK, begin));
    }
}
