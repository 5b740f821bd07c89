package org.wms2.server.simulation;

import java.util.PriorityQueue;

/**
 * The execute slots of all sites together. Who asks gets all that it asked for at once or waits; higher priority first,
 * then who asked earlier.
 */
final class Slots {
    private record Asked(int slots, int priority, long order, Runnable granted) implements Comparable<Asked> {
        @Override
        public int compareTo(Asked other) {
            int byPriority = Integer.compare(other.priority, priority);
            return byPriority != 0 ? byPriority : Long.compare(order, other.order);
        }
    }

    private final int total;
    private final PriorityQueue<Asked> waiting = new PriorityQueue<>();
    private int free;
    private long asked;

    Slots(int total) {
        this.total = total;
        this.free = total;
    }

    /** What an ask for so many gets: never more than there are. */
    int most(int slots) {
        return Math.min(slots, total);
    }

    /** Asks for slots, at most the total; the answer may come at once. */
    void ask(int slots, int priority, Runnable granted) {
        waiting.add(new Asked(slots, priority, asked++, granted));
        grant();
    }

    void giveBack(int slots) {
        free += slots;
        grant();
    }

    private void grant() {
        while (!waiting.isEmpty() && waiting.peek().slots() <= free) {
            Asked first = waiting.remove();
            free -= first.slots();
            first.granted().run();
        }
    }
}
