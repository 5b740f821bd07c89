package org.wms2.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.wms2.cli.app.Talk;
import org.wms2.domain.TurnResult;
import org.wms2.domain.TurnResult.Kind;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SampleRows;

class MoveLinesTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final MoveLines lines =
            new MoveLines(new Talk(new PrintStream(said, true, StandardCharsets.UTF_8), false, 80));

    private void turned(RequestStatus status, Kind kind) {
        lines.turned(new TurnResult(SampleRows.request("r", status), kind, "", SampleRows.T0));
    }

    @Test
    void a_status_is_told_once_however_many_turns_a_final_request_still_owes() {
        turned(RequestStatus.ACTIVE, Kind.WAITING);
        turned(RequestStatus.ACTIVE, Kind.MOVED);
        turned(RequestStatus.COMPLETED, Kind.MOVED);
        turned(RequestStatus.COMPLETED, Kind.MOVED);
        turned(RequestStatus.COMPLETED, Kind.FINAL);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("r: active (imported)", "r: active -> completed (imported)");
    }
}
