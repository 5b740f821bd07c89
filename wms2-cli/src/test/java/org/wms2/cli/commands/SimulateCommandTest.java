package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String[] SMALL = {"simulate", "--requests", "5", "--jobs", "200", "--slots", "500"};

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void inItsFolder() {
        cli = new Cli(folder);
    }

    private static String[] with(String... more) {
        String[] all = java.util.Arrays.copyOf(SMALL, SMALL.length + more.length);
        System.arraycopy(more, 0, all, SMALL.length, more.length);
        return all;
    }

    @Test
    void aRehearsalPrintsQuantilesAPlotAndWhatItTakesForGranted() {
        cli.exits(0, SMALL).prints("5 requests of 200 jobs", "p10", "p50", "p99", "max", "100 % |", "days", "granted");
        assertThat(cli.composition.needs).as("nothing was opened for it").isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameAnswerAndTheQuantilesAscend() {
        JsonNode first = cli.exits(0, with("--json", "--seed", "7")).json();
        JsonNode quantiles = first.get("quantiles");

        assertThat(cli.exits(0, with("--json", "--seed", "7")).json()).isEqualTo(first);
        assertThat(cli.exits(0, with("--json", "--seed", "8")).json().get("ends"))
                .isNotEqualTo(first.get("ends"));
        assertThat(first.get("ends")).hasSize(5);
        assertThat(quantiles.get("p10").asLong())
                .isPositive()
                .isLessThanOrEqualTo(quantiles.get("p50").asLong());
        assertThat(quantiles.get("max").asLong())
                .isEqualTo(first.get("ends").get(4).asLong());
    }

    @Test
    void fewerSlotsTakeLonger() {
        long many =
                cli.exits(0, with("--json")).json().get("quantiles").get("p50").asLong();
        long few = cli.exits(0, "simulate", "--requests", "5", "--jobs", "200", "--slots", "50", "--json")
                .json()
                .get("quantiles")
                .get("p50")
                .asLong();
        assertThat(few).isGreaterThan(2 * many);
    }

    @Test
    void thePlotIsWrittenAsAPicture() throws Exception {
        Path picture = folder.resolve("plot.svg");
        cli.exits(0, with("--svg", picture.toString()));
        assertThat(Files.readString(picture)).startsWith("<svg").contains("polyline", "5 requests");
    }

    @Test
    void whatCannotBeRehearsedIsRefused() {
        cli.exits(7, "simulate", "--failures", "1.5").says("failures", "probability");
        cli.exits(7, "simulate", "--requests", "0").says("requests", "1 to 10000");
    }
}
