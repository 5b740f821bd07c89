package org.wms2.domain.input;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.Rucio;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.input.SnapshotPart.Append;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.workflow.InputSelection;
import org.wms2.ports.workflow.Workflow;

/** Reads the selected input from DBS, and where it is from Rucio (contracts/cms.md 2.1). */
public final class SnapshotReader {
    private final Dbs dbs;
    private final Rucio rucio;

    public SnapshotReader(Dbs dbs, Rucio rucio) {
        this.dbs = dbs;
        this.rucio = rucio;
    }

    /**
     * What the snapshot does not know of a request's input: of a first reading everything, of a later one the differences.
     * One block is in memory at a time. The order in which DBS and Rucio answer does not matter.
     *
     * <p><b>New.</b> A block is selected if it is in the whitelist (where there is one), not in the blacklist, and one
     * valid file of it has a lumi section of the mask; only where there is no mask, the run lists count: one run of the
     * block must be left by them. A selected block comes with all its valid files: the splitter applies the mask. Blocks
     * come by name, files by LFN. Files that a later reading finds in a block that the snapshot has come as a further
     * part of it. What gets no position comes as exclusions, once.
     *
     * <p><b>Gone.</b> Positions of files that DBS does not give as valid any more are invalid, unless somebody has taken
     * them: a work unit keeps what it has; what it gives back later is found by the next reading. A file that is valid
     * again comes as a new one if all its positions have become invalid; if only some have, these stay invalid. "No
     * information" is no difference: an answer without any block of the dataset changes nothing; no valid file in a block
     * that had some changes nothing unless DBS gives its other files; a block that DBS does not list, where it lists
     * others, is gone. A block of which Rucio knows no replica is nowhere.
     *
     * <p><b>Caps.</b> A trial's cap ends the first reading, and what is beyond is excluded; later readings add nothing.
     * Nor do those of an input that is not followed: WMCore takes a dataset as it is unless OpenRunningTimeout says so.
     * What has been in the snapshot and is valid again comes back all the same.
     *
     * @param workflow one with input
     * @param caps of which maxFiles stops after that many files with something to process, and maxEvents with the file
     *     that reaches it; files are whole
     * @param followed whether a later reading takes in what has come since
     * @param known what the snapshot has; to be unchanged but by the parts of this reading while it lasts
     * @return a first reading has one {@link Append} or more; belongs to one thread; throws what DBS and Rucio throw
     * @throws InputRefusedException before the first part of a first reading if nothing is selected, with the reason
     */
    public Iterator<SnapshotPart> read(Workflow workflow, RequestOptions caps, boolean followed, SnapshotView known) {
        InputSelection input = workflow.inputSelection()
                .orElseThrow(() -> new InputRefusedException(
                        "InputDataset", "none in " + workflow.request(), "a request with an input dataset"));
        return read(input, Splitters.units(workflow), caps, followed, known);
    }

    /** The blocks that a first reading gives, for those who want no account of what is left out. */
    public Iterator<InputBlock> appended(Workflow workflow, RequestOptions caps) {
        return appended(read(workflow, caps, false, SnapshotView.NOTHING));
    }

    Iterator<SnapshotPart> read(
            InputSelection input, InputUnits units, RequestOptions caps, boolean followed, SnapshotView known) {
        SnapshotIterator parts = new SnapshotIterator(dbs, rucio, input, units, caps, followed, known);
        parts.requireSome();
        return parts;
    }

    private static Iterator<InputBlock> appended(Iterator<SnapshotPart> parts) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(parts, 0), false)
                .filter(Append.class::isInstance)
                .map(part -> ((Append) part).block())
                .iterator();
    }
}
