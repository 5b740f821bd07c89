package org.wms2.server.wiring;

import java.util.function.Supplier;

/**
 * Whether something that we need works.
 *
 * @param ask throws if it does not; with a message that says what is wrong and what to do
 */
public record Check(String name, Runnable ask) {

    /** What is wrong; empty if nothing is. */
    public String problem() {
        try {
            ask.run();
            return "";
        } catch (RuntimeException e) {
            String message = e.getMessage();
            return message == null ? e.getClass().getSimpleName() : message;
        }
    }

    /** A check that is passed when an answer comes, whatever it is. */
    static Check answers(String name, Supplier<?> question) {
        return new Check(name, () -> {
            Object answer = question.get();
            if (answer == null) {
                throw new IllegalStateException(name + " gave no answer");
            }
        });
    }
}
