package org.wms2.server.driver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/** A listener that remembers. */
final class Heard implements DriverListener {
    final List<String> turned = new CopyOnWriteArrayList<>();
    final List<Failure> failures = new CopyOnWriteArrayList<>();
    final List<Duration> blindFor = new CopyOnWriteArrayList<>();

    /** A turn that has thrown. */
    record Failure(String name, String message, Duration pause) {}

    @Override
    public void turned(TurnResult result) {
        turned.add(result.request().name().value());
    }

    @Override
    public void failed(RequestName name, RuntimeException error, Duration pause) {
        failures.add(new Failure(name.value(), String.valueOf(error.getMessage()), pause));
    }

    @Override
    public void blind(RuntimeException error, Duration pause) {
        blindFor.add(pause);
    }
}
