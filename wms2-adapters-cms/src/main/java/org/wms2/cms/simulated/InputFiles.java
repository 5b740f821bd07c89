package org.wms2.cms.simulated;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Files of input datasets: names, sizes and checksums that depend on nothing but their place. */
final class InputFiles {

    private InputFiles() {}

    static Rows.File file(String dataset, String blockSuffix, int index, List<Rows.Lumi> lumis, long bytesPerEvent) {
        String lfn = lfn(dataset, blockSuffix, index);
        long events = lumis.stream().mapToLong(Rows.Lumi::events).sum();
        return new Rows.File(
                lfn, Math.max(1, events * bytesPerEvent), events, checksum(lfn), "1", true, lumis, List.of());
    }

    /** The name of a block's file after {@code index} others. */
    static String lfn(String dataset, String blockSuffix, int index) {
        String[] parts = dataset.split("/", -1);
        String era = parts[2].replaceFirst("-.*$", "");
        String rest = parts[2].substring(Math.min(parts[2].length(), era.length() + 1));
        return "/store/data/" + era + "/" + parts[1] + "/" + parts[3] + "/" + (rest.isEmpty() ? "v1" : rest) + "/00000/"
                + String.format("%s-%04d.root", blockSuffix, index);
    }

    /** Eight hexadecimal digits that stand for a checksum: there is no such file. */
    static String checksum(String lfn) {
        CRC32 crc = new CRC32();
        crc.update(lfn.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
