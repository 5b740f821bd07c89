package org.wms2.cms.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wms2.cms.LoopbackCms;
import org.wms2.cms.http.JsonRows;
import org.wms2.ports.cms.Dbs;
import org.wms2.ports.cms.DbsBlock;
import org.wms2.ports.cms.DbsFile;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RseName;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.request.LumiRange;

/** The controls that change input datasets while the server runs, over the wire. */
class SimulatedInputTest {

    private static final BlockName BLOCK = new BlockName("/Grows/Era-v1/RAW#one");
    private static final RseName DESY = new RseName("T2_DE_DESY");
    private static final RseName CERN = new RseName("T2_CH_CERN");

    private final LoopbackCms world = new LoopbackCms();
    private final SimulatedCmsControl control = new SimulatedCmsControl(world.server.base());
    private final Dbs dbs = world.dbs();

    @AfterEach
    void close() {
        control.close();
        world.close();
    }

    @Test
    void aBlockAndItsDatasetAreMadeWithTheGivenLumisAndPlaces() {
        List<RunLumis> runs = List.of(
                new RunLumis(380001, List.of(new LumiRange(3, 4), new LumiRange(7, 7))),
                new RunLumis(380002, List.of(new LumiRange(1, 1))));

        List<Lfn> made = control.addFiles(
                BLOCK, List.of(DESY, CERN), List.of(new NewFile(null, runs, 10, 555, List.of()), noLumis()));

        assertThat(dbs.dataset(BLOCK.dataset())).isPresent();
        assertThat(dbs.blocks(BLOCK.dataset())).containsExactly(new DbsBlock(BLOCK, false, 2, 556));
        assertThat(dbs.files(BLOCK))
                .containsExactly(new DbsFile(made.get(0), 555, 10, runs), new DbsFile(made.get(1), 1, 7, List.of()));
        assertThat(world.rucio().replicas(List.of(BLOCK)).get(BLOCK)).containsExactly(CERN, DESY);
        assertThat(control.madeUp(BLOCK.dataset())).isFalse();
    }

    @Test
    void filesComeToABlockWhereItIsAndUnderAnyName() {
        List<Lfn> first = control.addFiles(BLOCK, List.of(DESY), List.of(NewFile.of(1, 1, 2, 10, 5)));
        Lfn early = new Lfn("/store/data/Era/Grows/RAW/v1/00000/0-before-all.root");

        List<Lfn> later = control.addFiles(
                BLOCK,
                List.of(),
                List.of(
                        NewFile.of(1, 3, 4, 10, 5),
                        new NewFile(early, List.of(new RunLumis(1, List.of(new LumiRange(5, 6)))), 10, 5, first)));

        assertThat(dbs.files(BLOCK))
                .extracting(DbsFile::lfn)
                .containsExactly(early, first.getFirst(), later.getFirst());
        assertThat(dbs.parents(BLOCK)).containsOnlyKeys(early);
        assertThat(world.rucio().replicas(List.of(BLOCK)).get(BLOCK)).containsExactly(DESY);
    }

    @Test
    void aBlockOfWhichOnlyAPartIsSomewhereIsNotThere() {
        control.addFiles(BLOCK, List.of(DESY, CERN), List.of(NewFile.of(1, 1, 2, 10, 5)));
        control.addFiles(BLOCK, List.of(CERN), List.of(NewFile.of(1, 3, 4, 10, 5)));

        assertThat(world.rucio().replicas(List.of(BLOCK)).get(BLOCK)).containsExactly(CERN);
    }

    @Test
    void aFileCanBecomeInvalidAndValidAgain() {
        List<Lfn> files =
                control.addFiles(BLOCK, List.of(DESY), List.of(NewFile.of(1, 1, 2, 10, 5), NewFile.of(1, 3, 4, 10, 5)));
        List<DbsFile> all = dbs.files(BLOCK);

        control.setValid(files.getFirst(), false);

        assertThat(dbs.files(BLOCK)).extracting(DbsFile::lfn).containsExactly(files.getLast());
        assertThat(world.cms.dbs().files(BLOCK)).isEqualTo(dbs.files(BLOCK));
        assertThat(dbs.injected(BLOCK)).hasSize(2);

        control.setValid(files.getFirst(), true);

        assertThat(dbs.files(BLOCK)).isEqualTo(all);
    }

