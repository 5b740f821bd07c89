package org.wms2.cli.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wms2} alone: help, version, and the exit codes. */
@Command(
        name = "wms2",
        description = "Runs CMS production requests on HTCondor.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:our own fault; one line says where the details are. Of audit: there is a difference;"
                    + " of plan --explain: the input has no such thing",
            " 2:the command line or a setting is wrong",
            " 3:no such request, file or dataset",
            " 4:in conflict with what there is, or the request is held; of wishes: it is final",
            " 5:a service refused",
            " 6:not allowed",
            " 7:the input is refused, or not processed yet",
            " 8:the request ended failed, aborted, or completed with accepted loss",
            "75:a service or the database does not answer: try later",
            "130:interrupted"
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }
}
