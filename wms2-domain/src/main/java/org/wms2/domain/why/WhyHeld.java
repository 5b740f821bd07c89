package org.wms2.domain.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.WorkUnitCounts;

/** Why a request is held, and the command that its suggestion means. */
final class WhyHeld {
    private static final int NAMED = 5;

    private final Ports ports;

    WhyHeld(Ports ports) {
        this.ports = ports;
    }

    Blockage of(Look look) {
        Request request = look.request();
        List<String> evidence = new ArrayList<>(units(look));
        evidence.addAll(failures(look));
        evidence.addAll(WhyOutputs.evidence(look.state().blocks()));
        if (look.claim().filter(ClaimView::live).isEmpty()) {
            evidence.add("no server has it: a release waits until one runs (wms2 serve)");
        }
        return look.answer(
                request.cause(), owner(look), request.reason(), evidence, request.causeSince(), null, command(request));
    }

    /** Of a refusal it is who has refused. */
    private static Cause.Owner owner(Look look) {
        Cause cause = look.request().cause();
        Optional<OutputBlock> failed = WhyOutputs.worst(look.state().blocks())
                .filter(b -> b.status() == BlockStatus.FAILED)
                .filter(b -> cause == Cause.REFUSED);
        return failed.map(WhyOutputs::owner).orElse(cause.owner());
    }

    private List<String> units(Look look) {
        WorkUnitCounts counts = ports.stores().work().counts(look.name());
        if (counts.total() == 0) {
            return List.of();
        }
        String byStatus = java.util.Arrays.stream(WorkUnitStatus.values())
                .filter(s -> counts.in(s) > 0)
                .map(s -> counts.in(s) + " " + s.word())
                .collect(Collectors.joining(", "));
        return List.of("work units: " + byStatus);
    }

    private List<String> failures(Look look) {
        Map<String, Integer> nodes = new TreeMap<>();
        for (Failure failure : ports.stores().failures().of(look.name())) {
            Object site = failure.site() == null ? "no known site" : failure.site();
            nodes.merge(
                    failure.category().word() + ", exit code " + failure.exitCode() + ", at " + site,
                    failure.nodes(),
                    Integer::sum);
        }
        return nodes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(NAMED)
                .map(e -> "failed nodes: " + e.getValue() + " " + e.getKey())
                .toList();
    }

    private static String command(Request request) {
        return switch (request.suggestion()) {
            case "release", "fail", "finish", "abort" -> "wms2 " + request.suggestion() + " " + request.name();
            case "" -> Remedy.of(request.cause(), request.name().value());
            default ->
                request.suggestion() + ": "
                        + Remedy.of(request.cause(), request.name().value());
        };
    }
}