    @Test
    void rowsComeInTheOrderThatIsSet() throws Exception {
        control.addFiles(
                BLOCK,
                List.of(DESY),
                List.of(NewFile.of(1, 1, 9, 10, 5), NewFile.of(1, 10, 19, 10, 5), NewFile.of(1, 20, 29, 10, 5)));
        List<Long> stored = lumisOnTheWire();

        control.answerOrder(AnswerOrder.REVERSED);
        assertThat(lumisOnTheWire()).isEqualTo(stored.reversed());

        control.answerOrder(AnswerOrder.SHUFFLED);
        List<Long> shuffled = lumisOnTheWire();
        assertThat(shuffled).isNotEqualTo(stored).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(lumisOnTheWire()).as("another order in every answer").isNotEqualTo(shuffled);

        control.answerOrder(AnswerOrder.STORED);
        assertThat(lumisOnTheWire()).isEqualTo(stored).hasSize(29);
        assertThat(new TreeSet<>(stored)).hasSize(29);
    }

    @Test
    void whatCannotBeIsRefusedInWordsAndChangesNothing() {
        Lfn nobody = new Lfn("/store/data/nobody.root");
        List<NewFile> one = List.of(NewFile.of(1, 1, 2, 10, 5));
        List<Lfn> there = control.addFiles(BLOCK, List.of(DESY), one);

        refused(ErrorCode.NOT_FOUND, "no file", () -> control.setValid(nobody, false));
        refused(
                ErrorCode.CONFLICT,
                "already",
                () -> control.addFiles(
                        BLOCK, List.of(), List.of(new NewFile(there.getFirst(), List.of(), 1, 1, List.of()))));
        refused(
                ErrorCode.INPUT_REFUSED,
                "parents: found '/store/data/nobody.root'",
                () -> control.addFiles(BLOCK, List.of(), List.of(new NewFile(null, List.of(), 1, 1, List.of(nobody)))));
        refused(
                ErrorCode.INPUT_REFUSED,
                "rses: found nothing",
                () -> control.addFiles(new BlockName(BLOCK.dataset() + "#new"), List.of(), one));
        refused(
                ErrorCode.INPUT_REFUSED,
                "rses: found 'T2_XX_Nowhere'",
                () -> control.addFiles(BLOCK, List.of(new RseName("T2_XX_Nowhere")), one));
        assertThatThrownBy(() -> NewFile.of(1, 1, 2, -1, 5))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("events");
        assertThat(dbs.injected(BLOCK)).hasSize(1);
        assertThat(dbs.blocks(BLOCK.dataset())).hasSize(1);
    }

    @Test
    void aBodyThatIsWrongIsRefused() throws Exception {
        for (String body : List.of(
                "{",
                "{\"block\": \"/A/B-v1/RAW#x\", \"rses\": [\"T2_DE_DESY\"], \"files\": [{\"lumis\": {}}]}",
                "{\"block\": \"/A/B-v1/RAW#x\", \"rses\": [\"T2_DE_DESY\"], "
                        + "\"files\": [{\"events\": 1, \"lumis\": {\"1\": [[2, 1]]}}]}",
                "{\"block\": \"/A/B-v1/RAW#x\", \"rses\": [\"T2_DE_DESY\"], "
                        + "\"files\": [{\"events\": 1, \"lumis\": {\"1\": [[2]]}}]}",
                "{\"block\": \"/A/B-v1/RAW#x\", \"rses\": [\"T2_DE_DESY\"], "
                        + "\"files\": [{\"events\": 1, \"lumis\": {\"a\": [[2, 3]]}}]}")) {
            assertThat(send("POST", "/simulated/files", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(send("PUT", "/simulated/files", "{\"lfn\": \"/store/a.root\"}")
                        .body())
                .contains("true or false");
        assertThat(send("PUT", "/simulated/order", "{\"order\": \"any\"}").body())
                .contains("stored, reversed or shuffled");
        assertThat(world.cms.content().datasets()).isEmpty();
    }

    private static NewFile noLumis() {
        return new NewFile(null, List.of(), 7, 1, List.of());
    }

    private static void refused(ErrorCode code, String words, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private List<Long> lumisOnTheWire() throws IOException, InterruptedException {
        String path = world.server.dbsReader().getPath() + "/filelumis?block_name="
                + BLOCK.value().replace("#", "%23");
        List<Long> lumis = new ArrayList<>();
        for (JsonNode row : JsonRows.MAPPER.readTree(send("GET", path, "").body())) {
            lumis.add(row.get("lumi_section_num").asLong());
        }
        return lumis;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.server.base() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
