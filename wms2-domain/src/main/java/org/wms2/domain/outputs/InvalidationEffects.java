package org.wms2.domain.outputs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Ports;
import org.wms2.ports.cms.DatasetAccessType;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsDataset;
import org.wms2.ports.cms.Rule;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputBlock;

/**
 * Invalidates blocks of an earlier processing version in DBS and Rucio. Everything is looked up before it is done; nothing
 * is that we have not made ourselves.
 */
public final class InvalidationEffects {
    private final Ports ports;
    private final String destinationRse;

    public InvalidationEffects(Ports ports, String destinationRse) {
        this.ports = ports;
        this.destinationRse = destinationRse;
    }

    /**
     * Makes the blocks' datasets invalid in DBS, then deletes our rules of the blocks in Rucio.
     *
     * @param earlier the request that made them
     * @throws ServiceRefusedException if a dataset holds a block that the request did not make
     */
    public void invalidate(RequestName earlier, List<OutputBlock> blocks) {
        Set<BlockName> ours = ports.stores().outputs().blocks(earlier).stream()
                .map(OutputBlock::name)
                .collect(Collectors.toSet());
        Set<DatasetName> datasets = new TreeSet<>();
        blocks.forEach(b -> datasets.add(b.dataset()));
        datasets.forEach(d -> invalidate(d, ours, earlier));
        blocks.forEach(this::deleteRules);
    }

    /** A dataset that DBS does not know has nothing to invalidate: none of its blocks got there. */
    private void invalidate(DatasetName dataset, Set<BlockName> ours, RequestName earlier) {
        Optional<DbsDataset> there = ports.dbs().dataset(dataset);
        if (there.isEmpty() || there.get().accessType() == DatasetAccessType.INVALID) {
            return;
        }
        for (DbsBlock block : ports.dbs().blocks(dataset)) {
            if (!ours.contains(block.name())) {
                throw new ServiceRefusedException(
                        "DBS",
                        "dataset " + dataset + " is not invalidated: expected blocks of " + earlier + " alone, found "
                                + block.name() + ", which it did not make");
            }
        }
        ports.dbs().setAccessType(dataset, DatasetAccessType.INVALID);
    }

    /** Those that are recorded, and those that were made while nobody could record them. */
    private void deleteRules(OutputBlock block) {
        delete(block.sourceRule());
        delete(block.destinationRule());
        deleteFound(block, block.rse().value());
        deleteFound(block, destinationRse);
    }

    private void delete(@Nullable RuleId id) {
        if (id != null && ports.rucio().rule(id).isPresent()) {
            ports.rucio().deleteRule(id);
        }
    }

    private void deleteFound(OutputBlock block, String expression) {
        ports.rucio().findRule(block.name(), expression).map(Rule::id).ifPresent(ports.rucio()::deleteRule);
    }
}
