package org.wms2.persistence.local;

import java.nio.file.Path;

/** A process that starts the server of a home and ends: for tests of what outlives it. */
final class StartLocalPostgres {
    private StartLocalPostgres() {}

    /** Prints the URL. */
    public static void main(String[] arguments) {
        System.out.println(new LocalPostgres(Path.of(arguments[0])).start().url());
    }
}
