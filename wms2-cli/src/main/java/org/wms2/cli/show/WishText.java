package org.wms2.cli.show;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;

/** Wishes in words. */
public final class WishText {
    private WishText() {}

    /** The table of open wishes: what, who, when, why. */
    public static Table open(List<Wish> wishes) {
        Table table = Table.of("WISH", "BY", "AT", "WHY");
        for (Wish wish : wishes) {
            table.row(
                    of(wish.what()),
                    wish.what().who(),
                    wish.at().truncatedTo(ChronoUnit.SECONDS),
                    wish.what().why());
        }
        return table;
    }

    /** A wish as the command line has it: {@code stop --requeue}, {@code priority 5000}. */
    public static String of(NewWish wish) {
        return wish.kind().word()
                + (wish.requeue() ? " --requeue" : "")
                + (wish.replan() ? " --replan" : "")
                + (wish.priority() == null ? "" : " " + wish.priority());
    }
}
