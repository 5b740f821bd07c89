package org.wms2.condor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wms2.condor.Trees;
import org.wms2.condor.tools.CondorTools;
import org.wms2.condor.tools.ToolEnvironment;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.system.CallObserver;

@Tag("htcondor")
class PersonalPoolPoolTest {
    @Test
    void a_pool_starts_answers_stops_and_is_forgotten_without_touching_another_one() throws IOException {
        TestPool other = TestPool.get();
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "wq");
        Map<String, String> variables = new HashMap<>(System.getenv());
        // The other pool's programs on PATH lend themselves: nothing is downloaded for this test.
        variables.putAll(other.environment().variables());
        variables.put(
                PersonalPool.CACHE_VARIABLE, home.resolve("must-not-be-used").toString());
        PersonalPool pool = new PersonalPool(home, variables);
        try {
            assertThat(pool.status().state()).isEqualTo(PoolStatus.State.STOPPED);
            ToolEnvironment environment = pool.start();
            assertThat(pool.status().isReady()).isTrue();
            CondorTools condor = tools(environment);
            condor.checkReachable();
            assertThat(pool.start()).isEqualTo(environment);

            pool.stop();
            assertThat(pool.status().state()).isEqualTo(PoolStatus.State.STOPPED);
            assertThatThrownBy(condor::checkReachable).isInstanceOf(ServiceUnavailableException.class);
            assertThatThrownBy(condor::observe).isInstanceOf(ServiceUnavailableException.class);
            tools(other.environment()).checkReachable();
        } finally {
            pool.reset();
        }
        assertThat(pool.directory()).doesNotExist();
        assertThat(home.resolve("must-not-be-used")).doesNotExist();
        Trees.delete(home);
    }

    private static CondorTools tools(ToolEnvironment environment) {
        return new CondorTools(environment, ToolSettings.DEFAULT, InstantSource.system(), CallObserver.NONE);
    }
}
