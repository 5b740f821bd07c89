package org.wms2.persistence.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wms2.persistence.DatabaseSettings;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/**
 * A PostgreSQL server of our own under a WMS2 home: durable, on loopback, with a random password. It runs in a session of
 * its own (pg_ctl starts it so), outlives us and hears no Ctrl-C. Safe to call from several threads and processes.
 *
 * <p>Below {@code <home>/postgres}: {@code <version>/} the programs, {@code data/}, {@code password} (0600), {@code
 * port}, {@code server.log}, {@code lock}.
 */
public final class LocalPostgres {
    private static final String NAME = "wms2";
    private static final long LOG_LIMIT = 10_000_000;

    private final Path directory;
    private final Path programs;
    private final Path data;
    private final Path log;
    private final Account account;

    /** The server of a home, which need not exist yet. The account of the server must be able to reach it. */
    public LocalPostgres(Path home) {
        this.directory = home.toAbsolutePath().normalize().resolve("postgres");
        this.programs = directory.resolve(Binaries.version());
        this.data = directory.resolve("data");
        this.log = directory.resolve("server.log");
        this.account = Account.current();
    }

    /**
     * Starts the server, making it first if there is none. Nothing happens if it runs.
     *
     * @return how to connect
     * @throws Wms2Exception INTERNAL with the path of the log if it cannot be started
     */
    public DatabaseSettings start() {
        return locked(() -> {
            if (Postmaster.find(data).isEmpty()) {
                Binaries.unpack(programs, account);
                initialise();
                configure();
                Postmaster.removeStalePidFile(data);
                run("pg_ctl", "start", "-w", "-t", "60", "-D", data.toString(), "-l", log.toString());
            }
            DatabaseSettings settings = readSettings();
            ServerDatabase.ensure(settings, NAME, this::failure);
            return settings;
        });
    }

    /** Stops the server, if it runs; its clients lose their connections. */
    public void stop() {
        if (Files.isDirectory(directory)) {
            locked(() -> {
                stopNow();
                return true;
            });
        }
    }

    /** Stops the server and deletes its data: all requests, for ever. The programs stay. */
    public void reset() {
        if (Files.isDirectory(directory)) {
            locked(() -> {
                stopNow();
                Trees.delete(data);
                for (String file : List.of("password", "port", "server.log", "server.log.1")) {
                    Files.deleteIfExists(directory.resolve(file));
                }
                return true;
            });
        }
    }

    /** Whether exactly this server runs; asks the kernel, connects to nothing, changes nothing. */
    public ClusterStatus status() {
        try {
            OptionalLong pid = Postmaster.find(data);
            Path port = directory.resolve("port");
            int number =
                    Files.exists(port) ? Integer.parseInt(Files.readString(port).strip()) : 0;
            return new ClusterStatus(pid.isPresent(), pid.orElse(0), number, data, log);
        } catch (IOException e) {
            throw failure("cannot be looked at: " + e, e);
        }
    }

    /**
     * How to connect.
     *
     * @throws Wms2Exception NOT_FOUND if it was never started
     */
    public DatabaseSettings settings() {
        if (!Files.exists(directory.resolve("port"))) {
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND, "there is no local PostgreSQL in " + directory + ": run wms2 local start");
        }
        try {
            return readSettings();
        } catch (IOException e) {
            throw failure("its password or port cannot be read: " + e, e);
        }
    }

    private DatabaseSettings readSettings() throws IOException {
        String port = Files.readString(directory.resolve("port")).strip();
        return DatabaseSettings.of(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME,
                NAME,
                Files.readString(directory.resolve("password")).strip());
    }

    private void stopNow() throws IOException {
        if (Postmaster.find(data).isPresent()) {
            run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", data.toString());
        }
    }

    /** Makes the cluster beside its place and moves it there, so that a crash leaves nothing half. */
    private void initialise() throws IOException {
        Path version = data.resolve("PG_VERSION");
        String ours = Binaries.version().split("\\.", -1)[0];
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(ours)) {
                throw failure(
                        "its data is of PostgreSQL " + found + ", this program brings " + ours
                                + ": finish its requests with the older program, then run wms2 local reset",
                        null);
            }
            return;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Path password = directory.resolve("password");
        account.writeSecret(password, HexFormat.of().formatHex(random) + "\n");
        Path unfinished = directory.resolve("data.unfinished");
        Trees.delete(unfinished);
        run(
                "initdb",
                "-D",
                unfinished.toString(),
                "-U",
                NAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        Files.writeString(unfinished.resolve("postgresql.conf"), "\ninclude 'wms2.conf'\n", StandardOpenOption.APPEND);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Settings and port; the port stays as long as it is free. */
    private void configure() throws IOException {
        Path file = directory.resolve("port");
        int port = Files.exists(file)
                ? free(Integer.parseInt(Files.readString(file).strip()))
                : 0;
        if (port == 0) {
            port = free(0);
            account.writeSecret(file, port + "\n");
        }
        try (InputStream in = LocalPostgres.class.getResourceAsStream("wms2.conf")) {
            if (in == null) {
                throw failure("wms2.conf is missing on the class path: build again", null);
            }
            String fixed = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            account.writeSecret(data.resolve("wms2.conf"), fixed + "port = " + port + "\n");
        }
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, directory.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The port if it is free, any free one for 0; 0 if it is taken. */
    private static int free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket.getLocalPort();
        } catch (java.net.BindException e) {
            return 0;
        }
    }

    /** Output goes to a file, not to a pipe: the server must not hold a pipe of ours open. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = directory.resolve(program + ".out");
        Process process = account.command(directory, command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(program + " did not end within 120 s", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted while " + program + " ran", e);
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(output).strip().replaceAll("\\s+", " ");
            throw failure(
                    program + " ended with exit " + process.exitValue() + ": "
                            + said.substring(Math.max(0, said.length() - 400)),
                    null);
        }
    }

    private Wms2Exception failure(String what, @Nullable Throwable cause) {
        return new Wms2Exception(
                ErrorCode.INTERNAL, "local PostgreSQL in " + directory + ": " + what + " (log: " + log + ")", cause);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** One process, and in it one thread, at a time. */
    private <T> T locked(Work<T> work) {
        synchronized (LocalPostgres.class) {
            try {
                account.createDirectory(directory);
                try (FileChannel channel = FileChannel.open(
                                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw failure("its lock is not ours", null);
                    }
                    account.own(directory.resolve("lock"));
                    return work.run();
                }
            } catch (IOException e) {
                throw failure(e.toString(), e);
            }
        }
    }
}
