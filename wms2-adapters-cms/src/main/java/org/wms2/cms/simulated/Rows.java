package org.wms2.cms.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pretended services keep, as plain values: these are also the words of the journal. Times are epoch based. */
public final class Rows {

    private Rows() {}

    /** A dataset of DBS. {@code madeUp}: no file described it, its content is invented from a request. */
    public record Dataset(
            String name,
            String accessType,
            String primaryType,
            String era,
            int processingVersion,
            String prepId,
            long createdSeconds,
            boolean madeUp) {}

    /** A block of DBS with its files. */
    public record Block(String name, String origin, long createdSeconds, List<File> files) {
        public Block {
            files = List.copyOf(files);
        }

        long bytes() {
            return files.stream().mapToLong(File::bytes).sum();
        }
    }

    /** A file of DBS. */
    public record File(
            String lfn,
            long bytes,
            long events,
            String adler32,
            String checkSum,
            boolean valid,
            List<Lumi> lumis,
            List<String> parents) {
        public File {
            lumis = List.copyOf(lumis);
            parents = List.copyOf(parents);
        }

        File withParents(List<String> files) {
            return new File(lfn, bytes, events, adler32, checkSum, valid, lumis, files);
        }

        File withValid(boolean now) {
            return new File(lfn, bytes, events, adler32, checkSum, now, lumis, parents);
        }
    }

    /** A lumi section in a file. */
    public record Lumi(int run, long lumi, long events) {}

    /** A file of Rucio. */
    public record Replica(String lfn, long bytes, String adler32) {}

    /** One output module of a configuration. */
    public record Module(String name, String tier, String filter) {}

    /**
     * A rule of Rucio.
     *
     * @param target the RSE that it was given
     * @param there whether everything was there when it was made
     * @param expiresMillis null: never
     */
    public record Rule(
            String id,
            String did,
            String account,
            String rseExpression,
            int copies,
            String activity,
            String comment,
            String grouping,
            String target,
            boolean there,
            long createdMillis,
            @Nullable Long expiresMillis) {}
}
