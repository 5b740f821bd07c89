package org.wms2.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.PriorityQueue;

/** A clock that moves only when told to, and what happens meanwhile: in the order of time, then of asking. */
final class VirtualTime implements InstantSource {
    private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long asked;
    private Instant now;

    VirtualTime(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets something happen in a while. */
    void in(Duration wait, Runnable what) {
        events.add(new Event(now.plus(wait), asked++, what));
    }

    /** When something happens next; empty if nothing does. */
    Optional<Instant> next() {
        return Optional.ofNullable(events.peek()).map(Event::at);
    }

    /** Time passes, and what falls into it happens. */
    void pass(Duration time) {
        advanceTo(now.plus(time));
    }

    /** Time passes up to a moment, included; nothing if that is over. */
    void advanceTo(Instant moment) {
        while (!events.isEmpty() && !events.peek().at().isAfter(moment)) {
            Event event = events.remove();
            now = event.at().isAfter(now) ? event.at() : now;
            event.what().run();
        }
        now = moment.isAfter(now) ? moment : now;
    }
}
