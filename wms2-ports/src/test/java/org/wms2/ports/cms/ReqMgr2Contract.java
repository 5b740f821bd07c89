package org.wms2.ports.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.NotYetException;
import org.wms2.ports.error.ServiceRefusedException;
import org.wms2.ports.id.RequestName;

/** What every {@link ReqMgr2} does. */
public abstract class ReqMgr2Contract {

    protected abstract ReqMgr2 reqMgr2();

    /** Makes ReqMgr2 have this document under its name. */
    protected abstract void given(RequestName name, String document);

    @Test
    void anUnknownRequestIsEmpty() {
        assertThat(reqMgr2().find(new RequestName("nobody_asked_this"))).isEmpty();
    }

    @Test
    void aKnownRequestIsMappedAndItsDocumentKept() {
        RequestName name = new RequestName("contract_known");
        String document = document(name, "ReReco", "FileBased");
        given(name, document);

        assertThat(reqMgr2().find(name)).hasValueSatisfying(found -> {
            assertThat(found.spec().name()).isEqualTo(name);
            assertThat(found.status()).isEqualTo("assigned");
            assertThat(found.raw()).isEqualTo(document);
        });
    }

    @Test
    void aFieldThatCannotBeProcessedIsRefusedByName() {
        RequestName name = new RequestName("contract_refused");
        given(name, document(name, "ReReco", "SiteBased"));

        assertThatThrownBy(() -> reqMgr2().find(name))
                .isInstanceOf(InputRefusedException.class)
                .hasMessageContaining("SplittingAlgo: found 'SiteBased'");
    }

    @Test
    void aTypeThatIsNoWorkloadOfOursIsNotYet() {
        RequestName name = new RequestName("contract_harvest");
        given(name, document(name, "DQMHarvest", "FileBased"));

        assertThatThrownBy(() -> reqMgr2().find(name)).isInstanceOf(NotYetException.class);
    }

    private RequestName assigned(String name) {
        RequestName request = new RequestName(name);
        given(request, document(request, "ReReco", "FileBased"));
        return request;
    }

    @Test
    void whatIsReportedOfAnUnknownRequestIsEmptyAndOfANewOneItsStatusAlone() {
        assertThat(reqMgr2().reported(new RequestName("nobody_asked_this"))).isEmpty();
        assertThat(reqMgr2().reported(assigned("contract_fresh")))
                .contains(new ReportedRequest("assigned", RequestTotals.NONE));
    }

    @Test
    void totalsAreAddedEveryTimeTheyAreSent() {
        RequestName name = assigned("contract_totals");
        RequestTotals once = new RequestTotals(7, 11, 13_000_000_000L, 17);
        reqMgr2().addStatistics(name, once);
        assertThat(reqMgr2().reported(name)).contains(new ReportedRequest("assigned", once));
        reqMgr2().addStatistics(name, once);
        assertThat(reqMgr2().reported(name)).contains(new ReportedRequest("assigned", once.plus(once)));
    }

    @Test
    void aRequestGoesAlongTheStateMachineStepByStep() {
        RequestName name = assigned("contract_steps");
        for (String status :
                new String[] {"staging", "staged", "acquired", "running-open", "running-closed", "completed"}) {
            reqMgr2().setStatus(name, status);
            assertThat(reqMgr2().reported(name))
                    .hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(status));
        }
    }

    @Test
    void aStepThatIsNotInTheStateMachineIsRefusedAndChangesNothing() {
        RequestName name = assigned("contract_leap");
        assertThatThrownBy(() -> reqMgr2().setStatus(name, "running-open"))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("APP 1101");
        assertThat(reqMgr2().reported(name))
                .hasValueSatisfying(r -> assertThat(r.status()).isEqualTo("assigned"));
        reqMgr2().setStatus(name, "aborted");
        assertThatThrownBy(() -> reqMgr2().setStatus(name, "aborted")).isInstanceOf(ServiceRefusedException.class);
    }

    private static String document(RequestName name, String type, String splitting) {
        return ("{'RequestName': '" + name + "', 'RequestType': '" + type + "', 'SplittingAlgo': '" + splitting + "', "
                        + "'RequestStatus': 'assigned', 'AcquisitionEra': 'Era', 'ProcessingString': 'Str', "
                        + "'CMSSWVersion': 'CMSSW_15_0_1', 'ScramArch': ['el8_amd64_gcc12'], 'GlobalTag': '150X_v1', "
                        + "'InputDataset': '/Contract/Era-v1/RAW', 'ConfigCacheID': 'c',  'SiteWhitelist': ['T2_CH_CERN']}")
                .replace('\'', '"');
    }
}
