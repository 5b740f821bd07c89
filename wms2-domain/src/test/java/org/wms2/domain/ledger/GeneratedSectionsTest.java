package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.wms2.domain.splitting.Inputs;

class GeneratedSectionsTest {
    @Test
    void theFirstSectionThatComesTwiceIsNamed() {
        GeneratedSections sections = new GeneratedSections();

        assertThat(sections.add(1, 4)).isEmpty();
        assertThat(sections.add(8, 9)).isEmpty();
        assertThat(sections.add(5, 7)).isEmpty();
        assertThat(sections.add(9, 12)).hasValue(9);
    }

    @RepeatedTest(50)
    void itFindsExactlyWhatASetWouldFind() {
        long seed = Inputs.seed();
        RandomGenerator random = Inputs.random(seed);
        GeneratedSections sections = new GeneratedSections();
        Set<Long> known = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            long first = random.nextLong(1, 300);
            long last = first + random.nextLong(0, 12);
            boolean free = true;
            for (long lumi = first; lumi <= last; lumi++) {
                free &= !known.contains(lumi);
            }

            OptionalLong twice = sections.add(first, last);

            assertThat(twice.isEmpty()).as("seed %s, %s-%s", seed, first, last).isEqualTo(free);
            assertThat(twice.isEmpty() || known.contains(twice.getAsLong()))
                    .as("seed %s", seed)
                    .isTrue();
            for (long lumi = first; free && lumi <= last; lumi++) {
                known.add(lumi);
            }
        }
    }
}
