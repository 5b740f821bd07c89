package org.wms2.cli.commands;

import org.wms2.cli.app.App;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.WishKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The wishes that move a request, from the weakest to the strongest (docs/states.md, Who decides). */
final class WishCommands {
    private WishCommands() {}

    /** {@code wms2 release}. */
    @Command(name = "release", mixinStandardHelpOptions = true, description = "Goes on with held requests.")
    static final class Release extends WishCommand {
        @Option(names = "--replan", description = "Plan anew what is missing, although it could be resumed.")
        private boolean replan;

        Release(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return new NewWish(WishKind.RELEASE, false, replan, null, who, why);
        }
    }

    /** {@code wms2 hold}. */
    @Command(
            name = "hold",
            mixinStandardHelpOptions = true,
            description = "Lets a live DAG run out, then holds the request.")
    static final class Hold extends WishCommand {
        Hold(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return NewWish.of(WishKind.HOLD, who, why);
        }
    }

    /** {@code wms2 stop}. */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Removes a live DAG, keeps what it finished, then holds the request.")
    static final class Stop extends WishCommand {
        @Option(names = "--requeue", description = "Go back into the queue instead.")
        private boolean requeue;

        Stop(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return new NewWish(WishKind.STOP, requeue, false, null, who, why);
        }
    }

    /** {@code wms2 finish}. */
    @Command(
            name = "finish",
            mixinStandardHelpOptions = true,
            description = "Gives up what is missing and completes the request with the rest.")
    static final class Finish extends WishCommand {
        Finish(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return NewWish.of(WishKind.FINISH, who, why);
        }
    }

    /** {@code wms2 fail}. */
    @Command(
            name = "fail",
            mixinStandardHelpOptions = true,
            description = "Removes a live DAG and ends the request as failed.")
    static final class Fail extends WishCommand {
        Fail(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return NewWish.of(WishKind.FAIL, who, why);
        }
    }

    /** {@code wms2 abort}. */
    @Command(
            name = "abort",
            mixinStandardHelpOptions = true,
            description = "Removes a live DAG and ends the request as aborted.")
    static final class Abort extends WishCommand {
        Abort(App app) {
            super(app);
        }

        @Override
        NewWish wish(String who, String why) {
            return NewWish.of(WishKind.ABORT, who, why);
        }
    }
}
