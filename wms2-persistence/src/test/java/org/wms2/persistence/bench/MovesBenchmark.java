package org.wms2.persistence.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wms2.persistence.Database;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.persistence.TestHomes;
import org.wms2.persistence.local.LocalPostgres;

/**
 * Durable fenced moves per second of {@code RequestStore.apply}, against pgbench with the statements that apply sends, as
 * many clients, the same rows and the same server: one of our own, as WMS2 sets it up, in a temporary directory. Prints rows
 * of a table.
 *
 * <p>{@code MovesBenchmark PGBENCH CLIENTS SECONDS REPEATS FINISHED...}: for each number of finished requests, in ascending
 * order, both are measured in turn, each first every other time.
 */
public final class MovesBenchmark {
    private MovesBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        int clients = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        int repeats = Integer.parseInt(args[3]);
        Path home = TestHomes.make();
        LocalPostgres server = new LocalPostgres(home);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TestHomes.end(server, home), "stop-postgres"));
        DatabaseSettings settings = server.start().withPoolSize(Math.max(2, clients));
        try (Database database = Database.open(settings)) {
            LiveRequests live = new LiveRequests(settings, database.stores().requests(), clients);
            live.create();
            PgBench pgbench = new PgBench(Path.of(args[0]), settings, live);
            OurMoves ours = new OurMoves(database.stores().requests(), live);
            live.prepare();
            ours.perSecond(seconds);
            for (int i = 4; i < args.length; i++) {
                long finished = Long.parseLong(args[i]);
                live.fill(finished);
                measure(finished, clients, repeats, seconds, ours, pgbench, live);
            }
        }
    }

    private static void measure(
            long finished, int clients, int repeats, int seconds, OurMoves ours, PgBench pgbench, LiveRequests live)
            throws IOException, SQLException, InterruptedException {
        List<Double> moves = new ArrayList<>();
        List<Double> transactions = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            for (boolean our : i % 2 == 0 ? new boolean[] {true, false} : new boolean[] {false, true}) {
                live.prepare();
                if (our) {
                    moves.add(ours.perSecond(seconds));
                } else {
                    transactions.add(pgbench.perSecond(seconds));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %,.0f | %,.0f | %.0f %% | %s | %s |%n",
                finished,
                clients,
                median(moves),
                median(transactions),
                100 * median(moves) / median(transactions),
                all(moves),
                all(transactions));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String all(List<Double> values) {
        return values.stream().map(v -> String.format(Locale.ROOT, "%,.0f", v)).collect(Collectors.joining(" "));
    }
}
