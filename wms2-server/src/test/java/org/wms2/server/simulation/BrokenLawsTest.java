package org.wms2.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws can be broken: each deliberate defect is seen in one of the first worlds, by the law that is meant to see it. */
class BrokenLawsTest {
    private static final int WORLDS = 120;

    private static List<String> seen(Flaw flaw, String law) {
        Optional<Simulation.Outcome> found = LongStream.rangeClosed(1, WORLDS)
                .mapToObj(seed -> Simulation.run(seed, flaw))
                .filter(o -> o.broken().stream().anyMatch(b -> b.contains(law)))
                .findFirst();
        return found.map(Simulation.Outcome::broken).orElse(List.of());
    }

    @Test
    void anHtCondorThatForgetsItsTagsLeavesADagmanRunningBesideWhatComesNext() {
        assertThat(seen(Flaw.FORGETS_TAGS, "while its DAG runs")).isNotEmpty();
    }

    @Test
    void aSubmissionThatIsNotOnHoldIsNoFence() {
        assertThat(seen(Flaw.NOT_ON_HOLD, "two DAGMans run at once")).isNotEmpty();
    }

    @Test
    void aStoreThatDoesNotFenceTakesOldWrites() {
        assertThat(seen(Flaw.NO_FENCE, "was stored with generation")).isNotEmpty();
    }

    @Test
    void aDbsThatDoublesIsSeenInItsEvents() {
        assertThat(seen(Flaw.DBS_DOUBLES, "events in DBS")).isNotEmpty();
    }

    @Test
    void aLedgerThatLosesClaimsIsSeenByTheAudit() {
        assertThat(seen(Flaw.LEDGER_LOSES, "audit of")).isNotEmpty();
    }

    @Test
    void aTransferThatNeverEndsBreaksThePromiseOfAnEnd() {
        assertThat(seen(Flaw.NEVER_TRANSFERRED, "does not end")).isNotEmpty();
    }
}
