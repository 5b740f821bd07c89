package org.wms2.ports.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wms2.ports.cms.OutputSamples.RSE;
import static org.wms2.ports.cms.OutputSamples.block;
import static org.wms2.ports.cms.OutputSamples.dataset;
import static org.wms2.ports.cms.OutputSamples.file;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;
import org.wms2.ports.output.OutputFile;

/** What every {@link Rucio} does that has the disks T2_CH_CERN and T2_DE_DESY. */
public abstract class RucioContract {

    private static final RseName DESY = new RseName("T2_DE_DESY");

    protected abstract Rucio rucio();

    /** Lets time pass until rules are carried out. */
    protected abstract void daemonsRun();

    @Test
    void aBlockThatNobodyMadeIsNowhere() {
        assertThat(rucio().replicas(List.of(block("Nowhere")))).hasSize(1).containsKey(block("Nowhere"));
        assertThat(rucio().replicas(List.of(block("Nowhere"))).get(block("Nowhere")))
                .isEmpty();
        assertThat(rucio().findRule(block("Nowhere"), RSE.value())).isEmpty();
    }

    @Test
    void makingABlockTwiceIsMakingItOnce() {
        List<OutputFile> files = List.of(file("Made", 0, List.of()), file("Made", 1, List.of()));

        for (int i = 0; i < 2; i++) {
            rucio().ensureBlock(dataset("Made"), block("Made"));
            rucio().ensureReplicas(RSE, block("Made"), files);
            rucio().closeBlock(block("Made"));
        }

        assertThat(rucio().replicas(List.of(block("Made"))).get(block("Made"))).containsExactly(RSE);
    }

    @Test
    void filesCanBeAddedUntilABlockIsClosed() {
        rucio().ensureBlock(dataset("Grow"), block("Grow"));
        rucio().ensureReplicas(RSE, block("Grow"), List.of(file("Grow", 0, List.of())));
        rucio().ensureReplicas(RSE, block("Grow"), List.of(file("Grow", 0, List.of()), file("Grow", 1, List.of())));
        rucio().closeBlock(block("Grow"));

        assertThatThrownBy(() -> rucio().ensureReplicas(RSE, block("Nowhere"), List.of(file("Nowhere", 0, List.of()))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("DataIdentifierNotFound");
        assertThatThrownBy(() -> rucio().ensureReplicas(RSE, block("Grow"), List.of(file("Grow", 2, List.of()))))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("UnsupportedOperation");
    }

    @Test
    void aFileOfAnotherSizeIsRefused() {
        made("Size");
        OutputFile right = file("Size", 0, List.of());
        OutputFile wrong = new OutputFile(
                right.lfn(),
                right.dataset(),
                right.step(),
                right.module(),
                right.bytes() + 1,
                right.adler32(),
                right.events(),
                right.lumis(),
                right.parents());

        assertThatThrownBy(() -> rucio().ensureReplicas(DESY, block("Size"), List.of(wrong)))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("bytes there");
        assertThat(rucio().replicas(List.of(block("Size"))).get(block("Size"))).containsExactly(RSE);
    }

    @Test
    void aBlockWithoutAFileAtAnRseIsNotCompleteThere() {
        made("Part");
        rucio().ensureReplicas(DESY, block("Part"), List.of(file("Part", 0, List.of())));

        assertThat(rucio().replicas(List.of(block("Part"))).get(block("Part"))).containsExactly(RSE);

        rucio().ensureReplicas(DESY, block("Part"), List.of(file("Part", 1, List.of())));

        assertThat(rucio().replicas(List.of(block("Part"))).get(block("Part"))).containsExactly(RSE, DESY);
    }

    @Test
    void aRuleIsCarriedOutAfterAWhileAndThenTheFilesAreThere() {
        made("Move");

        RuleId id = rucio().addRule(rule("Move", DESY.value(), null));

        assertThat(rucio().rule(id)).hasValueSatisfying(rule -> {
            assertThat(rule.id()).isEqualTo(id);
            assertThat(rule.state()).isEqualTo(RuleState.REPLICATING);
            assertThat(rule.rseExpression()).isEqualTo(DESY.value());
            assertThat(rule.locksOk()).isZero();
            assertThat(rule.locksNotOk()).isEqualTo(2);
            assertThat(rule.error()).isEmpty();
        });
        daemonsRun();
        assertThat(rucio().rule(id)).hasValueSatisfying(rule -> {
            assertThat(rule.state()).isEqualTo(RuleState.OK);
            assertThat(rule.locksOk()).isEqualTo(2);
            assertThat(rule.locksNotOk()).isZero();
        });
        assertThat(rucio().replicas(List.of(block("Move"))).get(block("Move"))).containsExactly(RSE, DESY);
    }

    @Test
    void aRuleWhereTheFilesAreIsOkAtOnce() {
        made("Here");

        RuleId id = rucio().addRule(rule("Here", RSE.value(), null));

        assertThat(rucio().rule(id))
                .hasValueSatisfying(r -> assertThat(r.state()).isEqualTo(RuleState.OK));
    }

    @Test
    void aRuleIsFoundByItsKeyAndNotMadeTwice() {
        made("Key");
        assertThat(rucio().findRule(block("Key"), DESY.value())).isEmpty();

        RuleId id = rucio().addRule(rule("Key", DESY.value(), Duration.ofDays(10)));

        assertThat(rucio().findRule(block("Key"), DESY.value()).map(Rule::id)).contains(id);
        assertThat(rucio().findRule(block("Key"), RSE.value())).isEmpty();
        assertThat(rucio().addRule(rule("Key", DESY.value(), Duration.ofDays(10))))
                .isEqualTo(id);
    }

    @Test
    void aDeletedRuleIsGoneForUsAndCanBeDeletedAgain() {
        made("Gone");
        RuleId id = rucio().addRule(rule("Gone", DESY.value(), null));

        rucio().deleteRule(id);
        rucio().deleteRule(id);

        assertThat(rucio().rule(id)).isEmpty();
        assertThat(rucio().findRule(block("Gone"), DESY.value())).isEmpty();
        assertThatThrownBy(() -> rucio().addRule(rule("Gone", DESY.value(), null)))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("being deleted");
    }

    @Test
    void anUnknownRuleIsEmptyAndDeletingItASuccess() {
        RuleId unknown = new RuleId("0".repeat(32));

        rucio().deleteRule(unknown);

        assertThat(rucio().rule(unknown)).isEmpty();
    }

    @Test
    void whatRucioWillNeverDoIsRefusedInItsWords() {
        made("Wrong");

        assertThatThrownBy(() -> rucio().addRule(rule("Wrong", "T2_XX_Nowhere", null)))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("InvalidRSEExpression");
        assertThatThrownBy(() ->
                        rucio().addRule(new RuleRequest(block("Wrong"), DESY.value(), "No Such Activity", null, "")))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("InvalidObject");
        assertThatThrownBy(() -> rucio().addRule(rule("NoBlock", DESY.value(), null)))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("DataIdentifierNotFound");
    }

    private void made(String name) {
        rucio().ensureBlock(dataset(name), block(name));
        rucio().ensureReplicas(RSE, block(name), List.of(file(name, 0, List.of()), file(name, 1, List.of())));
        rucio().closeBlock(block(name));
    }

    private static RuleRequest rule(String name, String expression, @Nullable Duration lifetime) {
        return new RuleRequest(block(name), expression, "Production Output", lifetime, "contract");
    }
}
