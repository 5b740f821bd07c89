package org.wms2.domain.splitting;

import java.util.List;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.ExclusionReason;

/**
 * What a mask and a run whitelist leave of a file's runs. As in WMCore, an empty mask or list accepts everything and a
 * run that a mask does not name is refused whole (contracts/cms.md 2.1). Belongs to one thread: it has a buffer.
 */
final class GoodLumis {
    private final MaskIndex mask;
    private final LumiRanges there = new LumiRanges();
    private int hit;

    GoodLumis(MaskIndex mask) {
        this.mask = mask;
    }

    /** Whether there is a mask. */
    boolean masked() {
        return mask.masked();
    }

    /** Whether a run is looked at. Its lumi sections may all be refused nevertheless. */
    boolean accepts(int run) {
        return (!mask.masked() || named(run) >= 0) && mask.listed(run);
    }

    /** Why a lumi section of a run that is not good is left out. */
    ExclusionReason reason(int run) {
        boolean refused = mask.masked() && named(run) < 0;
        return refused || mask.listed(run) ? ExclusionReason.MASK : ExclusionReason.RUN_LIST;
    }

    /** Takes what is left of an accepted run. */
    void fill(RunLumis run, LumiRanges good) {
        if (!mask.masked()) {
            good.set(run.lumis());
        } else {
            there.set(run.lumis());
            good.setCommon(there, mask.ranges(named(run.run())));
        }
    }

    /** Number of good lumi sections of a file. */
    long count(InputFile file, LumiRanges buffer) {
        long count = 0;
        List<RunLumis> all = file.runs();
        for (int i = 0; i < all.size(); i++) {
            RunLumis run = all.get(i);
            if (accepts(run.run())) {
                fill(run, buffer);
                count += buffer.size();
            }
        }
        return count;
    }

    /** Whether a file has a good lumi section. */
    boolean some(InputFile file, LumiRanges buffer) {
        List<RunLumis> all = file.runs();
        for (int i = 0; i < all.size(); i++) {
            if (accepts(all.get(i).run())) {
                fill(all.get(i), buffer);
                if (buffer.count() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private int named(int run) {
        int found = mask.find(run, hit);
        if (found >= 0) {
            hit = found;
        }
        return found;
    }
}
