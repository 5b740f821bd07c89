package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.TurnResult;
import org.wms2.domain.Wms2;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;

/** One server: turns what is due, dies and comes back as another process. */
final class Server {
    private static final int MOST = 1_000;

    private static final Duration SHORT = Duration.ofSeconds(10);

    private final String name;
    private final VirtualTime time;
    private final Chance chance;
    private final Journal journal;
    private final Laws laws;
    private final Function<String, Wms2> processes;
    private final Duration idle;
    private final Map<RequestName, Instant> notBefore = new HashMap<>();
    private @Nullable Wms2 process;
    private int starts;
    private Instant wakes;

    /** Looks at least once in {@code idle}, even if nothing is due. */
    Server(
            String name,
            VirtualTime time,
            Chance chance,
            Journal journal,
            Laws laws,
            Function<String, Wms2> processes,
            Duration idle) {
        this.name = name;
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.laws = laws;
        this.processes = processes;
        this.idle = idle;
        this.wakes = time.instant();
    }

    /** When it does something again. */
    Instant wakes() {
        return wakes;
    }

    /** Something is new: it looks soon. */
    void nudge() {
        Instant soon = time.instant().plus(SHORT);
        if (process != null && soon.isBefore(wakes)) {
            wakes = soon;
        }
    }

    /** Turns everything that is due, once or a few times. */
    void work() {
        try {
            if (process == null) {
                starts++;
                process = processes.apply(name + "-" + starts);
                journal.note(name + " starts as process " + starts);
            }
            Wms2 wms2 = Objects.requireNonNull(process);
            Instant next = time.instant().plus(idle);
            for (RequestName request : wms2.due(MOST)) {
                if (!notBefore.getOrDefault(request, Instant.MIN).isAfter(time.instant())) {
                    turn(wms2, request);
                }
                Instant again = notBefore.getOrDefault(request, next);
                next = again.isBefore(next) ? again : next;
            }
            Instant earliest = time.instant().plus(SHORT);
            wakes = next.isBefore(earliest) ? earliest : next;
        } catch (Crash e) {
            process = null;
            notBefore.clear();
            wakes = time.instant().plus(chance.between(Duration.ofSeconds(20), Duration.ofMinutes(30)));
        }
    }

    private void turn(Wms2 wms2, RequestName request) {
        int turns = chance.between(1, 40);
        for (int i = 0; i < turns; i++) {
            try {
                TurnResult result = wms2.turn(request);
                switch (result.kind()) {
                    case MOVED -> notBefore.put(request, time.instant());
                    case WAITING -> notBefore.put(request, result.nextLook());
                    case WATCHING -> notBefore.put(request, time.instant().plus(Duration.ofMinutes(1)));
                    case FINAL -> notBefore.put(request, Instant.MAX);
                }
                if (result.kind() != TurnResult.Kind.MOVED) {
                    return;
                }
            } catch (Wms2Exception e) {
                if (e.code() != ErrorCode.DATABASE_UNAVAILABLE) {
                    laws.breaks("a turn of " + request + " ended in " + e.code() + ": " + e.text());
                }
                notBefore.put(request, time.instant().plus(Duration.ofSeconds(30)));
                return;
            } catch (RuntimeException e) {
                laws.breaks("a turn of " + request + " ended in " + e);
                return;
            }
        }
    }
}
