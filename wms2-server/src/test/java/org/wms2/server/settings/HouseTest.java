package org.wms2.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wms2.condor.tools.ToolSettings;
import org.wms2.ports.error.Wms2Exception;

/** How housekeeping is set. */
class HouseTest {
    private static Settings settings(Map<String, String> flags) {
        return Settings.resolve(flags, Map.of(), "someone", Path.of("/nowhere"));
    }

    private static House house(Map<String, String> flags) {
        return House.of(settings(flags));
    }

    private static ToolSettings tools(Map<String, String> flags) {
        return House.tools(settings(flags));
    }

    @Test
    void by_default_ended_dags_stay_ten_days_directories_thirty_and_a_gigabyte_is_kept_free() {
        House house = house(Map.of());
        assertThat(tools(Map.of()).keepEnded()).isEqualTo(Duration.ofDays(10));
        assertThat(tools(Map.of()).maxIdleJobs()).isEqualTo(1_000);
        assertThat(house.rules().keepDirectories()).contains(Duration.ofDays(30));
        assertThat(house.reserveBytes()).isEqualTo(1_000_000_000L);
        assertThat(house.interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void times_have_hours_and_days_and_sizes_decimal_units() {
        House house = house(Map.of("keep-directories", "off", "disk-reserve", "500MB"));
        ToolSettings tools = tools(Map.of("keep-ended", "12h", "dagman-idle-jobs", "30"));
        assertThat(tools.keepEnded()).isEqualTo(Duration.ofHours(12));
        assertThat(tools.maxIdleJobs())
                .as("what the capacity check reckons with")
                .isEqualTo(30);
        assertThat(house.rules().keepDirectories()).isEqualTo(Optional.empty());
        assertThat(house.reserveBytes()).isEqualTo(500_000_000L);
        for (String bad : new String[] {"30", "0d", "-1d", "2w", "", "off"}) {
            assertThatThrownBy(() -> house(Map.of("keep-ended", bad))).as(bad).isInstanceOf(Wms2Exception.class);
        }
        for (String bad : new String[] {"1", "GB", "1.5GB", "1GiB"}) {
            assertThatThrownBy(() -> house(Map.of("disk-reserve", bad))).as(bad).isInstanceOf(Wms2Exception.class);
        }
    }

    @Test
    void the_pools_disk_and_the_storage_are_looked_at_in_the_local_profile_only() {
        Settings settings = Settings.resolve(Map.of("home", "/h"), Map.of(), "someone", Path.of("/nowhere"));
        House house = House.of(settings);
        assertThat(house.places(Places.of(settings), true).otherDisks()).containsExactly(Path.of("/h/pool"));
        assertThat(house.places(Places.of(settings), true).storage()).contains(Path.of("/h/storage"));
        assertThat(house.places(Places.of(settings), false).otherDisks()).isEmpty();
        assertThat(house.places(Places.of(settings), false).storage()).isEmpty();
        assertThat(house.places(Places.of(settings), false).archiveDir()).isEqualTo(Path.of("/h/archive"));
    }
}
