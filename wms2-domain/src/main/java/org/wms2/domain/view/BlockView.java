package org.wms2.domain.view;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerState;

/**
 * Where one block of the input went.
 *
 * @param ordinal in the snapshot; empty for a block that is excluded whole and was not read
 * @param rses with complete replicas when they were last looked up
 * @param states positions by state; states without any are absent
 * @param exclusions what of it never got a position
 */
public record BlockView(
        OptionalInt ordinal,
        BlockName name,
        SortedSet<RseName> rses,
        long files,
        long lumis,
        long events,
        long positions,
        Map<LedgerState, Long> states,
        List<Exclusion> exclusions) {
    public BlockView {
        rses = Collections.unmodifiableSortedSet(new TreeSet<>(rses));
        EnumMap<LedgerState, Long> copy = new EnumMap<>(LedgerState.class);
        copy.putAll(states);
        states = Collections.unmodifiableMap(copy);
        exclusions = List.copyOf(exclusions);
    }
}
