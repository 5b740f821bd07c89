package org.wms2.condor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.pool.TestPool;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.system.CallObserver;

/** Work units that land elsewhere by themselves, on a real pool. */
@Tag("htcondor")
class LandingPoolTest {
    private static final SiteName CERN = new SiteName("T2_CH_CERN");
    private static final SiteName FNAL = new SiteName("T1_US_FNAL");

    private final CondorTools condor = new CondorTools(
            TestPool.get().environment(), ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);

    /**
     * One work unit lands at the black hole, the only site then; its jobs fail, it strikes the site and lands at the other.
     * The black hole is banned as soon as it has landed: the other one, whose turn comes after that, never goes there,
     * though DAGMan has run the PRE script of its node long before.
     */
    @Test
    void a_work_unit_that_its_site_fails_lands_elsewhere_and_a_ban_reaches_the_one_that_has_not_landed()
            throws Exception {
        TestedDag dag = new TestedDag(condor, 0, Map.of("site", CERN.value(), "exitCode", 10032), 1, where -> {});
        dag.ban(FNAL.value());
        dag.release();
        Patience.until("a first landing", () -> elected(dag, 0) || elected(dag, 1));
        dag.ban(CERN.value());
        int first = elected(dag, 0) ? 0 : 1;
        int second = 1 - first;
        assertThat(dag.directory().resolve("mg_00000" + first + "/elected_site.inc"))
                .content()
                .contains(CERN.value());
        Patience.until("a strike", () -> !dag.progress().struck().isEmpty());
        assertThat(dag.progress().struck()).isEqualTo(new TreeMap<>(Map.of(first, List.of(CERN))));
        assertThat(dag.progress().failed()).isEmpty();

        assertThat(dag.await(dag.first(), DagObservation::hasEnded).exitCode()).isZero();
        assertThat(List.of(dag.manifest(0).site(), dag.manifest(1).site())).containsOnly(FNAL);
        assertThat(dag.manifest(first).files()).allMatch(f -> f.lfn().value().contains("-a0_1_0_1-"));
        assertThat(dag.manifest(second).files()).allMatch(f -> f.lfn().value().contains("-a0_0_0_1-"));
        assertThat(dag.directory().resolve("mg_00000" + second + "/sites.inc"))
                .content()
                .isEqualTo("WMS2_SITES = T1_US_FNAL\nWMS2_LANDING_TRY = 0\n");
        assertThat(dag.progress().struck()).containsOnlyKeys(first);
        assertThat(dag.failures(first, 0)).singleElement().satisfies(f -> {
            assertThat(f.site()).isEqualTo(CERN);
            assertThat(f.category()).isEqualTo(FailureCategory.SITE);
            assertThat(f.exitCode()).isEqualTo(10032);
            assertThat(f.nodes()).isPositive();
        });
        assertThat(dag.failures(second, 0)).isEmpty();
        assertThat(dag.sides(first)).contains("merge-a0_1_0.json").doesNotContain("merge-a0_0_0.json");
    }

    private static boolean elected(TestedDag dag, int ordinal) {
        return Files.exists(dag.directory().resolve("mg_00000" + ordinal + "/elected_site.inc"));
    }

    /** All sites fail it: no site is left, and the work unit fails. The next attempt forgets the strikes. */
    @Test
    void a_work_unit_that_all_sites_fail_is_failed_and_the_next_attempt_may_use_them_again() throws Exception {
        TestedDag dag =
                new TestedDag(condor, 0, Map.of("ordinal", 0, "exitCode", 60311, "onlyAttempt", 0), 2, where -> {});
        dag.release();
        assertThat(dag.await(dag.first(), DagObservation::hasEnded).exitCode()).isOne();
        assertThat(dag.progress().struck().get(0)).containsExactlyInAnyOrder(CERN, FNAL);
        assertThat(dag.progress().failed()).containsOnlyKeys(0);
        assertThat(dag.failures(0, 0))
                .allMatch(f -> f.category() == FailureCategory.STORAGE)
                .extracting(Failure::site)
                .containsExactlyInAnyOrder(CERN, FNAL);
        assertThat(dag.check(dag.first()).done()).containsExactly(1);

        assertThat(dag.runSecond().exitCode()).isZero();
        assertThat(dag.directory().resolve("mg_000000/struck")).doesNotExist();
        assertThat(dag.manifest(0).files()).allMatch(f -> f.lfn().value().contains("-a1_1_0_1-"));
        assertThat(dag.progress().struck()).isEmpty();
    }
}
