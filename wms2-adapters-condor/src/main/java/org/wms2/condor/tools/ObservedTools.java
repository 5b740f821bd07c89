package org.wms2.condor.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.system.Call;
import org.wms2.ports.system.CallObserver;

/** Runs HTCondor's tools by name, at one schedd, and tells the observer how each call ended. */
final class ObservedTools {
    private static final int MAX_OUTPUT_BYTES = 64 << 20;
    private static final String SERVICE = "HTCondor";

    private final ToolEnvironment environment;
    private final CommandRunner runner;
    private final CallObserver observer;
    private final Schedd schedd;

    /** At the tools' own default schedd. */
    ObservedTools(ToolEnvironment environment, CallObserver observer) {
        this(environment, observer, Schedd.DEFAULT);
    }

    ObservedTools(ToolEnvironment environment, CallObserver observer, Schedd schedd) {
        this.schedd = schedd;
        this.environment = environment;
        this.runner = new CommandRunner(environment.variables(), MAX_OUTPUT_BYTES);
        this.observer = observer;
    }

    /** The schedd that every call goes to. */
    Schedd schedd() {
        return schedd;
    }

    /** One call, as it ended within its limits. The caller reads its exit status; the schedd is named here. */
    CommandResult run(String tool, List<String> arguments, Path directory, String stdin, Duration limit) {
        return run(tool, List.of(), arguments, directory, stdin, limit);
    }

    /**
     * One call behind another program that starts it.
     *
     * @throws ServiceUnavailableException if it did not end in time: its effect is unknown
     */
    CommandResult run(
            String tool, List<String> wrapper, List<String> arguments, Path directory, String stdin, Duration limit) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(program(tool));
        command.addAll(schedd.arguments(tool));
        command.addAll(arguments);
        CommandResult result = runner.run(command, directory, stdin, limit);
        observer.observed(new Call(SERVICE, tool, outcome(result), result.time()));
        if (result.timedOut()) {
            throw unavailable(tool, "no answer within " + limit.toSeconds() + " s; is the schedd stuck?");
        }
        if (result.tooLong()) {
            throw unavailable(
                    tool, "an answer of more than " + (MAX_OUTPUT_BYTES >> 20) + " MiB; are there too many jobs?");
        }
        return result;
    }

    /** The path of a program. */
    String program(String name) {
        return environment
                .find(name)
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.INTERNAL,
                        name + " is not on the PATH given to HTCondor's tools ("
                                + environment.variables().get("PATH") + "): install HTCondor, or start the local pool"))
                .toString();
    }

    static ServiceUnavailableException unavailable(String tool, String what) {
        return new ServiceUnavailableException(SERVICE, tool + ": " + what);
    }

    private static Call.Outcome outcome(CommandResult result) {
        if (result.timedOut()) {
            return Call.Outcome.TIMEOUT;
        }
        return result.succeeded() ? Call.Outcome.OK : Call.Outcome.UNAVAILABLE;
    }
}
