package org.wms2.server.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** The simulated CMS as the process that it is. */
@Timeout(120)
class CmsServiceTest {
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path home;

    private CmsService service() {
        return service(JavaCommand.ofThisProcess());
    }

    private CmsService service(JavaCommand java) {
        return new CmsService(home, home.resolve("log"), java);
    }

    private Optional<Long> pid() throws IOException {
        Path file = home.resolve("cms/pid");
        return Files.exists(file)
                ? Optional.of(Long.parseLong(Files.readString(file).strip()))
                : Optional.empty();
    }

    @AfterEach
    void leaveNothingBehind() {
        service().stop(told::add);
    }

    @Test
    void startsOnceAnswersIsFoundByTheNextCommandAndStops() throws Exception {
        CmsService service = service();
        assertThat(service.status().state()).isEqualTo(ServiceStatus.State.STOPPED);

        service.start(told::add);

        long pid = pid().orElseThrow();
        URI base = service.base();
        assertThat(base.getHost()).isEqualTo("127.0.0.1");
        assertThat(service.status())
                .isEqualTo(new ServiceStatus(
                        "simulated CMS",
                        ServiceStatus.State.RUNNING,
                        base + ", pid " + pid,
                        home.resolve("log/cms.log")));
        assertThat(Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1)[5])
                .as("it leads a session of its own")
                .isEqualTo(String.valueOf(pid));

        CmsService next = service();
        next.start(told::add);
        assertThat(pid()).as("the same process").contains(pid);
        assertThat(next.base()).isEqualTo(base);
        assertThat(told).containsExactly("starting the simulated CMS");

        next.stop(told::add);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(service.status().state()).isEqualTo(ServiceStatus.State.STOPPED);
        assertThatThrownBy(service::base)
                .isInstanceOfSatisfying(
                        Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE))
                .hasMessageContaining("wms2 local start");
        next.stop(told::add);
        assertThat(told).containsExactly("starting the simulated CMS", "stopping the simulated CMS");

        next.wipe();
        assertThat(home.resolve("cms")).doesNotExist();
    }

    @Test
    void aProcessThatIsNotOursIsNeverTakenForItAndNeverStopped() throws IOException {
        Files.createDirectories(home.resolve("cms"));
        Files.writeString(home.resolve("cms/pid"), ProcessHandle.current().pid() + "\n");
        Files.writeString(home.resolve("cms/port"), "9\n");

        assertThat(service().status().state()).isEqualTo(ServiceStatus.State.STOPPED);
        service().stop(told::add);

        assertThat(told).isEmpty();
    }

    @Test
    void oneThatEndsAtOnceIsToldWithItsLog() throws IOException {
        CmsService wrong = service(new JavaCommand(JavaCommand.ofThisProcess().java(), home.toString()));

        assertThatThrownBy(() -> wrong.start(told::add))
                .isInstanceOf(Wms2Exception.class)
                .hasMessageContainingAll(
                        "it ended at once", home.resolve("log/cms.log").toString());
        assertThat(home.resolve("log/cms.log")).content().contains("SimulatedCmsMain");
    }
}
