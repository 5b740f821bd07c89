package org.wms2.server.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.why.Blockage;

/**
 * Why a request does not move.
 *
 * @param nextTry absent: not before somebody acts
 */
public record BlockageJson(
        String request,
        String status,
        String cause,
        String owner,
        String predicate,
        List<String> evidence,
        Instant since,
        Optional<Instant> nextTry,
        String command) {
    /** The form of a blockage. */
    public static BlockageJson of(Blockage blockage) {
        return new BlockageJson(
                blockage.request().value(),
                blockage.status().word(),
                blockage.cause().word(),
                blockage.owner().word(),
                blockage.predicate(),
                blockage.evidence(),
                blockage.since(),
                Optional.ofNullable(blockage.nextTry()),
                blockage.command());
    }
}
