package org.wms2.ports.ledger;

import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.BlockName;

/**
 * Input of one block that never got a position, for one reason.
 *
 * @param block of the input dataset
 * @param files that are left out whole for this reason
 * @param lumis left out, of those files and of files that are partly read; 0 where they are not known
 * @param events of the files that are left out whole; 0 where they are not known
 */
public record Exclusion(BlockName block, ExclusionReason reason, long files, long lumis, long events) {
    public Exclusion {
        if (files < 0 || lumis < 0 || events < 0 || files + lumis == 0) {
            throw new InputRefusedException(
                    "exclusion", files + " files, " + lumis + " lumis, " + events + " events", "some files or lumis");
        }
    }
}
