package org.wms2.ports.cms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.workflow.DatasetInfo;
import org.wms2.ports.workflow.OutputModule;

/** Output files and blocks for tests; each name gives a world of its own. */
public final class OutputSamples {

    /** Where the files are. */
    public static final RseName RSE = new RseName("T2_CH_CERN");

    private OutputSamples() {}

    /** The dataset of a name. */
    public static DatasetName dataset(String name) {
        return new DatasetName("/Contract" + name + "/Era-Str-v1/AODSIM");
    }

    /** A block of the dataset of a name. */
    public static BlockName block(String name) {
        return new BlockName(dataset(name) + "#0123456789-" + name.length());
    }

    /** A file of 100 events in lumis 1, 2 and 4 of run 1 and 5 of run 2. */
    public static OutputFile file(String name, int index, List<Lfn> parents) {
        return new OutputFile(
                lfn(name, index),
                dataset(name),
                "Reco",
                "AODSIMoutput",
                1000 + index,
                String.format("0000abc%d", index),
                100,
                List.of(
                        new LumiEvents(1, 1, 25),
                        new LumiEvents(1, 2, 25),
                        new LumiEvents(1, 4, 25),
                        new LumiEvents(2, 5, 25)),
                parents);
    }

    /** The name of a file. */
    public static Lfn lfn(String name, int index) {
        return new Lfn("/store/mc/Era/Contract" + name + "/AODSIM/Str-v1/00000/" + name + "-" + index + ".root");
    }

    /** A block with these files. */
    public static BlockInjection injection(String name, @Nullable DatasetName parent, List<OutputFile> files) {
        DatasetInfo info = new DatasetInfo("mc", "Era", 1, "CMSSW_15_0_1", "150X_v1", "0a1b", null);
        OutputModule module = new OutputModule(
                "Reco",
                "AODSIMoutput",
                dataset(name),
                true,
                "/store/unmerged/Era/Contract" + name + "/AODSIM/Str-v1",
                "/store/mc/Era/Contract" + name + "/AODSIM/Str-v1",
                parent,
                1000,
                info);
        return new BlockInjection(block(name), RSE, module, files, Instant.parse("2026-11-24T00:00:00Z"));
    }
}
