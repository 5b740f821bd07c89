package org.wms2.cli.endtoend;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;

/** Names the steps of a request's life that leave a trace: change sets, and calls that change something outside. */
final class LifeStep {
    /** What only asks. Whatever else a port has is taken for an effect. */
    private static final Set<String> QUESTIONS = Set.of(
            "blocks",
            "checkReachable",
            "checkRescue",
            "dataset",
            "directory",
            "electedSites",
            "exists",
            "failures",
            "files",
            "find",
            "findRule",
            "forget",
            "heldJobs",
            "injected",
            "lastWords",
            "limits",
            "manifest",
            "observe",
            "parents",
            "progress",
            "remaining",
            "replicas",
            "rule");

    private LifeStep() {}

    /** The step's name; empty if the call leaves no trace, or none but what is waited for. */
    static Optional<String> of(String port, Method method, Object @Nullable [] arguments) {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof ChangeSet set) {
            return of(set);
        }
        boolean effect = switch (port) {
            case "requests" -> method.getName().equals("create");
            case "snapshots" -> method.getName().equals("extend");
            default -> !QUESTIONS.contains(method.getName());
        };
        return effect ? Optional.of(port + "." + method.getName()) : Optional.empty();
    }

    private static Optional<String> of(ChangeSet set) {
        List<String> parts = set.changes().stream()
                .map(LifeStep::part)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().collect(Collectors.joining(", ", "(", ")")));
    }

    private static Optional<String> part(Change change) {
        return switch (change) {
            case Change.Wait wait -> Optional.empty();
            case Change.SeeWishes seen -> Optional.empty();
            case Change.MoveRequest m -> Optional.of(move("request", m.from(), m.to()));
            case Change.MoveDag m -> Optional.of(move("DAG", m.from(), m.to()));
            case Change.MoveWorkUnit m -> Optional.of(move("work unit", m.from(), m.to()));
            // Looking again whether a transfer is over leaves a time.
            case Change.UpdateBlock u when u.from() == u.block().status() -> Optional.empty();
            case Change.UpdateBlock u ->
                Optional.of(move("block", u.from(), u.block().status()));
            case Change.PutIntent i -> Optional.of("intent " + word(i.intent().action()));
            default -> Optional.of(change.getClass().getSimpleName());
        };
    }

    private static String move(String subject, Enum<?> from, Enum<?> to) {
        return subject + " " + word(from) + " to " + word(to);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
