package org.wms2.domain.splitting;

/**
 * The wanted lumi sections of the run that a walk is at, one stretch of consecutive sections and positions after the
 * other; a stretch may be taken in parts.
 */
final class Stretches {
    private final LumiWalk walk;
    private final Wanted wanted;
    private int range;
    private long rangePosition;
    private long searched;
    private long first;
    private long last = -1;
    private long position;

    Stretches(LumiWalk walk, Wanted wanted) {
        this.walk = walk;
        this.wanted = wanted;
    }

    /** Begins with the run that the walk is at. */
    void beginRun() {
        range = 0;
        rangePosition = walk.position();
        searched = rangePosition;
    }

    /** There is no run yet. */
    void none() {
        range = Integer.MAX_VALUE;
    }

    /** Whether a section of the run is wanted; to be asked before the first stretch. */
    boolean any() {
        return wanted.first(walk.position(), walk.after()) < walk.after();
    }

    /** Whether the stretch has been taken whole. */
    boolean isEmpty() {
        return first > last;
    }

    /** Goes to the next stretch of the run; false if there is none. */
    boolean next() {
        LumiRanges ranges = walk.ranges();
        while (range < ranges.count()) {
            long end = rangePosition + ranges.last(range) - ranges.first(range) + 1;
            long from = wanted.first(Math.max(rangePosition, searched), end);
            if (from < end) {
                searched = wanted.end(from, end);
                position = from;
                first = ranges.first(range) + from - rangePosition;
                last = first + searched - from - 1;
                return true;
            }
            rangePosition = end;
            range++;
        }
        return false;
    }

    /** First lumi section of the stretch that has not been taken. */
    long first() {
        return first;
    }

    /** Its position. */
    long position() {
        return position;
    }

    /** Number of lumi sections left in the stretch. */
    long size() {
        return last - first + 1;
    }

    void take(long lumis) {
        first += lumis;
        position += lumis;
    }

    /**
     * Gives a job the next so many wanted lumi sections of the file, from this one on, without taking them.
     *
     * @param thisRun whether only those of the run
     */
    void ahead(long lumis, boolean thisRun, OpenJob job) {
        long left = lumis;
        LumiWalk file = walk.again();
        Stretches later = new Stretches(file, wanted.copy());
        while (left > 0 && file.nextRun()) {
            later.beginRun();
            later.searched = Math.max(later.searched, position);
            if (file.after() <= position || (thisRun && file.run() != walk.run())) {
                continue;
            }
            while (left > 0 && later.next()) {
                long taken = Math.min(left, later.size());
                job.accept(file.run(), later.first, later.first + taken - 1);
                left -= taken;
            }
        }
    }
}
