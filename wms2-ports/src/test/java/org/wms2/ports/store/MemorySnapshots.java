package org.wms2.ports.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.store.MemoryTables.Snapshot;

/** Input snapshots in memory. */
record MemorySnapshots(MemoryTables tables) implements SnapshotStore {
    @Override
    public SnapshotHeader save(RequestName request, DatasetName dataset, Iterator<InputBlock> blocks) {
        List<InputBlock> all = new ArrayList<>();
        blocks.forEachRemaining(all::add);
        all.sort(Comparator.comparingInt(InputBlock::ordinal));
        long files = all.stream().mapToLong(b -> b.files().size()).sum();
        long events = sum(all, InputFile::events);
        long bytes = sum(all, InputFile::bytes);
        return tables.read(() -> {
            if (tables.requests.find(request).isEmpty()) {
                throw new Wms2Exception(ErrorCode.INTERNAL, "a snapshot names an unknown request " + request);
            }
            if (!tables.dags.of(request).isEmpty()) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT, "the input snapshot of " + request + " is planned on already");
            }
            SnapshotHeader header =
                    new SnapshotHeader(request, dataset, tables.clock.instant(), all.size(), files, events, bytes);
            tables.snapshots.put(request, new Snapshot(header, List.copyOf(all)));
            return header;
        });
    }

    private static long sum(List<InputBlock> blocks, java.util.function.ToLongFunction<InputFile> value) {
        return blocks.stream().flatMap(b -> b.files().stream()).mapToLong(value).sum();
    }

    @Override
    public Optional<SnapshotHeader> header(RequestName request) {
        return tables.read(
                () -> Optional.ofNullable(tables.snapshots.get(request)).map(Snapshot::header));
    }

    @Override
    public Iterable<InputBlock> blocks(RequestName request) {
        return () -> tables.read(() -> Optional.ofNullable(tables.snapshots.get(request))
                .map(Snapshot::blocks)
                .orElse(List.of())
                .iterator());
    }
}
