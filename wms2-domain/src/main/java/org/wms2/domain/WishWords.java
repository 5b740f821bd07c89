package org.wms2.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/** What a wish would do to a request as it stands, in words (docs/states.md, Who decides). Pure. */
final class WishWords {
    private WishWords() {}

    /**
     * What is known of the request that decides what a wish does.
     *
     * @param live its DAG, if it may be in HTCondor
     * @param open its open wishes
     * @param merged work units that are merged or registered
     */
    record Standing(Request request, Optional<Dag> live, List<Wish> open, long merged) {
        RequestStatus status() {
            return request.status();
        }
    }

    static String of(Standing now, NewWish wish) {
        if (now.status().isFinal()) {
            return "nothing: it is " + now.status().word() + ", which is final";
        }
        String words = alone(now, wish);
        Optional<Wish> stronger = wish.kind() == WishKind.PRIORITY ? Optional.empty() : stronger(now, wish.kind());
        return stronger
                .map(w -> w.kind().word() + " by " + w.what().who() + " is stronger and acts first; then: " + words)
                .orElse(words);
    }

    private static Optional<Wish> stronger(Standing now, WishKind than) {
        return now.open().stream()
                .filter(w -> w.kind().compareTo(than) > 0)
                .max(Comparator.comparing(Wish::kind).thenComparing(Wish::id));
    }

    private static String alone(Standing now, NewWish wish) {
        return switch (wish.kind()) {
            case PRIORITY -> priority(now, wish);
            case RELEASE -> release(now, wish.replan());
            case HOLD -> hold(now);
            case STOP -> stop(now, wish.requeue());
            case FINISH -> finish(now);
            case FAIL -> end(now, RequestStatus.FAILED);
            case ABORT -> end(now, RequestStatus.ABORTED);
        };
    }

    private static String priority(Standing now, NewWish wish) {
        int before = now.request().priority();
        return Integer.valueOf(before).equals(wish.priority())
                ? "nothing: its priority is " + before
                : "priority " + before + " becomes " + wish.priority() + "; it stays " + now.status().word();
    }

    private static String release(Standing now, boolean replan) {
        if (now.status() != RequestStatus.HELD) {
            return "nothing: it is " + now.status().word() + ", not held";
        }
        if (now.live().isEmpty()) {
            return replan ? "it goes on; what is missing is planned anew" : "it goes on where it stood";
        }
        return replan
                ? "nothing: " + dag(now) + " may still run; stop it first, then release with --replan"
                : "active again; " + dag(now) + " runs on";
    }

    private static String hold(Standing now) {
        if (now.status() == RequestStatus.HELD) {
            return "nothing: it is held";
        }
        return now.live().isPresent() ? dag(now) + " runs out first, then held" : "held at once; nothing of it runs";
    }

    private static String stop(Standing now, boolean requeue) {
        if (now.live().isPresent()) {
            return dag(now) + " is removed, what it finished is kept; then "
                    + (requeue ? "what is missing goes back into the queue" : "held");
        }
        if (now.status() == RequestStatus.HELD) {
            return "nothing: it is held and nothing of it runs" + (requeue ? "; release it to go on" : "");
        }
        return requeue
                ? "nothing of it runs; what is missing goes back into the queue"
                : "held at once; nothing of it runs";
    }

    private static String finish(Standing now) {
        if (now.live().isEmpty() && now.merged() == 0) {
            return "nothing: it has merged nothing that it could end with; abort it instead";
        }
        String rest = "what is missing is given up, and it ends completed once the rest is announced";
        return now.live().isPresent() ? dag(now) + " is removed first, what it finished is kept; then " + rest : rest;
    }

    private static String end(Standing now, RequestStatus to) {
        String rest = to.word() + ", for ever; what is missing is given up";
        return now.live().isPresent() ? dag(now) + " and all its jobs are removed; then " + rest : rest;
    }

    private static String dag(Standing now) {
        return now.live().map(d -> "its DAG " + d.key()).orElse("its DAG");
    }
}
