package org.wms2.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotStatus;

class PilotTextTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final RequestName NAME = new RequestName("req");
    private static final Pilot PLANNED =
            Pilot.planned(new DagKey(DagTag.pilot(NAME, 1), 0), NAME, "/submit/req/v1/pilot_0", NOW);

    @Test
    void aMeasurementIsShownWithWhatItChanged() {
        PilotMeasure measure = new PilotMeasure(
                List.of(new PilotMeasure.Run(10, 2), new PilotMeasure.Run(20, 3)),
                0.1,
                1,
                640,
                List.of(),
                "T2_CH_CERN");
        assertThat(PilotText.of(PLANNED.submitted(new ClusterId(7), NOW).measured(measure, "2.0 -> 0.1 s", NOW)))
                .isEqualToNormalizingNewlines("""
                        pilot: measured, attempt 0, cluster 7, /submit/req/v1/pilot_0
                          measured: 10 events 2.00 s, 20 events 3.00 s; 0.100000 s per event, start-up 1.00 s, peak 640 MB, at T2_CH_CERN
                          changed: 2.0 -> 0.1 s""");
    }

    @Test
    void aPilotThatFailedIsShownWithTheReason() {
        assertThat(PilotText.of(PLANNED.ended(PilotStatus.FAILED, "it was held", NOW)))
                .isEqualToNormalizingNewlines("""
                        pilot: failed, attempt 0, /submit/req/v1/pilot_0
                          why: it was held""");
    }
}
