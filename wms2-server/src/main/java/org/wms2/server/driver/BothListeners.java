package org.wms2.server.driver;

import java.time.Duration;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/** Tells two listeners, the second also if the first throws. */
public record BothListeners(DriverListener first, DriverListener second) implements DriverListener {
    @Override
    public void turned(TurnResult result) {
        try {
            first.turned(result);
        } finally {
            second.turned(result);
        }
    }

    @Override
    public void failed(RequestName name, RuntimeException error, Duration pause) {
        try {
            first.failed(name, error, pause);
        } finally {
            second.failed(name, error, pause);
        }
    }

    @Override
    public void blind(RuntimeException error, Duration pause) {
        try {
            first.blind(error, pause);
        } finally {
            second.blind(error, pause);
        }
    }
}
