package org.wms2.cms.dbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.cms.LoopbackCms;
import org.wms2.cms.http.ServiceClient;
import org.wms2.cms.simulated.AnswerOrder;
import org.wms2.cms.simulated.NewFile;
import org.wms2.cms.simulated.SimulatedInput;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** Datasets that change while they are read: what is seen is never half of the truth. */
class ChangingInputTest {

    private static final BlockName RAW = new BlockName("/Changing/Era-v1/RAW#one");
    private static final BlockName RECO = new BlockName("/Changing/Era-Str-v1/RECO#one");
    private static final List<RseName> DESY = List.of(new RseName("T2_DE_DESY"));

    private final LoopbackCms world = new LoopbackCms();
    private final SimulatedInput input = world.cms.input();
    /** What happens after each call of the client, one by one. */
    private final Deque<Runnable> events = new ArrayDeque<>();

    private final ServiceClient client = new ServiceClient("DBS", LoopbackCms.IMPATIENT, null, call -> {
        Runnable event = events.poll();
        if (event != null) {
            event.run();
        }
    });
    private final DbsHttp dbs = new DbsHttp(client, world.server.dbsReader(), world.server.dbsWriter());

    @BeforeEach
    void fill() {
        List<Lfn> raw = input.addFiles(RAW, DESY, List.of(NewFile.of(1, 1, 4, 100, 1000), NewFile.of(1, 5, 8, 100, 1)));
        input.addFiles(
                RECO,
                DESY,
                List.of(new NewFile(
                        null,
                        List.of(
                                new RunLumis(1, List.of(new LumiRange(1, 2), new LumiRange(5, 8))),
                                new RunLumis(3, List.of(new LumiRange(9, 9)))),
                        70,
                        7,
                        List.of(raw.get(1), raw.get(0)))));
        input.addFiles(new BlockName("/Changing/Era-v1/RAW#two"), DESY, List.of(NewFile.of(2, 1, 4, 100, 1000)));
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    @Test
    void aFileThatComesWhileABlockIsReadIsSeenWithItsLumisNextTimeNotWithoutThemNow() {
        events.add(() -> input.addFiles(RAW, List.of(), List.of(NewFile.of(1, 9, 12, 100, 1000))));

        assertThat(dbs.files(RAW))
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.runs()).isNotEmpty());
        assertThat(dbs.files(RAW))
                .hasSize(3)
                .allSatisfy(f -> assertThat(f.runs()).isNotEmpty());
    }

    @Test
    void aFileThatBecomesInvalidWhileABlockIsReadKeepsItsLumisAndIsGoneNextTime() {
        List<DbsFile> before = dbs.files(RAW);
        Lfn first = before.getFirst().lfn();
        events.add(() -> input.setValid(first, false));

        assertThat(dbs.files(RAW)).isEqualTo(before);
        assertThat(dbs.files(RAW))
                .extracting(DbsFile::lfn)
                .doesNotContain(first)
                .hasSize(1);
        assertThat(dbs.injected(RAW)).extracting(DbsFile::lfn).contains(first).hasSize(2);
    }

    @Test
    void theOrderOfTheRowsOnTheWireDoesNotMatter() {
        List<DbsBlock> blocks = dbs.blocks(RAW.dataset());
        List<DbsFile> files = dbs.files(RAW);
        List<DbsFile> made = dbs.files(RECO);
        Map<Lfn, List<Lfn>> parents = dbs.parents(RECO);

        assertThat(blocks).hasSize(2);
        assertThat(parents.values())
                .singleElement()
                .satisfies(p -> assertThat(p).hasSize(2).isSorted());
        for (AnswerOrder order : List.of(AnswerOrder.REVERSED, AnswerOrder.SHUFFLED, AnswerOrder.SHUFFLED)) {
            input.answerOrder(order);

            assertThat(dbs.blocks(RAW.dataset())).isEqualTo(blocks);
            assertThat(dbs.files(RAW)).isEqualTo(files);
            assertThat(dbs.files(RECO)).isEqualTo(made);
            assertThat(dbs.parents(RECO)).isEqualTo(parents);
        }
    }
}
