package org.wms2.domain.outputs;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;

/** Names of output blocks: derived, never random, so that a decision made twice makes the same block. */
public final class BlockNames {
    private BlockNames() {}

    /**
     * The name of one block: a name-based UUID (RFC 9562, version 3) after the '#'.
     *
     * @param sequence its number among the blocks of the request, from 0
     */
    public static BlockName of(RequestName request, DatasetName dataset, RseName rse, int sequence) {
        String text = request + "\n" + dataset + "\n" + rse + "\n" + sequence;
        return new BlockName(dataset + "#" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }
}
