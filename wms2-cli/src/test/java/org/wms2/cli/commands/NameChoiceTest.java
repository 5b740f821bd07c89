package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.id.RequestName;
import org.wms2.server.wiring.Scenarios;

/** Which request a person means. */
class NameChoiceTest {
    @TempDir
    private Path home;

    private Cli cli = new Cli(Path.of("/"));
    private String file = "";

    @BeforeEach
    void atHome() throws IOException {
        cli = new Cli(home);
        file = Files.writeString(home.resolve("requests.json"), "{}").toString();
    }

    private void document(String name, String template) {
        cli.engine.documents.add(new Scenarios.Loaded(new RequestName(name), template));
    }

    @Test
    void aScenarioIsMintedAndItsNewNameSaid() {
        cli.exits(0, "import", FakeEngine.SCENARIO, "--dry-run").says("demo-one-20261124");

        assertThat(cli.engine.calls).containsExactly("mint demo-one", "plan demo-one-20261124", "close");
    }

    @Test
    void anyOtherWordIsARequestOfReqMgr2() {
        cli.exits(0, "import", "someone_r", "--dry-run");

        assertThat(cli.engine.calls).containsExactly("plan someone_r", "close");
    }

    @Test
    void whereTheServicesAreRealAScenarioIsANameLikeAnyOtherAndAFileIsRefused() {
        cli.engine.real = true;

        cli.exits(0, "import", FakeEngine.SCENARIO, "--dry-run");
        cli.exits(2, "import", "--simulate", file).says("the CMS services are real here");
    }

    @Test
    void theOnlyDocumentOfAFileNeedsNoName() {
        document("one", "A/One.json");

        cli.exits(0, "import", "--simulate", file, "--dry-run");

        assertThat(cli.engine.calls).containsExactly("load requests.json", "plan one", "close");
    }

    @Test
    void oneOfSeveralIsMeantByItsNameOrItsTemplate() {
        document("one", "A/One.json");
        document("two", "A/Two.json");

        for (String word : new String[] {"two", "A/Two.json", "Two.json", "Two"}) {
            cli.engine.calls.clear();
            cli.exits(0, "import", word, "--simulate", file, "--dry-run");
            assertThat(cli.engine.calls).as(word).contains("plan two");
        }
    }

    @Test
    void withoutANameSeveralAreNotGuessedFrom() {
        document("one", "A/One.json");
        document("two", "");

        cli.exits(2, "import", "--simulate", file)
                .says("2 documents", "one (A/One.json), two")
                .printsNothing();
    }

    @Test
    void aWordThatMeansSeveralIsRefusedWithThem() {
        document("one", "A/Same.json");
        document("two", "B/Same.json");
        document("three", "C/Other.json");

        cli.exits(2, "import", "Same", "--simulate", file)
                .says("2 documents", "are meant by 'Same'", "one (A/Same.json)");
        assertThat(cli.err()).doesNotContain("three");
    }

    @Test
    void aWordThatMeansNoneIsNotFoundAndTheChoicesAreSaid() {
        document("one", "A/One.json");

        cli.exits(3, "import", "two", "--simulate", file).says("no document", "'two'", "one (A/One.json)");
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        cli.exits(3, "import", "--simulate", home.resolve("none.json").toString())
                .says("--simulate", "none.json", "does not exist");
    }

    @Test
    void aNameThatCannotBeOneIsRefused() {
        cli.exits(7, "import", "a/b").says("RequestName", "'a/b'");
    }
}
