package org.wms2.cli.follow;

import java.util.List;
import java.util.Locale;
import org.wms2.cli.app.Talk;
import org.wms2.cli.show.RequestText;
import org.wms2.domain.RequestView;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

/** Tells what has changed of one request since it was last looked at. Not thread-safe. */
final class Progress {
    private final Talk talk;
    private int told;
    private String trouble = "";

    /** @param told moves that are known already and are not told again */
    Progress(Talk talk, int told) {
        this.talk = talk;
        this.told = told;
    }

    /** One line per status move, and where things stand. */
    void update(RequestView view) {
        List<Transition> moves = view.transitions();
        for (Transition move : moves.subList(Math.min(told, moves.size()), moves.size())) {
            if (move.kind() == SubjectKind.REQUEST || move.kind() == SubjectKind.DAG) {
                talk.line(move(move));
            }
        }
        told = moves.size();
        talk.status(view.request().status().isFinal() ? "" : RequestText.progress(view, talk.isTerminal()));
    }

    /** Something is wrong that may pass: said once until it changes; empty when it has passed. */
    void trouble(String text) {
        if (text.equals(trouble)) {
            return;
        }
        talk.line(text.isEmpty() ? "goes on" : text);
        trouble = text;
    }

    private static String move(Transition move) {
        String subject = move.kind() == SubjectKind.REQUEST
                ? move.subject()
                : "DAG " + move.subject().toString();
        String from = move.from().isEmpty() ? "" : move.from().toLowerCase(Locale.ROOT) + " -> ";
        String why = move.why().isEmpty() ? "" : " (" + move.why() + ")";
        return subject + ": " + from + move.to().toLowerCase(Locale.ROOT) + why;
    }
}
