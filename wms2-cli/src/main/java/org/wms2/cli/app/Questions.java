package org.wms2.cli.app;

import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
public interface Questions {
    /** Nobody can be asked. */
    Questions NOBODY = question -> Optional.empty();

    /** The line that is typed as the answer, stripped; empty if there is no terminal, or nobody answers. */
    Optional<String> ask(String question);
}
