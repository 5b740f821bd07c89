package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.plan.JobInput;

/**
 * With lumi correction: which files repeat lumi sections of earlier ones. Each job reads those that repeat one of its own
 * sections, after its own files.
 */
final class Companions {
    static final Companions NONE = new Companions(List.of(), List.of());

    private final List<InputFile> files;
    private final List<SeenLumis.Repeat> repeats;

    private Companions(List<InputFile> files, List<SeenLumis.Repeat> repeats) {
        this.files = files;
        this.repeats = repeats;
    }

    static Companions of(List<InputFile> files, GoodLumis good, long firstPosition) {
        LumiWalk walk = new LumiWalk(files, good, true, firstPosition);
        while (walk.nextFile()) {
            boolean more = true;
            while (more) {
                more = walk.nextRun();
            }
        }
        return new Companions(files, new ArrayList<>(walk.repeats()));
    }

    /** Adds the files that repeat a section of the job: by section in the order of their first repeats, as WMCore does. */
    void join(OpenJob job) {
        Set<Long> looked = new HashSet<>();
        for (SeenLumis.Repeat repeat : repeats) {
            if (job.claims(repeat.position(), repeat.end())) {
                for (long at = repeat.position(); at < repeat.end(); at++) {
                    if (job.claims(at, at + 1) && looked.add(at)) {
                        add(at, job);
                    }
                }
            }
        }
    }

    private void add(long position, OpenJob job) {
        for (SeenLumis.Repeat repeat : repeats) {
            if (repeat.position() <= position && position < repeat.end()) {
                JobInput file = JobInput.of(files.get(repeat.file()));
                if (job.inputs().stream().noneMatch(input -> input.ordinal() == file.ordinal())) {
                    job.add(file);
                }
            }
        }
    }
}
