package org.wms2.ports.cms;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** CMS data management: containers, datasets (blocks), replicas, rules (contracts/cms.md 4). Scope is {@code cms}. */
public interface Rucio {
    /** RSEs that have a complete, available replica of each block; a block without one maps to an empty set. */
    Map<BlockName, SortedSet<RseName>> replicas(Collection<BlockName> blocks);

    /** Makes container and block exist, the block attached; a success if they are. */
    void ensureBlock(DatasetName dataset, BlockName block);

    /**
     * Declares the files at an RSE and attaches them to the block; a success if they are.
     *
     * @throws org.wms2.ports.error.ServiceRefusedException also if Rucio knows a file with another size
     */
    void ensureReplicas(RseName rse, BlockName block, List<OutputFile> files);

    /** Closes a block; a success if it is closed. */
    void closeBlock(BlockName block);

    /** Our account's rule with this natural key, not counting one that is being deleted. */
    Optional<Rule> findRule(BlockName block, String rseExpression);

    /** Asks for a rule of one copy. The caller has looked it up by {@link #findRule} before. */
    RuleId addRule(RuleRequest request);

    /** A rule; empty once it is gone or is being deleted. */
    Optional<Rule> rule(RuleId id);

    /** Deletes a rule; a success if it is gone. */
    void deleteRule(RuleId id);
}
