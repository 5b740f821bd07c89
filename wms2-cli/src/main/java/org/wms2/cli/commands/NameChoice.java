package org.wms2.cli.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.Talk;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.server.wiring.Engine;
import org.wms2.server.wiring.Scenarios;

/** Finds out which request a person means; mints or loads it where that is asked for. */
final class NameChoice {
    private final Engine engine;
    private final Talk talk;

    NameChoice(Engine engine, Talk talk) {
        this.engine = engine;
        this.talk = talk;
    }

    /**
     * The request's name.
     *
     * @param word what was given as NAME; may be absent with a file
     * @param simulate the file of --simulate
     */
    RequestName choose(@Nullable String word, @Nullable String simulate) {
        if (simulate != null) {
            return loaded(word, Path.of(simulate).toAbsolutePath().normalize());
        }
        String name = word == null ? "" : word;
        List<String> scenarios = engine.scenarios().map(Scenarios::names).orElse(List.of());
        if (scenarios.contains(name)) {
            RequestName minted = simulated().mint(name);
            talk.line(name + ": a new request of the simulated CMS, " + minted);
            return minted;
        }
        return new RequestName(name);
    }

    private RequestName loaded(@Nullable String word, Path file) {
        if (!Files.isReadable(file)) {
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND,
                    "--simulate: " + file + " does not exist or is not readable: give one that is");
        }
        List<Scenarios.Loaded> all = simulated().load(file);
        List<Scenarios.Loaded> meant =
                word == null ? all : all.stream().filter(l -> l.isMeantBy(word)).toList();
        if (meant.size() == 1) {
            return meant.getFirst().name();
        }
        ErrorCode code = meant.isEmpty() ? ErrorCode.NOT_FOUND : ErrorCode.USAGE;
        String found = meant.isEmpty()
                ? "no document of " + file + " is meant by '" + word + "'"
                : meant.size() + " documents of " + file + (word == null ? "" : " are meant by '" + word + "'");
        throw new Wms2Exception(code, found + ": give as NAME one of " + choices(meant.isEmpty() ? all : meant));
    }

    private static String choices(List<Scenarios.Loaded> documents) {
        return documents.stream()
                .map(d -> d.name() + (d.template().isEmpty() ? "" : " (" + d.template() + ")"))
                .collect(Collectors.joining(", "));
    }

    private Scenarios simulated() {
        return engine.scenarios()
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.USAGE,
                        "the CMS services are real here: scenarios and --simulate need the local profile"));
    }
}
