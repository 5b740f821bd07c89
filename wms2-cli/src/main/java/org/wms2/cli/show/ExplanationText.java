package org.wms2.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.view.Explanation;
import org.wms2.domain.view.JobView;
import org.wms2.ports.ledger.Span;

/** Where input went, in words. */
public final class ExplanationText {
    private ExplanationText() {}

    /** A paragraph for each file and job. */
    public static String of(Explanation explanation) {
        String gap = System.lineSeparator().repeat(2);
        return explanation.asked()
                + gap
                + explanation.answers().stream().map(ExplanationText::paragraph).collect(Collectors.joining(gap));
    }

    private static String paragraph(Explanation.Answer answer) {
        Table lines = Table.of("state", answer.state().word());
        line(lines, "file", answer.file());
        line(lines, "block", answer.block());
        if (!answer.positions().isEmpty()) {
            List<String> spans = answer.positions().stream()
                    .map(s -> s.size() == 1 ? String.valueOf(s.first()) : words(s))
                    .toList();
            lines.row("position", String.join(" ", spans));
        }
        Explanation.Place place = answer.place();
        if (place != null) {
            lines.row(
                    "work unit",
                    "round " + place.round() + ", " + place.ordinal() + (place.id() == null ? "" : ", " + place.id())
                            + ", " + place.status() + (place.site() == null ? "" : " at " + place.site()));
        }
        JobView job = answer.job();
        if (job != null) {
            lines.row(
                    "job",
                    job.index() + ", " + Amounts.number(job.events()) + " events of "
                            + Amounts.number(job.inputs().size())
                            + (job.inputs().size() == 1 ? " file" : " files"));
            lines.row(job.range() == null ? "its lumis" : "its events", whole(job));
        }
        return lines.row("why", answer.why()).text();
    }

    private static String words(Span span) {
        return span.first() + "-" + (span.end() - 1);
    }

    /** All of a job's mask. */
    private static String whole(JobView job) {
        List<String> lumis = new ArrayList<>(PlanText.lumis(job.sections()));
        return lumis.isEmpty() ? PlanText.extent(job) : String.join(" ", lumis);
    }

    private static void line(Table lines, String title, @Nullable Object value) {
        if (value != null) {
            lines.row(title, value);
        }
    }
}
