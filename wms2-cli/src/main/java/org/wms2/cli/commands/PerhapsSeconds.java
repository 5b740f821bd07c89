package org.wms2.cli.commands;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** An option's seconds may be left out: what follows is taken as seconds only if it is a number. */
final class PerhapsSeconds implements IParameterPreprocessor {
    static final String DEFAULT = "5";

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own type
    public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = info.get("separator") instanceof String separator && !separator.isBlank();
        if (!attached && (args.isEmpty() || !args.peek().matches("[0-9]+"))) {
            args.push(DEFAULT);
        }
        return false;
    }
}
