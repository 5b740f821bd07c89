package org.wms2.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveNode;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.domain.live.UnitStatus;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagNode;
import org.wms2.ports.htcondor.LogTail;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.plan.NodeRole;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;

/** Nodes, logs and status as a client gets them. */
@Timeout(60)
class NodeRoutesTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final SiteName CERN = new SiteName("T2_CH_CERN");
    private static final WorkUnitId UNIT = new WorkUnitId("abcdefghij");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server = HttpServer.start(0, List.of());

    @BeforeEach
    void start() {
        server.close();
        server = HttpServer.start(0, List.of(new NodeRoutes(reader())));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private LiveReader reader() {
        return new LiveReader() {
            @Override
            public NodePage nodes(RequestName name, NodeQuery query) {
                asked.set(query.toString());
                DagNode node =
                        new DagNode(0, "merge", NodeRole.MERGE, NodeState.IDLE, 1, "", "9.0", CERN, SampleRows.T0);
                return new NodePage(
                        known(name),
                        SampleRows.dag(name.value(), 0, 0),
                        new TreeMap<>(Map.of(NodeState.IDLE, 1L)),
                        List.of(new LiveNode(UNIT, node, Optional.empty(), Optional.empty())),
                        Optional.of("mg_000000/merge"),
                        List.of());
            }

            @Override
            public LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines) {
                asked.set(node + " " + starts + " " + lines + " " + round);
                return new LiveLog(
                        known(name),
                        SampleRows.dag(name.value(), 0, 0),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new LogTail("workflow.dag.dagman.out", 9, List.of("words"), true)));
            }

            @Override
            public LiveStatus status(RequestName name) {
                return new LiveStatus(
                        SampleRows.request(known(name).value(), RequestStatus.ACTIVE),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(SampleRows.dag(name.value(), 0, 0)),
                        List.of(new UnitStatus(
                                UNIT,
                                0,
                                WorkUnitStatus.RUNNING,
                                CERN,
                                new TreeMap<>(Map.of(NodeState.IDLE, 1L, NodeState.DONE, 3L)),
                                SampleRows.T0)),
                        new TreeMap<>(Map.of(NodeState.IDLE, 1L, NodeState.DONE, 3L)),
                        new Blockage(
                                name,
                                RequestStatus.ACTIVE,
                                Cause.DAG_RUNNING,
                                Cause.Owner.SITE,
                                "1 job is idle",
                                List.of(),
                                SampleRows.T0,
                                null,
                                "wait"),
                        List.of("a note"),
                        SampleRows.T0);
            }
        };
    }

    private static RequestName known(RequestName name) {
        if (name.value().equals("nobody")) {
            throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request nobody");
        }
        return name;
    }

    private JsonNode get(int status, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/requests/" + path))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return MAPPER.readTree(response.body());
    }

    @Test
    void nodesAreAPageWithTheKeyOfTheNext() throws Exception {
        JsonNode page = get(200, "r/nodes?state=idle&state=Held&unit=3&limit=7&after=mg_000000/landing&round=1");

        assertThat(page.path("states").path("idle").asInt()).isEqualTo(1);
        assertThat(page.path("nodes").path(0).path("key").asText()).isEqualTo("mg_000000/merge");
        assertThat(page.path("nodes").path(0).path("since").asText()).isEqualTo(SampleRows.T0.toString());
        assertThat(page.path("next").asText()).isEqualTo("mg_000000/merge");
        assertThat(asked.get())
                .contains("OptionalInt[1]", "Optional[3]", "HELD", "IDLE", "limit=7", "mg_000000/landing");
    }

    @Test
    void logsAreNamedByTheirPath() throws Exception {
        assertThat(get(200, "r/nodes/mg_000003/proc_000001/log?lines=5&starts=2")
                        .path("files")
                        .path(0)
                        .path("lines")
                        .path(0)
                        .asText())
                .isEqualTo("words");
        assertThat(asked.get()).contains("unit=mg_000003", "node=proc_000001", " 2 5 ");
        get(200, "r/nodes/dagman/log");
        assertThat(asked.get()).contains("unit=, node=]", " 1 100 ");
        get(200, "r/nodes/3/dagman/log");
        assertThat(asked.get()).contains("unit=3, node=]");
    }

    @Test
    void statusHasALinePerWorkUnitAndItsHealth() throws Exception {
        JsonNode status = get(200, "r/status");

        assertThat(status.path("workUnits").path(0).path("state").asText()).isEqualTo("running");
        assertThat(status.path("workUnits").path(0).path("states").path("done").asInt())
                .isEqualTo(3);
        assertThat(status.path("nodes").asInt()).isEqualTo(4);
        assertThat(status.path("health").path("predicate").asText()).isEqualTo("1 job is idle");
        assertThat(status.path("notes").path(0).asText()).isEqualTo("a note");
    }

    @Test
    void whatMeansNothingIsRefusedAndWhoIsNotThereIsNotFound() throws Exception {
        for (String path : List.of(
                "r/nodes?limit=0",
                "r/nodes?limit=1001",
                "r/nodes?state=sleeping",
                "r/nodes?stat=idle",
                "r/nodes?round=-1",
                "r/nodes/0/1/log?lines=1001",
                "r/nodes/0/1/log?starts=6",
                "r/nodes/0/..%2F..%2Fx/log",
                "r/nodes/0/proc_/log",
                "r/status?watch=1")) {
            assertThat(get(400, path).path("code").asText()).as(path).isEqualTo("input_refused");
        }
        for (String path : List.of("nobody/nodes", "nobody/status", "nobody/nodes/dagman/log")) {
            assertThat(get(404, path).path("detail").asText()).as(path).contains("no request nobody");
        }
    }
}
