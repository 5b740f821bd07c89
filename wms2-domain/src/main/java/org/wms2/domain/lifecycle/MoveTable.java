package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * The legal moves of one kind of subject. A move that is not listed is refused with the reason.
 *
 * @param <S> the status
 */
public final class MoveTable<S extends Enum<S>> {
    /** One legal move, what sets it off, and when it is made. */
    public record Move<S extends Enum<S>>(S from, S to, Trigger trigger, String when) {}

    private final String subject;
    private final List<Move<S>> moves;

    private MoveTable(String subject, List<Move<S>> moves) {
        this.subject = subject;
        this.moves = List.copyOf(moves);
    }

    /** Begins a table; the subject is named in refusals. */
    public static <S extends Enum<S>> Builder<S> of(String subject) {
        return new Builder<>(subject);
    }

    /** All moves, in the order in which they were listed. */
    public List<Move<S>> moves() {
        return moves;
    }

    /** Why a move is refused; empty if it is legal. */
    public Optional<String> refusal(S from, S to) {
        if (moves.stream().anyMatch(m -> m.from() == from && m.to() == to)) {
            return Optional.empty();
        }
        List<String> legal = moves.stream()
                .filter(m -> m.from() == from)
                .map(m -> m.to().name())
                .distinct()
                .toList();
        return Optional.of("a " + subject + " does not move from " + from + " to " + to + "; from " + from
                + " it may go to " + (legal.isEmpty() ? "nothing: it is final" : String.join(", ", legal)));
    }

    /**
     * Returns if the move is legal.
     *
     * @throws Wms2Exception with code INTERNAL if it is not: a decision broke the table
     */
    public void require(S from, S to) {
        refusal(from, to).ifPresent(reason -> {
            throw new Wms2Exception(ErrorCode.INTERNAL, reason);
        });
    }

    /** Lists moves. */
    public static final class Builder<S extends Enum<S>> {
        private final String subject;
        private final List<Move<S>> moves = new ArrayList<>();

        private Builder(String subject) {
            this.subject = subject;
        }

        /** Adds one move that a fact sets off. */
        public Builder<S> move(S from, S to, String when) {
            return move(from, to, Trigger.FACT, when);
        }

        /** Adds one move. */
        public Builder<S> move(S from, S to, Trigger trigger, String when) {
            moves.add(new Move<>(from, to, trigger, when));
            return this;
        }

        /** Adds the same move from several statuses, set off by a fact. */
        public Builder<S> moves(List<S> from, S to, String when) {
            return moves(from, to, Trigger.FACT, when);
        }

        /** Adds the same move from several statuses. */
        public Builder<S> moves(List<S> from, S to, Trigger trigger, String when) {
            from.forEach(f -> move(f, to, trigger, when));
            return this;
        }

        public MoveTable<S> build() {
            return new MoveTable<>(subject, moves);
        }
    }
}
