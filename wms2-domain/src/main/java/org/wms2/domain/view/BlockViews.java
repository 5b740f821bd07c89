package org.wms2.domain.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.wms2.domain.ledger.LedgerStates;
import org.wms2.domain.ledger.UnitRounds;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;

/** Where each block went. In memory: the state of each work unit, and the exclusions. */
record BlockViews(PlanSource source) implements Iterable<BlockView> {

    @Override
    public Iterator<BlockView> iterator() {
        Map<BlockName, List<Exclusion>> exclusions = new LinkedHashMap<>();
        for (Exclusion exclusion : source.exclusions()) {
            exclusions
                    .computeIfAbsent(exclusion.block(), b -> new ArrayList<>())
                    .add(exclusion);
        }
        Map<WorkUnitId, LedgerState> states = new HashMap<>();
        source.rounds().ifPresent(rounds -> read(rounds, states));
        return new Blocks(source.all().iterator(), exclusions, states);
    }

    private static void read(UnitRounds rounds, Map<WorkUnitId, LedgerState> states) {
        for (int round : rounds.rounds()) {
            for (WorkUnit unit : rounds.units(round)) {
                states.put(unit.id(), LedgerStates.of(unit.status()));
            }
        }
    }

    private final class Blocks implements Iterator<BlockView> {
        private final Iterator<InputBlock> blocks;
        private final Map<BlockName, List<Exclusion>> exclusions;
        private final Map<WorkUnitId, LedgerState> unitStates;

        Blocks(
                Iterator<InputBlock> blocks,
                Map<BlockName, List<Exclusion>> exclusions,
                Map<WorkUnitId, LedgerState> unitStates) {
            this.blocks = blocks;
            this.exclusions = exclusions;
            this.unitStates = unitStates;
        }

        @Override
        public boolean hasNext() {
            return blocks.hasNext() || !exclusions.isEmpty();
        }

        @Override
        public BlockView next() {
            if (blocks.hasNext()) {
                return view(blocks.next());
            }
            Iterator<Map.Entry<BlockName, List<Exclusion>>> rest =
                    exclusions.entrySet().iterator();
            if (!rest.hasNext()) {
                throw new NoSuchElementException("the input has no more blocks");
            }
            Map.Entry<BlockName, List<Exclusion>> unread = rest.next();
            rest.remove();
            return new BlockView(
                    OptionalInt.empty(), unread.getKey(), new TreeSet<>(), 0, 0, 0, 0, Map.of(), unread.getValue());
        }

        /** The exclusions of a block that grew stand with the first of its rows. */
        private BlockView view(InputBlock block) {
            List<Exclusion> own = exclusions.remove(block.name());
            return new BlockView(
                    OptionalInt.of(block.ordinal()),
                    block.name(),
                    block.rses(),
                    block.files().size(),
                    block.files().stream().mapToLong(InputFile::lumis).sum(),
                    block.files().stream().mapToLong(InputFile::events).sum(),
                    block.positions(),
                    states(block),
                    own == null ? List.of() : own);
        }

        private Map<LedgerState, Long> states(InputBlock block) {
            Map<LedgerState, Long> states = new EnumMap<>(LedgerState.class);
            if (block.positions() == 0) {
                return states;
            }
            Span all = new Span(block.firstPosition(), block.endPosition());
            long held = 0;
            for (LedgerEntry entry : source.entries().apply(all)) {
                if (entry.active()) {
                    long size = Math.min(all.end(), entry.span().end())
                            - Math.max(all.first(), entry.span().first());
                    held += size;
                    states.merge(state(entry), size, Long::sum);
                }
            }
            if (held < block.positions()) {
                states.merge(LedgerState.AVAILABLE, block.positions() - held, Long::sum);
            }
            return states;
        }

        private LedgerState state(LedgerEntry entry) {
            WorkUnitId unit = entry.workUnit();
            return unit == null ? LedgerState.EXCLUDED : unitStates.getOrDefault(unit, LedgerState.PLANNED);
        }
    }
}
