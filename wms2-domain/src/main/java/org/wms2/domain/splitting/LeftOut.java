package org.wms2.domain.splitting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.ExclusionReason;

/** Sums of what has no position in the files of one block, by reason. */
final class LeftOut {
    private final Map<ExclusionReason, long[]> sums = new EnumMap<>(ExclusionReason.class);

    void lumis(ExclusionReason reason, long lumis) {
        if (lumis > 0) {
            sum(reason)[1] += lumis;
        }
    }

    void file(ExclusionReason reason, InputFile file) {
        long[] sum = sum(reason);
        sum[0]++;
        sum[2] += file.events();
    }

    List<Exclusion> of(BlockName block) {
        List<Exclusion> exclusions = new ArrayList<>(sums.size());
        sums.forEach((reason, sum) -> exclusions.add(new Exclusion(block, reason, sum[0], sum[1], sum[2])));
        return List.copyOf(exclusions);
    }

    private long[] sum(ExclusionReason reason) {
        return sums.computeIfAbsent(reason, r -> new long[3]);
    }
}
