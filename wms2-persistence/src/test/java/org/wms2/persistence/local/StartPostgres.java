package org.wms2.persistence.local;

import java.nio.file.Path;

/** A program of its own that starts the server of a home and ends: {@link LocalPostgresTest} runs it. */
final class StartPostgres {
    private StartPostgres() {}

    /** Prints the database's URL. */
    public static void main(String[] arguments) {
        System.out.println(new LocalPostgres(Path.of(arguments[0])).start().url());
    }
}
