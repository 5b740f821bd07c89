package org.wms2.domain.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.id.Lfn;

/** What somebody wants to know of a plan. */
public sealed interface Question {
    /** Which jobs read this file? */
    record OfFile(Lfn file) implements Question {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** Which job processes or generates this lumi section? */
    record OfLumi(int run, long lumi) implements Question {
        @Override
        public String toString() {
            return "run " + run + " lumi " + lumi;
        }
    }

    /** Digits as they fit into a run (31 bits) and a lumi section (32 bits). */
    Pattern SECTION = Pattern.compile("(\\d{1,10}):(\\d{1,10})");

    /**
     * The question of a word: an LFN, or {@code run:lumi}.
     *
     * @throws InputRefusedException if it is neither
     */
    static Question parse(String word) {
        Matcher section = SECTION.matcher(word);
        if (section.matches()) {
            long run = Long.parseLong(section.group(1));
            if (run <= Integer.MAX_VALUE) {
                return new OfLumi((int) run, Long.parseLong(section.group(2)));
            }
        } else if (word.startsWith("/")) {
            return new OfFile(new Lfn(word));
        }
        throw new InputRefusedException("explain", word, "an LFN, or run:lumi such as 370000:17");
    }
}
