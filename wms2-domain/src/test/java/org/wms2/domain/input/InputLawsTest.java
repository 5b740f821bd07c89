package org.wms2.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.request.SplittingAlgo;

/** What holds whatever happens in DBS and Rucio between readings; -Dwms2.seed gives a failed seed again. */
class InputLawsTest {
    private static final int HISTORIES = 60;
    private static final int READINGS = 10;

    private static long seed() {
        Long given = Long.getLong("wms2.seed");
        long seed = given == null ? System.nanoTime() : given;
        System.out.println("-Dwms2.seed=" + seed);
        return seed;
    }

    @ParameterizedTest
    @EnumSource(SplittingAlgo.class)
    void positions_never_move_and_every_valid_selected_unit_has_exactly_one(SplittingAlgo algo) {
        Random random = new Random(seed());
        int whole = 0;
        for (int history = 0; history < HISTORIES; history++) {
            RandomInput world = new RandomInput(random);
            Selected selected = world.selected(algo);
            KeptInput input = selected.of(world.catalogue);
            for (int reading = 0; reading < READINGS; reading++) {
                whole += read(input, selected);
                int changes = random.nextInt(8);
                for (int change = 0; change < changes; change++) {
                    world.change();
                }
                world.claim(input);
            }
        }
        assertThat(whole).as("valid files that were found whole").isGreaterThan(HISTORIES);
    }

    /** Reads twice, and once while DBS says nothing; how many valid files were found whole. */
    private static int read(KeptInput input, Selected selected) {
        List<InputBlock> before = input.blocks();
        try {
            List<SnapshotPart> seen = input.differences();
            assertThat(input.refresh())
                    .as("read again, answers in another order")
                    .isEqualTo(seen);
        } catch (InputRefusedException e) {
            assertThat(before).isEmpty();
            return 0;
        }
        assertThat(input.differences()).as("differences right after reading").isEmpty();
        input.catalogue.silent = true;
        assertThat(input.differences()).as("differences without information").isEmpty();
        input.catalogue.silent = false;
        checkNumbers(before, input.blocks());
        return new InputAccount(input, selected).check();
    }

    private static void checkNumbers(List<InputBlock> before, List<InputBlock> now) {
        assertThat(now.subList(0, before.size()))
                .usingElementComparator((a, b) -> unplaced(a).equals(unplaced(b)) ? 0 : 1)
                .containsExactlyElementsOf(before);
        long file = 0;
        long position = 0;
        for (InputBlock block : now) {
            assertThat(block.firstPosition()).isEqualTo(position);
            assertThat(block.files().getFirst().ordinal()).isEqualTo(file);
            position = block.endPosition();
            file += block.files().size();
        }
    }

    private static InputBlock unplaced(InputBlock block) {
        return new InputBlock(
                block.ordinal(),
                block.name(),
                new TreeSet<>(),
                block.firstPosition(),
                block.positions(),
                block.files());
    }

    @ParameterizedTest
    @EnumSource(names = {"LUMI_BASED", "EVENT_AWARE_LUMI_BASED"})
    void a_dataset_that_only_grows_has_the_exclusions_and_positions_of_one_reading_at_its_end(SplittingAlgo algo) {
        Random random = new Random(seed());
        for (int history = 0; history < HISTORIES; history++) {
            RandomInput world = new RandomInput(random);
            Selected selected = world.selected(algo);
            KeptInput input = selected.of(world.catalogue);
            int refused = 0;
            for (int reading = 0; reading < READINGS; reading++) {
                world.add();
                world.add();
                try {
                    input.refresh();
                } catch (InputRefusedException e) {
                    refused++;
                }
            }
            if (refused < READINGS) {
                KeptInput once = selected.of(world.catalogue);
                once.refresh();
                assertThat(input.known().exclusions()).isEqualTo(once.known().exclusions());
                assertThat(input.known().header().orElseThrow().positions())
                        .isEqualTo(once.known().header().orElseThrow().positions());
            }
        }
    }
}
