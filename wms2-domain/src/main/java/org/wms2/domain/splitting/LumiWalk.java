package org.wms2.domain.splitting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;

/**
 * A walk through the lumi sections of a block's files that have positions, file by file and run by run: the good ones
 * and, with lumi correction, only those that no file before has. Belongs to one thread.
 */
final class LumiWalk {
    private final List<InputFile> files;
    private final GoodLumis good;
    private final @Nullable SeenLumis seen;
    private final LumiRanges ranges = new LumiRanges();
    private final LumiRanges own = new LumiRanges();
    private int file = -1;
    private int run = -1;
    private long position;
    private long after;
    private long fileStart;

    /**
     * A walk from the first file on.
     *
     * @param files in the splitter's order
     * @param position of the first good lumi section
     */
    LumiWalk(List<InputFile> files, GoodLumis good, boolean correctLumis, long position) {
        this.files = files;
        this.good = good;
        this.seen = correctLumis ? new SeenLumis() : null;
        this.position = position;
        this.after = position;
    }

    /** Goes to the next file; false after the last one. */
    boolean nextFile() {
        file++;
        run = -1;
        fileStart = after;
        return file < files.size();
    }

    InputFile file() {
        return files.get(file);
    }

    /** A walk through the runs of this file from its beginning; without lumi correction. */
    LumiWalk again() {
        LumiWalk again = new LumiWalk(files, good, false, fileStart);
        again.file = file;
        again.fileStart = fileStart;
        return again;
    }

    /** Its number in the order. */
    int index() {
        return file;
    }

    /** Goes to the next accepted run of the file, which may have no good lumi section; false after the last one. */
    boolean nextRun() {
        List<RunLumis> runs = file().runs();
        do {
            run++;
        } while (run < runs.size() && !good.accepts(runs.get(run).run()));
        if (run >= runs.size()) {
            return false;
        }
        good.fill(runs.get(run), ranges);
        if (seen != null) {
            seen.take(file, run(), ranges, after, own);
        }
        position = after;
        after += ranges().size();
        return true;
    }

    int run() {
        return file().runs().get(run).run();
    }

    /** The lumi sections of the run that have positions. */
    LumiRanges ranges() {
        return seen == null ? ranges : own;
    }

    /** Good lumi sections of the run that an earlier file has, counted with lumi correction only. */
    long repeated() {
        return seen == null ? 0 : ranges.size() - own.size();
    }

    /** The position of the first of {@link #ranges()}. */
    long position() {
        return position;
    }

    /** The position after the last one so far. */
    long after() {
        return after;
    }

    /** What was repeated so far. */
    List<SeenLumis.Repeat> repeats() {
        return seen == null ? List.of() : seen.repeats();
    }
}
