package org.wms2.ports.store;

import java.util.Iterator;
import java.util.Optional;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;

/** Input snapshots: written once per request, block by block, read as a stream. */
public interface SnapshotStore {
    /**
     * Stores a snapshot in one transaction, a block at a time; replaces an earlier one of the request. Once the request
     * has a DAG its order is fixed: rounds count on it.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code CONFLICT if the request has a DAG; then nothing is changed
     */
    SnapshotHeader save(RequestName request, DatasetName dataset, Iterator<InputBlock> blocks);

    Optional<SnapshotHeader> header(RequestName request);

    /** The blocks in order, read anew by each iteration, a few at a time. Empty if there is no snapshot. */
    Iterable<InputBlock> blocks(RequestName request);
}
