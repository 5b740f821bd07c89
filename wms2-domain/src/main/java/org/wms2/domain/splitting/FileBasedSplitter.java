package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiMask;
import org.wms2.ports.request.LumiRange;

/**
 * Whole files, a fixed number per job (contracts/cms.md 2.3). Within a block files are taken by LFN; a job may hold
 * files of several blocks of its group. With a mask, files without a good lumi section are left out, and the job says
 * which sections are good. One job per group is held open; a group's last one comes after all full ones.
 *
 * @param filesPerJob 1 or more
 * @param respectRunBoundaries whether files with different lowest runs never share a job
 * @param anywhere whether locations do not matter
 */
public record FileBasedSplitter(
        int filesPerJob, boolean respectRunBoundaries, LumiMask mask, boolean anywhere, Iterable<InputBlock> snapshot)
        implements Iterable<SplitJob> {

    @Override
    public Iterator<SplitJob> iterator() {
        return new Jobs();
    }

    /**
     * The rule for the events of a file of which only some lumi sections are read: good sections times events per
     * section, rounded half to even.
     */
    private static long events(InputFile file, long good) {
        long all = file.lumis();
        return good == all ? file.events() : good * (long) Math.rint((double) file.events() / all);
    }

    private final class Jobs extends JobIterator {
        private final LocatedBlocks blocks = new LocatedBlocks(snapshot, anywhere);
        private final GoodLumis good = new GoodLumis(mask);
        private final boolean masked = !mask.isEmpty();
        private final TreeMap<Integer, OpenJob> open = new TreeMap<>();
        /** Lowest run of a group's open job; kept only to respect run boundaries. */
        private final TreeMap<Integer, Integer> lowestRuns = new TreeMap<>();

        @Override
        boolean advance() {
            if (blocks.hasNext()) {
                LocatedBlocks.Located located = blocks.next();
                if (located.group().nowhere()
                        && !open.containsKey(located.group().ordinal())) {
                    closeAll();
                }
                for (InputFile file : located.block().files()) {
                    take(located.group(), file);
                }
                return true;
            }
            closeAll();
            return false;
        }

        private void closeAll() {
            open.values().forEach(job -> emit(job.close()));
            open.clear();
        }

        private void take(LocationGroup group, InputFile file) {
            List<RunLumis> accepted = masked ? accepted(file) : List.of();
            if (masked && accepted.isEmpty()) {
                return;
            }
            if (respectRunBoundaries) {
                closeAtRunBoundary(group, file);
            }
            OpenJob job = open.get(group.ordinal());
            if (job == null) {
                job = new OpenJob(group);
                open.put(group.ordinal(), job);
            }
            long lumis = 0;
            for (RunLumis run : accepted) {
                lumis += run.size();
                job.accept(run.run(), run.lumis());
            }
            job.add(file, masked ? events(file, lumis) : file.events());
            if (job.files() == filesPerJob) {
                close(group, job);
            }
        }

        private List<RunLumis> accepted(InputFile file) {
            List<RunLumis> accepted = new ArrayList<>(file.runs().size());
            for (RunLumis run : file.runs()) {
                List<LumiRange> ranges = good.of(run);
                if (!ranges.isEmpty()) {
                    accepted.add(new RunLumis(run.run(), ranges));
                }
            }
            return accepted;
        }

        private void closeAtRunBoundary(LocationGroup group, InputFile file) {
            int lowest = file.runs().isEmpty() ? 0 : file.runs().getFirst().run();
            @Nullable Integer before = lowestRuns.put(group.ordinal(), lowest);
            OpenJob job = open.get(group.ordinal());
            if (job != null && before != null && before != lowest) {
                close(group, job);
            }
        }

        private void close(LocationGroup group, OpenJob job) {
            emit(job.close());
            open.remove(group.ordinal());
        }
    }
}
