package org.wms2.domain.splitting;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.JobInput;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.workflow.LumiRules;

/**
 * The walk of LumiBased and EventAwareLumiBased through a block: files in order, their runs, stretches of good and wanted
 * lumi sections. A new job begins where WMCore begins one, and before a file of which the job would process sections
 * that are another job's ({@link Clashes}).
 */
final class LumiJobs extends JobIterator {
    private final LumiRules rules;
    private final LumiQuota quota;
    private final GoodLumis good;
    private final LumiWalk walk;
    private final Wanted wanted;
    private final Stretches stretches;
    private final Clashes clashes;
    private final Companions companions;
    /** Of recorded cases only: {@link LumiSelection#quirks()}. */
    private final boolean quirks;
    /** Events per lumi section that deterministic pileup goes by; negative without it. */
    private final long pileupAverage;

    private final LumiRanges buffer = new LumiRanges();
    private final OpenJob job = new OpenJob();
    /** Whether the next lumi section begins a new job. */
    private boolean stop = true;
    /** Whether the total has been reached. */
    private boolean ended;

    private long inJob;
    private int lastRun = -1;

    private boolean inFile;
    private long average;
    private @Nullable JobInput input;
    private boolean fileInJob;
    /** Last lumi section of the job's range that may go on; negative if none may. */
    private long rangeEnd;

    LumiJobs(InputBlock block, List<Span> wanted, LumiSelection selection, MaskIndex index, LumiQuota quota) {
        this.rules = selection.rules();
        this.quirks = selection.quirks();
        this.quota = quota;
        this.good = new GoodLumis(index);
        this.wanted = new Wanted(wanted);
        List<InputFile> files = LumiOrder.of(block.files());
        this.walk = new LumiWalk(files, good, rules.correctLumis(), block.firstPosition());
        this.stretches = new Stretches(walk, this.wanted);
        this.clashes = new Clashes(files);
        this.companions = rules.correctLumis() ? Companions.of(files, good, block.firstPosition()) : Companions.NONE;
        this.pileupAverage = selection.deterministicPileup() ? lastAverage(block.files()) : -1;
    }

    /** WMCore's average of the whole dataset is the one of the last file that it looks at. */
    private long lastAverage(List<InputFile> files) {
        for (InputFile file : files.reversed()) {
            long lumis = Averages.lumis(file, buffer);
            if (lumis > 0) {
                return Averages.eventsPerLumi(file.events(), lumis);
            }
        }
        return 0;
    }

    @Override
    @Nullable
    SplitJob advance() {
        if (ended || quota.allowed() == 0 || !ready()) {
            return null;
        }
        Long skip = pileupAverage < 0 ? null : quota.perJob() * pileupAverage;
        int failure = quota.beginJob();
        stop = false;
        inJob = 0;
        fileInJob = false;
        do {
            if (fileInJob || join()) {
                take();
            } else {
                stop = true;
            }
            stop |= failure != 0 && !quirks;
        } while (!stop && !ended && ready() && !stop && inJob != quota.perJob());
        companions.join(job);
        return job.close(skip, failure);
    }

    /** Goes on to the next wanted lumi section; false if there is none any more. */
    private boolean ready() {
        while (stretches.isEmpty()) {
            if (!(inFile && stretches.next()) && !nextRun() && !nextFile()) {
                return false;
            }
        }
        return true;
    }

    /** A run without a good lumi section begins a new job too, as in WMCore; one of which nothing is wanted does not. */
    private boolean nextRun() {
        if (!inFile || !walk.nextRun()) {
            return false;
        }
        stretches.beginRun();
        rangeEnd = -1;
        boolean empty = walk.after() == walk.position();
        if ((empty || stretches.any()) && rules.splitOnRun() && walk.run() != lastRun) {
            stop = true;
        }
        return true;
    }

    private boolean nextFile() {
        if (inFile) {
            quota.endFile();
        }
        inFile = false;
        while (!inFile && walk.nextFile()) {
            long lumis = Averages.lumis(walk.file(), buffer);
            if (lumis > 0) {
                average = Averages.eventsPerLumi(walk.file().events(), lumis);
                inFile = !quota.overLimit(average, lumis) || !passedOver();
                if (inFile && quota.beginFile(average, lumis, inJob)) {
                    stop = true;
                }
            }
        }
        input = null;
        fileInJob = false;
        stretches.none();
        return inFile;
    }

    /** Whether the file has a good lumi section, and it is not wanted; if so, the walk goes past it. */
    private boolean passedOver() {
        long here = walk.after();
        long end = here + good.count(walk.file(), buffer);
        if (here == end || wanted.first(here, end) < end) {
            return false;
        }
        boolean more = true;
        while (more) {
            more = walk.nextRun();
        }
        return true;
    }

    /** Takes the file into the open job; false if the job may not have it. */
    private boolean join() {
        if (!job.isEmpty()
                && !rules.correctLumis()
                && clashes.among(job, walk, next -> stretches.ahead(lacking(), rules.splitOnRun(), next))) {
            return false;
        }
        JobInput read = input == null ? JobInput.of(walk.file()) : input;
        input = read;
        job.add(read);
        fileInJob = true;
        rangeEnd = -1;
        return true;
    }

    /** How many lumi sections the open job still takes. */
    private long lacking() {
        return Math.min(quota.perJob() - inJob, quota.allowed());
    }

    private void take() {
        long first = stretches.first();
        long lumis = Math.min(stretches.size(), lacking());
        long end = first + lumis - 1;
        if (rangeEnd >= 0 && (first == rangeEnd + 1 || (quirks && rangeEnd == 0 && nothingBefore(first)))) {
            job.addEvents((end - rangeEnd) * average);
            job.stretch(end);
        } else {
            job.addEvents(lumis * average);
            job.accept(walk.run(), first, end);
        }
        job.claim(stretches.position(), stretches.position() + lumis);
        quota.took(lumis);
        inJob += lumis;
        lastRun = walk.run();
        rangeEnd = end;
        stretches.take(lumis);
        ended = quota.allowed() == 0;
    }

    /**
     * Whether the file's run has no lumi section between 0 and the next one. WMCore takes 0 for "no section yet" and does
     * not end a range at a gap behind it; where something is left out between, it does. Only recorded cases want that: the
     * mask then selects sections that other files have, or none.
     */
    private boolean nothingBefore(long first) {
        for (RunLumis run : walk.file().runs()) {
            if (run.run() == walk.run()) {
                for (LumiRange range : run.lumis()) {
                    if (range.first() < first && range.last() > 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
