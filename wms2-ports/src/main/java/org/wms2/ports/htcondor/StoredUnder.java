package org.wms2.ports.htcondor;

import java.util.Set;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.WorkUnitId;

/**
 * Where files of work units are stored, and which of them somebody knows. Names are those of docs/states.md:
 * {@code <base>/<ordinal / 1000, 5 digits>/<work unit id>-a...}.
 *
 * @param lfnBase without trailing slash
 * @param units whose files are meant
 * @param known files that are somebody's: never deleted
 */
public record StoredUnder(String lfnBase, Set<WorkUnitId> units, Set<Lfn> known) {
    public StoredUnder {
        units = Set.copyOf(units);
        known = Set.copyOf(known);
    }
}
