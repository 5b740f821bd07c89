package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wms2.ports.store.StoreFixtures.dag;
import static org.wms2.ports.store.StoreFixtures.dagKey;
import static org.wms2.ports.store.StoreFixtures.name;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.request.RequestStatus;

/** What every {@link WorkStore} and {@link SiteStore} answers beside what the change sets' contract shows. */
public abstract class WorkStoreContract extends StoreContract {
    @Test
    void dagsAreInTheOrderOfRoundsAndAttemptsWhateverTheirInsertion() {
        create("r", RequestStatus.ACTIVE);
        applied(
                claim("r"),
                new Change.PutDag(dag("r", 10, 0)),
                new Change.PutDag(dag("r", 2, 1)),
                new Change.PutDag(dag("r", 2, 0)));
        assertThat(stores().work().dags(name("r"))).containsExactly(dag("r", 2, 0), dag("r", 2, 1), dag("r", 10, 0));
        assertThat(stores().work().latestDag(name("r"))).contains(dag("r", 10, 0));
    }

    @Test
    void openDagsAreThoseOfAllRequestsWhoseEndIsNotApplied() {
        create("r", RequestStatus.ACTIVE);
        create("q", RequestStatus.HELD);
        Claim claim = claim("r");
        applied(claim, new Change.PutDag(dag("r", 0, 0)), new Change.PutDag(dag("r", 0, 1)));
        applied(claim("q"), new Change.PutDag(dag("q", 0, 0)));
        applied(claim, new Change.MoveDag(dagKey("r", 0, 0), DagStatus.PLANNING, DagStatus.REMOVED, "left"));
        assertThat(stores().work().openDags()).containsExactly(dag("q", 0, 0), dag("r", 0, 1));
    }

    @Test
    void whatIsUnknownIsEmpty() {
        assertThat(stores().work().latestDag(name("r"))).isEmpty();
        assertThat(stores().work().dags(name("r"))).isEmpty();
        assertThat(stores().work().openDags()).isEmpty();
        assertThat(stores().work().workUnits(dagKey("r", 0, 0))).isEmpty();
        assertThat(stores().work().counts(name("r"))).isEqualTo(new WorkUnitCounts(Map.of(), 0, 0, 0));
        assertThat(stores().work().transitions(name("r"))).isEmpty();
        assertThat(stores().outputs().blocks(name("r"))).isEmpty();
        assertThat(stores().outputs().datasets(name("r"))).isEmpty();
    }

    @Test
    void sitesAreReplacedAndSortedByName() {
        SiteStore.Site late = new SiteStore.Site(new SiteName("T2_US_Nebraska"), SiteStatus.DRAINING, "storage");
        SiteStore.Site early = new SiteStore.Site(new SiteName("T1_US_FNAL"), SiteStatus.ENABLED, "");
        SiteStore.Site changed = new SiteStore.Site(late.name(), SiteStatus.DISABLED, "still broken");
        assertThat(stores().sites().sites()).isEmpty();
        stores().sites().put(late);
        stores().sites().put(early);
        stores().sites().put(changed);
        assertThat(stores().sites().sites()).containsExactly(early, changed);
    }
}
