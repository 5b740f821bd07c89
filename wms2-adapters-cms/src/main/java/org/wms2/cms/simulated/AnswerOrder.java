package org.wms2.cms.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** In which order the pretended DBS gives the rows of a list: the real one promises none. */
public enum AnswerOrder {
    /** Blocks by name, files as they came: what it does unless told otherwise. */
    STORED,
    /** The last row first. */
    REVERSED,
    /** Another order in every answer. */
    SHUFFLED;

    /** The rows in this order; {@code answer} counts answers, so that a run of them can be had again. */
    <T> List<T> of(List<T> rows, long answer) {
        List<T> ordered = new ArrayList<>(rows);
        switch (this) {
            case STORED -> {}
            case REVERSED -> Collections.reverse(ordered);
            case SHUFFLED -> Collections.shuffle(ordered, new Random(answer));
        }
        return ordered;
    }
}
