package org.wms2.ports.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wms2.ports.id.ConfigId;

/** What every {@link ConfigCache} does. */
public abstract class ConfigCacheContract {

    protected abstract ConfigCache configCache();

    /** The URL that a request would give. */
    protected abstract String url();

    /** Makes the database {@code reqmgr_config_cache} have the configuration {@code contract}: A of AOD without filter, R of RAW with filter F. */
    protected abstract void given();

    @Test
    void anUnknownConfigurationIsEmpty() {
        assertThat(configCache().find(url(), "reqmgr_config_cache", new ConfigId("nobody")))
                .isEmpty();
    }

    @Test
    void aConfigurationHasItsModulesInOrderAndIsTheSameEveryTime() {
        given();

        for (int i = 0; i < 2; i++) {
            assertThat(configCache().find(url(), "reqmgr_config_cache", new ConfigId("contract")))
                    .hasValueSatisfying(found -> {
                        assertThat(found.id()).isEqualTo(new ConfigId("contract"));
                        assertThat(found.psetHash()).isNotEmpty();
                        assertThat(found.outputs())
                                .containsExactly(
                                        new ConfigDocument.Output("A", "AOD", ""),
                                        new ConfigDocument.Output("R", "RAW", "F"));
                    });
        }
    }
}
