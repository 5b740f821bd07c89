package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;

/** What goes wrong between a server and a service: drawn anew for every call. */
final class Faults {
    /** The word for our own database: its errors are of another kind. */
    static final String DATABASE = "database";

    private final VirtualTime time;
    private final Chance chance;
    private final Journal journal;
    private final Map<String, Instant> downUntil = new HashMap<>();
    private FaultRates rates;

    Faults(VirtualTime time, Chance chance, Journal journal, FaultRates rates) {
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.rates = rates;
    }

    /** From now on nothing goes wrong, and everybody is back. */
    void end() {
        rates = FaultRates.NONE;
        downUntil.clear();
    }

    /** Whether somebody may stand still or die between two statements. */
    void point(String where, Consumer<Duration> standStill) {
        if (chance.happens(rates.crash())) {
            journal.note("dies " + where);
            throw new Crash(where);
        }
        if (chance.happens(rates.pause())) {
            Duration pause = chance.between(Duration.ofMinutes(6), Duration.ofMinutes(90));
            journal.note("stands still for " + pause.toMinutes() + " min " + where);
            standStill.accept(pause);
            journal.note("goes on " + where);
        }
    }

    /** One call of a service; an effect may also be done twice or lose its answer. */
    <T extends @Nullable Object> T call(
            String service, String what, boolean effect, Consumer<Duration> standStill, Supplier<T> call) {
        String name = service + "." + what;
        point("before " + name, standStill);
        if (chance.happens(rates.outage())) {
            Duration gone = chance.between(Duration.ofMinutes(2), Duration.ofHours(2));
            downUntil.put(service, time.instant().plus(gone));
            journal.note(service + " is gone for " + gone.toMinutes() + " min");
        }
        if (downUntil.getOrDefault(service, Instant.MIN).isAfter(time.instant())) {
            throw silent(service, "no answer");
        }
        if (chance.happens(rates.delay())) {
            time.pass(chance.between(Duration.ofSeconds(1), Duration.ofMinutes(2)));
        }
        if (chance.happens(rates.refusal())) {
            throw silent(service, "busy, try later");
        }
        T answer = call.get();
        if (effect) {
            journal.note(name + " done");
            if (chance.happens(rates.duplicate())) {
                journal.note(name + " arrives twice");
                again(call);
            }
        }
        point("after " + name, standStill);
        if (effect && chance.happens(rates.lost())) {
            journal.note(name + ": the answer is lost");
            throw silent(service, "the answer is lost");
        }
        return answer;
    }

    private <T extends @Nullable Object> void again(Supplier<T> call) {
        try {
            T second = call.get();
            journal.note("the second time it answers " + (second == null ? "nothing" : "again"));
        } catch (Wms2Exception e) {
            journal.note("the second time it says: " + e.text());
        }
    }

    private static Wms2Exception silent(String service, String why) {
        return service.equals(DATABASE)
                ? new Wms2Exception(ErrorCode.DATABASE_UNAVAILABLE, why)
                : new ServiceUnavailableException(service, why);
    }
}
