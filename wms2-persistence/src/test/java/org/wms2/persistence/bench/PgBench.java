package org.wms2.persistence.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;

/** pgbench with the statements of the store, as they were recorded; prepared, as the store's are. */
final class PgBench {
    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(.+)");
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    /** Variables of the script with the values that the recorded moves have; a name and a version are computed. */
    private static final Map<String, String> VALUES = values();

    private final Path program;
    private final DatabaseSettings settings;
    private final LiveRequests live;
    private final String script;

    PgBench(Path program, DatabaseSettings settings, LiveRequests live) throws SQLException {
        this.program = program;
        this.settings = settings;
        this.live = live;
        live.reset();
        Recorder recorder = new Recorder(live::connect);
        RequestName name = LiveRequests.name(0, 0);
        String there = sql(recorder.statements(LiveRequests.move(name, 1)), name, 1);
        String back = sql(recorder.statements(LiveRequests.move(name, 2)), name, 2);
        this.script = """
                \\set number (:number + 1) %% %d
                \\if :number = 0
                \\set version :version + 1
                \\endif
                \\set name %d + :client_id * 1000 + :number
                \\if :version %% 2 = 1
                %s\\else
                %s\\endif
                """.formatted(LiveRequests.EACH, LiveRequests.FIRST, there, back);
    }

    /** What pgbench runs: one transaction. */
    String script() {
        return script;
    }

    private static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("owner", LiveRequests.OWNER);
        values.put("generation", String.valueOf(LiveRequests.GENERATION));
        values.put("at", LiveRequests.AT.toString());
        values.put("who", LiveRequests.WHO);
        values.put("why", LiveRequests.WHY);
        values.put("suggestion", LiveRequests.SUGGESTION);
        values.put("queued", RequestStatus.QUEUED.word());
        values.put("planning", RequestStatus.PLANNING.word());
        values.put("cause", Cause.NONE.word());
        values.put("kind", SubjectKind.REQUEST.word());
        return values;
    }

    /** The statements of one transaction, each on a line of its own, with variables for the values. */
    private static String sql(List<Recorder.Sent> statements, RequestName name, long version) {
        StringBuilder sql = new StringBuilder("BEGIN;\n");
        for (Recorder.Sent sent : statements) {
            List<String> values = sent.values();
            Matcher marks = Pattern.compile("\\?").matcher(sent.sql().replaceAll("\\s+", " "));
            int[] next = {0};
            sql.append(marks.replaceAll(mark -> ":" + variable(values.get(next[0]++), name, version)));
            sql.append(";\n");
        }
        return sql.append("COMMIT;\n").toString();
    }

    private static String variable(String value, RequestName name, long version) {
        if (value.equals(name.value())) {
            return "name";
        }
        if (value.equals(String.valueOf(version))) {
            return "version";
        }
        return VALUES.entrySet().stream()
                .filter(known -> known.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the store sends a value that the script lacks: " + value));
    }

    /** Runs it for so long; fails unless every transaction moved a request. */
    double perSecond(int seconds) throws IOException, SQLException, InterruptedException {
        Matcher url = URL.matcher(settings.url());
        if (!url.matches()) {
            throw new IllegalStateException("no URL of a server of our own: " + settings);
        }
        Path file = Files.createTempFile("wms2-moves", ".sql");
        try {
            Files.writeString(file, script);
            List<String> command = new ArrayList<>(List.of(program.toString(), "--no-vacuum", "--protocol=prepared"));
            command.addAll(List.of("--client=" + live.clients(), "--jobs=" + live.clients()));
            command.addAll(List.of("--time=" + seconds, "--file=" + file, "-D", "number=" + (LiveRequests.EACH - 1)));
            command.addAll(List.of("-D", "version=0"));
            VALUES.forEach((variable, value) -> command.addAll(List.of("-D", variable + "=" + value)));
            command.addAll(List.of("-h", url.group(1), "-p", url.group(2), "-U", settings.user(), url.group(3)));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", settings.password());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            long done = (long) number(DONE, said);
            if (exit != 0 || live.moved() != done) {
                throw new IllegalStateException(
                        "pgbench ended with " + exit + ", " + live.moved() + " moves are stored; it says: " + said);
            }
            return number(RATE, said);
        } finally {
            Files.delete(file);
        }
    }

    private static double number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench does not say '" + pattern + "': " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
