package org.wms2.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads docker-compose.yml as data: here is no engine that would run it. */
class ComposeFileTest {
    private static final Path FILE = Path.of("..", "docker-compose.yml");

    private static JsonNode services() throws IOException {
        return new YAMLMapper().readTree(FILE.toFile()).required("services");
    }

    @Test
    void offers_the_database_and_the_pool_that_the_local_profile_has() throws IOException {
        assertThat(services().required("postgres").required("image").textValue())
                .as("the same major version as the embedded PostgreSQL")
                .startsWith("postgres:18");
        assertThat(services().required("htcondor").required("image").textValue())
                .startsWith("htcondor/mini:");
    }

    @Test
    void opens_its_ports_on_the_loopback_alone() throws IOException {
        int ports = 0;
        for (JsonNode service : services()) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.textValue()).matches("127\\.0\\.0\\.1:\\d+:\\d+");
                ports++;
            }
        }
        assertThat(ports).isPositive();
    }
}
