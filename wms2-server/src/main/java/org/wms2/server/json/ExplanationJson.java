package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.view.Explanation;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * Where a file or lumi section went.
 *
 * @param found whether the input has it
 * @param answers one for each file and job
 */
public record ExplanationJson(String request, String asked, boolean found, List<AnswerJson> answers) {

    /**
     * Where some of it went.
     *
     * @param file absent for a generator
     * @param positions empty if it is excluded and never got one
     * @param workUnit absent if it is in none
     * @param job absent if it is in none
     */
    public record AnswerJson(
            Optional<String> file,
            Optional<String> block,
            List<PlanViewJson.SpanJson> positions,
            String state,
            Optional<PlaceJson> workUnit,
            Optional<JobJson> job,
            String why) {
        static AnswerJson of(Explanation.Answer answer) {
            return new AnswerJson(
                    Optional.ofNullable(answer.file()).map(Lfn::value),
                    Optional.ofNullable(answer.block()).map(BlockName::toString),
                    PlanViewJson.SpanJson.of(answer.positions()),
                    answer.state().word(),
                    Optional.ofNullable(answer.place()).map(PlaceJson::of),
                    Optional.ofNullable(answer.job()).map(JobJson::of),
                    answer.why());
        }
    }

    /** A work unit; without id and site as in {@link PlanViewJson.UnitJson}. */
    public record PlaceJson(int round, int ordinal, Optional<String> id, String status, Optional<String> site) {
        static PlaceJson of(Explanation.Place place) {
            return new PlaceJson(
                    place.round(),
                    place.ordinal(),
                    Optional.ofNullable(place.id()).map(WorkUnitId::value),
                    place.status(),
                    Optional.ofNullable(place.site()).map(SiteName::toString));
        }
    }

    /** The form of an answer. */
    public static ExplanationJson of(String request, Explanation explanation) {
        return new ExplanationJson(
                request,
                explanation.asked(),
                explanation.isFound(),
                explanation.answers().stream().map(AnswerJson::of).toList());
    }
}
