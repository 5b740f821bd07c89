package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;

/** A lumi section of a file, as a job that is given files and a mask really processes it: of every file that has it. */
record Processed(long file, int run, long lumi) {
    /** What a job processes. An empty mask is everything. */
    static List<Processed> by(SplitJob job) {
        List<Processed> all = new ArrayList<>();
        for (JobInput input : job.inputs()) {
            for (Processed section : of(input.ordinal(), input.runs())) {
                if (job.mask().isEmpty() || selects(job.mask(), section)) {
                    all.add(section);
                }
            }
        }
        return all;
    }

    static List<Processed> in(InputBlock block) {
        List<Processed> all = new ArrayList<>();
        for (InputFile file : block.files()) {
            all.addAll(of(file.ordinal(), file.runs()));
        }
        return all;
    }

    private static List<Processed> of(long file, List<RunLumis> runs) {
        List<Processed> all = new ArrayList<>();
        for (RunLumis run : runs) {
            for (LumiRange range : run.lumis()) {
                for (long lumi = range.first(); lumi <= range.last(); lumi++) {
                    all.add(new Processed(file, run.run(), lumi));
                }
            }
        }
        return all;
    }

    private static boolean selects(List<RunLumis> mask, Processed section) {
        return mask.stream()
                .anyMatch(run -> run.run() == section.run
                        && run.lumis().stream().anyMatch(range -> range.contains(section.lumi)));
    }
}
