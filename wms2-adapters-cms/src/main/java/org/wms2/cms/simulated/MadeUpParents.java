package org.wms2.cms.simulated;

import java.util.ArrayList;
import java.util.List;

/**
 * The parents of a made-up block, for a request that includes them: two files of half the lumi sections for each of its
 * files, in a block of their own at the same disks.
 *
 * @param dataset the parent dataset
 * @param block its block
 * @param children the made-up block with its files' parents
 */
record MadeUpParents(String dataset, PlacedBlock block, PlacedBlock children) {

    private static final long BYTES_PER_EVENT = 500_000;

    static MadeUpParents of(String dataset, PlacedBlock children) {
        Rows.Block child = children.block();
        String suffix = child.name().replaceFirst("^.*#", "");
        String parent = dataset(dataset);
        List<Rows.File> parents = new ArrayList<>();
        List<Rows.File> files = new ArrayList<>();
        for (Rows.File file : child.files()) {
            List<Rows.Lumi> lumis = file.lumis();
            int half = (lumis.size() + 1) / 2;
            List<String> names = new ArrayList<>();
            for (List<Rows.Lumi> part : List.of(lumis.subList(0, half), lumis.subList(half, lumis.size()))) {
                if (!part.isEmpty()) {
                    Rows.File made = InputFiles.file(parent, suffix, parents.size(), part, BYTES_PER_EVENT);
                    parents.add(made);
                    names.add(made.lfn());
                }
            }
            files.add(file.withParents(names));
        }
        return new MadeUpParents(
                parent,
                new PlacedBlock(
                        new Rows.Block(parent + "#" + suffix, child.origin(), child.createdSeconds(), parents),
                        children.rses()),
                new PlacedBlock(
                        new Rows.Block(child.name(), child.origin(), child.createdSeconds(), files), children.rses()));
    }

    private static String dataset(String child) {
        String[] parts = child.split("/", -1);
        String era = parts[2].replaceFirst("-.*$", "");
        return "/" + parts[1] + "/" + era + "-MadeUpParents-v1/" + (child.endsWith("SIM") ? "GEN-SIM" : "RAW");
    }
}
