package org.wms2.cli.follow;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.wms2.cli.app.Talk;
import org.wms2.cli.show.RequestText;
import org.wms2.domain.RequestView;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

/** Tells what has changed of one request since it was last looked at. Not thread-safe. */
final class Progress {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Talk talk;
    private int told;
    private String trouble = "";
    private String reason = "";
    private long reasonSince;
    private boolean reasonTold;

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
        reason(view);
        talk.status(isWorthALine(view) ? RequestText.progress(view, talk.isTerminal()) : "");
    }

    /** What it waits for: told when it has waited for that for a while, not in passing. */
    private void reason(RequestView view) {
        String now = view.request().reason();
        if (!now.equals(reason)) {
            reason = now;
            reasonSince = System.nanoTime();
            reasonTold = false;
        }
        boolean working = view.request().status().phase() == RequestStatus.Phase.WORKING;
        if (working && !reasonTold && !reason.isEmpty() && System.nanoTime() - reasonSince > PATIENCE_NANOS) {
            talk.line(view.request().name() + " waits: " + reason);
            reasonTold = true;
        }
    }

    /** What its moves have not said already. */
    private boolean isWorthALine(RequestView view) {
        return view.request().status().phase() == RequestStatus.Phase.WORKING
                && (view.units().total() > 0 || talk.isTerminal());
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
        String subject = move.kind() == SubjectKind.REQUEST ? move.subject() : "DAG " + move.subject();
        String from = move.from().isEmpty() ? "" : move.from().toLowerCase(Locale.ROOT) + " -> ";
        String why = move.why().isEmpty() ? "" : " (" + move.why() + ")";
        return subject + ": " + from + move.to().toLowerCase(Locale.ROOT) + why;
    }
}
