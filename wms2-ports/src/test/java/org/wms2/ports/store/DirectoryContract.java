package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.RequestStatus;

/** Submit directories: which are there, and what is known of those that are gone. */
public abstract class DirectoryContract extends StoresContract {
    private static final Instant LATER = AT.plusSeconds(1);

    private static DagKey key(RequestName name, int round, int attempt) {
        return new DagKey(DagTag.of(name, 1, round), attempt);
    }

    private static Dag dag(RequestName name, int round, String directory) {
        return new Dag(
                key(name, round, 0), name, round, DagStatus.PLANNING, directory, Layout.SUBDAG, null, 0, 0, 0, "", AT);
    }

    private static RemovedDirectory gone(RequestName name, String directory) {
        return new RemovedDirectory(directory, name, "/archive/" + name + ".tar.gz", 7, 900, AT);
    }

    private RequestName withTwoRounds(String name, String root) {
        RequestName request = created(name, RequestStatus.QUEUED);
        applied(request, new Change.PutDag(dag(request, 0, root + "/" + name + "/v1/r0")));
        applied(request, new Change.PutDag(dag(request, 1, root + "/" + name + "/v1/r1")));
        return request;
    }

    private void ends(RequestName name) {
        applied(name, new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.ABORTED, "", ""));
    }

    @Test
    void one_attempt_of_a_dag_and_of_a_pilot_is_found_by_its_key() {
        RequestName name = withTwoRounds("a", "/submit");
        Pilot pilot = Pilot.planned(new DagKey(DagTag.pilot(name, 1), 0), name, "/submit/a/v1/pilot_0", AT);
        applied(name, new Change.PutPilot(pilot, null));
        assertThat(stores.work().dag(key(name, 1, 0)).orElseThrow().directory()).isEqualTo("/submit/a/v1/r1");
        assertThat(stores.work().dag(key(name, 1, 1))).isEmpty();
        assertThat(stores.work().dag(key(name, 2, 0))).isEmpty();
        assertThat(stores.work().pilot(pilot.key())).contains(pilot);
        assertThat(stores.work().pilot(new DagKey(pilot.key().tag(), 1))).isEmpty();
        assertThat(stores.work().directories(name))
                .containsExactly("/submit/a/v1/pilot_0", "/submit/a/v1/r0", "/submit/a/v1/r1");
    }

    @Test
    void what_is_gone_is_listed_no_more_and_told_once() {
        RequestName name = withTwoRounds("a", "/submit");
        RemovedDirectory first = gone(name, "/submit/a/v1/r0");
        applied(name, new Change.RemoveDirectory(first));
        assertThat(stores.work().directories(name)).containsExactly("/submit/a/v1/r1");
        RemovedDirectory again = new RemovedDirectory(first.directory(), name, "", 0, 0, LATER);
        applied(name, new Change.RemoveDirectory(again));
        assertThat(stores.work().removedDirectories(name)).containsExactly(first);
        assertThat(stores.work().removedDirectories(new RequestName("other"))).isEmpty();
    }

    @Test
    void another_requests_directory_is_a_defect() {
        RequestName name = withTwoRounds("a", "/submit");
        RequestName other = withTwoRounds("b", "/submit");
        assertThatThrownBy(() -> apply(name, new Change.RemoveDirectory(gone(other, "/submit/b/v1/r0"))))
                .isInstanceOf(Wms2Exception.class);
        assertThat(stores.work().removedDirectories(other)).isEmpty();
    }

    @Test
    void old_ones_are_those_of_final_requests_that_owe_nothing_longest_ended_first() {
        RequestName alive = withTwoRounds("alive", "/submit");
        RequestName b = withTwoRounds("b", "/submit");
        RequestName a = withTwoRounds("a", "/submit");
        RequestName owing = withTwoRounds("owing", "/submit");
        RequestName elsewhere = withTwoRounds("elsewhere", "/submit-2");
        ends(b);
        ends(a);
        ends(elsewhere);
        applied(
                owing,
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.ABORTED, "", ""),
                new Change.SetOwing(true));
        assertThat(stores.work().withOldDirectories(AT, "/submit", 10)).isEmpty();
        assertThat(stores.work().withOldDirectories(LATER, "/submit", 10)).containsExactly(a, b);
        assertThat(stores.work().withOldDirectories(LATER, "/submit", 1)).containsExactly(a);
        assertThat(stores.work().withOldDirectories(LATER, "/submit-2", 10)).containsExactly(elsewhere);
        applied(a, new Change.RemoveDirectory(gone(a, "/submit/a/v1/r0")));
        assertThat(stores.work().withOldDirectories(LATER, "/submit", 10)).containsExactly(a, b);
        applied(a, new Change.RemoveDirectory(gone(a, "/submit/a/v1/r1")));
        assertThat(stores.work().withOldDirectories(LATER, "/submit", 10)).containsExactly(b);
        assertThat(row(a).status()).isEqualTo(RequestStatus.ABORTED);
        assertThat(row(alive).status()).isEqualTo(RequestStatus.QUEUED);
    }
}
