package org.wms2.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.InputFile;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

/** A home of version 1, with requests everywhere on their way, opened by this version. */
class UpgradeTest {
    @RegisterExtension
    static final TestPostgres POSTGRES = new TestPostgres();

    private static Stores stores;

    @BeforeAll
    static void upgrade() {
        VersionOneHome home = new VersionOneHome(POSTGRES);
        for (String status : List.of("active", "queued", "planning", "held", "completed", "aborted")) {
            home.request("planned_" + status, status);
            home.snapshot("planned_" + status);
            home.dag("planned_" + status, status.equals("active") ? "running" : "completed");
        }
        for (String status : List.of("submitted", "queued", "planning", "pilot_running", "held", "failed")) {
            home.request("read_" + status, status);
            home.snapshot("read_" + status);
        }
        home.request("generates", "queued");
        stores = POSTGRES.stores();
    }

    private static Request row(String name) {
        return stores.requests().find(new RequestName(name)).orElseThrow();
    }

    private static List<Transition> moves(String name) {
        return stores.work().transitions(new RequestName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "queued", "planning", "held"})
    void what_version_1_planned_is_held_and_says_what_to_do(String status) {
        Request request = row("planned_" + status);
        assertThat(request.status()).isEqualTo(RequestStatus.HELD);
        assertThat(request.reason()).isEqualTo("planned by an earlier version, without a ledger");
        assertThat(request.suggestion()).isEqualTo("import it again under a new version");
        assertThat(request.version()).isEqualTo(8);
        assertThat(request.statusSince()).isEqualTo(request.nextLook()).isAfter(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(moves("planned_" + status))
                .containsExactly(new Transition(
                        SubjectKind.REQUEST,
                        "planned_" + status,
                        status,
                        "held",
                        request.statusSince(),
                        request.reason(),
                        "wms2 migration 2"));
        assertThat(stores.snapshots().header(request.name())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "planning", "pilot_running"})
    void what_version_1_only_read_is_read_again(String status) {
        Request request = row("read_" + status);
        assertThat(request.status()).isEqualTo(RequestStatus.SUBMITTED);
        assertThat(request.reason()).contains("read again");
        assertThat(request.suggestion()).isEmpty();
        assertThat(moves("read_" + status))
                .singleElement()
                .satisfies(move -> assertThat(move.from() + " " + move.to()).isEqualTo(status + " submitted"));
        assertThat(stores.snapshots().header(request.name())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitted", "held"})
    void what_rests_or_waits_to_be_read_stays_there_without_its_snapshot(String status) {
        Request request = row("read_" + status);
        assertThat(request.status().word()).isEqualTo(status);
        assertThat(request.reason()).isEqualTo("as it was");
        assertThat(moves("read_" + status)).isEmpty();
        assertThat(stores.snapshots().header(request.name())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned_completed", "planned_aborted", "read_failed"})
    void what_is_final_keeps_its_snapshot_without_positions(String name) {
        Request request = row(name);
        assertThat(request.status().isFinal()).isTrue();
        assertThat(request.version()).isEqualTo(7);
        assertThat(moves(name)).isEmpty();
        Instant read = Instant.parse("2026-03-01T13:00:00Z");
        assertThat(stores.snapshots().header(request.name()))
                .contains(new SnapshotHeader(request.name(), SampleRows.input(), read, read, 1, 1, 0, 10, 1_000, 0));
        InputBlock block = stores.snapshots().blocks(request.name()).iterator().next();
        assertThat(block.positions()).isZero();
        assertThat(block.files())
                .containsExactly(new InputFile(
                        0,
                        new Lfn("/store/data/Era/Sample/RAW/v1/0.root"),
                        1_000,
                        10,
                        List.of(new RunLumis(370_000, List.of(new LumiRange(1, 2))))));
        assertThat(stores.snapshots().blocks(request.name(), Span.ALL)).isEmpty();
    }

    @Test
    void a_generator_that_waits_goes_on_as_if_nothing_had_happened() {
        assertThat(row("generates").status()).isEqualTo(RequestStatus.QUEUED);
        assertThat(row("generates").version()).isEqualTo(7);
        assertThat(moves("generates")).isEmpty();
    }

    @Test
    void workflows_and_documents_of_version_1_are_read_with_the_defaults_of_what_is_new() {
        assertThat(stores.work().workflow(new RequestName("planned_active")))
                .contains(SampleRows.workflow("planned_active"));
        assertThat(row("planned_active").spec())
                .isEqualTo(
                        SampleRows.request("planned_active", RequestStatus.HELD).spec());
    }
}
