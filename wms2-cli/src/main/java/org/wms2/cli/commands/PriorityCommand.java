package org.wms2.cli.commands;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.cli.app.App;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wms2 priority NAME... N}. */
@Command(
        name = "priority",
        mixinStandardHelpOptions = true,
        description = {
            "Gives requests another priority, 0 to 999,999: 'wms2 priority NAME... N'.",
            "The last word is N, unless --to gives it."
        })
final class PriorityCommand extends WishCommand {
    @Option(names = "--to", paramLabel = "N", description = "The priority; all words are names then.")
    private @Nullable Integer to;

    private @Nullable Integer last;

    PriorityCommand(App app) {
        super(app);
    }

    @Override
    List<String> names(List<String> given) {
        if (to != null) {
            return given;
        }
        String word = given.isEmpty() ? "" : given.getLast();
        if (!word.matches("\\d{1,6}")) {
            throw new Wms2Exception(
                    ErrorCode.USAGE,
                    "priority: found '" + word + "' as the last word, expected a number from 0 to 999999, or --to N");
        }
        last = Integer.valueOf(word);
        return given.subList(0, given.size() - 1);
    }

    @Override
    NewWish wish(String who, String why) {
        return new NewWish(WishKind.PRIORITY, false, false, to == null ? last : to, who, why);
    }
}
