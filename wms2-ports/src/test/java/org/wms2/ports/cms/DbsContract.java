package org.wms2.ports.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.cms.OutputSamples.block;
import static org.wms2.ports.cms.OutputSamples.dataset;
import static org.wms2.ports.cms.OutputSamples.file;
import static org.wms2.ports.cms.OutputSamples.injection;
import static org.wms2.ports.cms.OutputSamples.lfn;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** What every {@link Dbs} does. */
public abstract class DbsContract {

    protected abstract Dbs dbs();

    @Test
    void whatIsUnknownIsEmpty() {
        assertThat(dbs().dataset(dataset("Unknown"))).isEmpty();
        assertThat(dbs().blocks(dataset("Unknown"))).isEmpty();
        assertThat(dbs().files(block("Unknown"))).isEmpty();
        assertThat(dbs().parents(block("Unknown"))).isEmpty();
        assertThat(dbs().injected(block("Unknown"))).isEmpty();
    }

    @Test
    void aBlockCanBeReadAsItWasInjected() {
        dbs().inject(injection("Read", null, List.of(file("Read", 1, List.of()), file("Read", 0, List.of()))));

        assertThat(dbs().dataset(dataset("Read")))
                .contains(new DbsDataset(dataset("Read"), DatasetAccessType.PRODUCTION));
        assertThat(dbs().blocks(dataset("Read"))).containsExactly(new DbsBlock(block("Read"), false, 2, 2001));
        assertThat(dbs().files(block("Read"))).hasSize(2).first().satisfies(f -> {
            assertThat(f.lfn()).isEqualTo(lfn("Read", 0));
            assertThat(f.bytes()).isEqualTo(1000);
            assertThat(f.events()).isEqualTo(100);
            assertThat(f.runs())
                    .containsExactly(
                            new RunLumis(1, List.of(new LumiRange(1, 2), new LumiRange(4, 4))),
                            new RunLumis(2, List.of(new LumiRange(5, 5))));
        });
        assertThat(dbs().injected(block("Read")))
                .extracting(DbsFile::lfn)
                .containsExactly(lfn("Read", 0), lfn("Read", 1));
    }

    @Test
    void theSameBlockAgainIsASuccess() {
        BlockInjection injection = injection("Twice", null, List.of(file("Twice", 0, List.of())));

        dbs().inject(injection);
        dbs().inject(injection);

        assertThat(dbs().injected(block("Twice"))).hasSize(1);
    }

    @Test
    void aBlockThatExistsWithOtherFilesIsRefused() {
        dbs().inject(injection("Other", null, List.of(file("Other", 0, List.of()))));

        assertThatThrownBy(() -> dbs().inject(injection("Other", null, List.of(file("Other", 1, List.of())))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("exists with other files");
    }

    @Test
    void parentsMustBeThereBefore() {
        BlockInjection orphan = injection("Orphan", null, List.of(file("Orphan", 0, List.of(lfn("NoParent", 0)))));
        BlockInjection ofNothing = injection("Nothing", dataset("NoParent"), List.of(file("Nothing", 0, List.of())));

        assertThatThrownBy(() -> dbs().inject(orphan))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("202");
        assertThatThrownBy(() -> dbs().inject(ofNothing)).isInstanceOf(ServiceRefusedException.class);
        assertThat(dbs().dataset(dataset("Orphan"))).isEmpty();

        dbs().inject(injection("Parent", null, List.of(file("Parent", 0, List.of()))));
        dbs().inject(injection("Child", dataset("Parent"), List.of(file("Child", 0, List.of(lfn("Parent", 0))))));

        assertThat(dbs().injected(block("Child"))).hasSize(1);
    }

    @Test
    void parentsAreGivenByFileInOrderAndOnlyWhereThereAreAny() {
        dbs().inject(injection("Raw", null, List.of(file("Raw", 0, List.of()), file("Raw", 1, List.of()))));
        dbs().inject(injection(
                "Reco",
                dataset("Raw"),
                List.of(
                        file("Reco", 2, List.of(lfn("Raw", 1))),
                        file("Reco", 0, List.of(lfn("Raw", 1), lfn("Raw", 0))),
                        file("Reco", 1, List.of()))));

        assertThat(dbs().parents(block("Reco")))
                .containsOnly(
                        Map.entry(lfn("Reco", 0), List.of(lfn("Raw", 0), lfn("Raw", 1))),
                        Map.entry(lfn("Reco", 2), List.of(lfn("Raw", 1))));
        assertThat(dbs().parents(block("Raw"))).isEmpty();
    }

    @Test
    void theFilesOfADatasetThatIsNoLongerValidAreNotValid() {
        dbs().inject(injection("Gone", null, List.of(file("Gone", 0, List.of()))));
        dbs().setAccessType(dataset("Gone"), DatasetAccessType.INVALID);

        assertThat(dbs().files(block("Gone"))).isEmpty();
        assertThat(dbs().injected(block("Gone"))).hasSize(1);

        dbs().setAccessType(dataset("Gone"), DatasetAccessType.VALID);

        assertThat(dbs().files(block("Gone"))).hasSize(1);
    }

    @Test
    void theAccessTypeCanBeSetAndReadWhateverItIs() {
        dbs().inject(injection("Access", null, List.of(file("Access", 0, List.of()))));

        for (DatasetAccessType type : DatasetAccessType.values()) {
            dbs().setAccessType(dataset("Access"), type);

            assertThat(dbs().dataset(dataset("Access"))).contains(new DbsDataset(dataset("Access"), type));
        }
    }

    @Test
    void anUnknownDatasetHasNoAccessTypeToSet() {
        assertThatThrownBy(() -> dbs().setAccessType(dataset("Unknown"), DatasetAccessType.VALID))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("not in DBS");
    }
}
