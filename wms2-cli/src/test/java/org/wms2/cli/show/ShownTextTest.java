package org.wms2.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Amounts and tables as people read them. */
class ShownTextTest {
    @Test
    void bytesAreInDecimalUnits() {
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(5_678_000_000L)).isEqualTo("5.7 GB");
        assertThat(Amounts.bytes(Long.MAX_VALUE)).isEqualTo("9223.4 PB");
    }

    @Test
    void timesAreToTheSecondAndThenCoarser() {
        assertThat(Amounts.time(0)).isEqualTo("0s");
        assertThat(Amounts.time(59.6)).isEqualTo("1m 00s");
        assertThat(Amounts.time(7_800)).isEqualTo("2h 10m");
        assertThat(Amounts.time(86_400 * 12 + 3 * 3_600)).isEqualTo("12d 3h");
    }

    @Test
    void numbersHaveCommasWhateverTheLocale() {
        assertThat(Amounts.number(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersAreToTheRight() {
        String text = Table.of("NAME", ">FILES", "WHY")
                .row("a", 7, "")
                .row("longer", 1_000, "so")
                .text();

        assertThat(text.lines()).containsExactly("NAME    FILES  WHY", "a           7", "longer   1000  so");
    }

    @Test
    void aRowMustFitItsTable() {
        assertThatThrownBy(() -> Table.of("A", "B").row("only one")).isInstanceOf(IllegalArgumentException.class);
    }
}
