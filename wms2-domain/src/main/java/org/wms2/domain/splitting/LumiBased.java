package org.wms2.domain.splitting;

import java.util.Iterator;
import java.util.List;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.ledger.Span;

/**
 * A fixed number of lumi sections per job (contracts/cms.md 2.5; WMCore's {@code LumiBased.py}). Files without lumi
 * sections are left out. A new job begins at the first good lumi section of a block, when the job is full, at another run
 * with {@code splitOnRun} and at another file with {@code haltOnFileBoundaries}.
 */
public final class LumiBased implements Splitter {
    private final Rules rules;
    private final MaskIndex index;
    private long left;

    /**
     * The parameters.
     *
     * @param lumisPerJob 1 or more
     * @param totalLumis lumi sections to take of a pass; 0 is all
     */
    public record Rules(LumiSelection selection, long lumisPerJob, long totalLumis) {
        public Rules {
            Checks.positive("lumis_per_job", lumisPerJob);
        }
    }

    public LumiBased(Rules rules) {
        this.rules = rules;
        this.index = new MaskIndex(rules.selection().mask(), rules.selection().runWhitelist());
        this.left = rules.totalLumis() == 0 ? Long.MAX_VALUE : rules.totalLumis();
    }

    @Override
    public Iterator<SplitJob> split(InputBlock block, List<Span> wanted) {
        return new LumiJobs(block, wanted, rules.selection(), index, new Quota());
    }

    private final class Quota implements LumiQuota {
        @Override
        public long perJob() {
            return rules.lumisPerJob();
        }

        @Override
        public boolean beginFile(long average, long lumis, long inJob) {
            return rules.selection().rules().haltOnFileBoundaries();
        }

        @Override
        public int beginJob() {
            return 0;
        }

        @Override
        public void took(long lumis) {
            left -= lumis;
        }

        @Override
        public void endFile() {
            // the number per job is the same for all files
        }

        @Override
        public long allowed() {
            return left;
        }

        @Override
        public boolean overLimit(long average, long lumis) {
            return false;
        }
    }
}
