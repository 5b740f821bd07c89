package org.wms2.cli.commands;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wms2.cli.app.Talk;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.server.driver.DriverListener;

/** The server's talk: one line per status move of any request, and one per failed turn. */
final class MoveLines implements DriverListener {
    private final Talk talk;
    private final Map<RequestName, RequestStatus> last = new ConcurrentHashMap<>();

    MoveLines(Talk talk) {
        this.talk = talk;
    }

    @Override
    public void turned(TurnResult result) {
        RequestName name = result.request().name();
        RequestStatus now = result.request().status();
        RequestStatus before = last.put(name, now);
        if (before != now) {
            String reason = result.request().reason();
            talk.line(name + ": " + (before == null ? "" : before.word() + " -> ") + now.word()
                    + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
        if (result.kind() == TurnResult.Kind.FINAL) {
            last.remove(name);
        }
    }

    @Override
    public void failed(RequestName name, RuntimeException error, Duration pause) {
        talk.line(name + ": " + error.getMessage() + "; again in " + pause.toSeconds() + " s");
    }

    @Override
    public void blind(RuntimeException error, Duration pause) {
        talk.line(error.getMessage() + "; again in " + pause.toSeconds() + " s");
    }
}
