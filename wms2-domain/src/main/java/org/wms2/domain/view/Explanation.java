package org.wms2.domain.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;

/**
 * The answer to a question.
 *
 * @param asked the question in words
 * @param answers one for each file and job; empty if the input has nothing of the kind
 */
public record Explanation(String asked, List<Answer> answers) {
    public Explanation {
        answers = List.copyOf(answers);
    }

    public boolean isFound() {
        return !answers.isEmpty();
    }

    /**
     * Where some of it went.
     *
     * @param file that has it; null for a generator
     * @param block of the file; null for a generator
     * @param positions that this is about; empty if it is excluded and never got one
     * @param place its work unit; null if it has none
     * @param job that processes it; null if it has none
     * @param why it is there, or nowhere, in words
     */
    public record Answer(
            @Nullable Lfn file,
            @Nullable BlockName block,
            List<Span> positions,
            LedgerState state,
            @Nullable Place place,
            @Nullable JobView job,
            String why) {
        public Answer {
            positions = List.copyOf(positions);
        }
    }

    /**
     * A work unit, to find it by.
     *
     * @param id null if it is not planned yet
     * @param status as in {@link UnitView}
     * @param site where it ran; null before
     */
    public record Place(
            int round,
            int ordinal,
            @Nullable WorkUnitId id,
            String status,
            @Nullable SiteName site) {}
}
