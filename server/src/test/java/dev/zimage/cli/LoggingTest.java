package dev.zimage.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.zimage.cli.logging.Logging;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {

    @TempDir Path folder;

    private final PrintStream before = System.err;

    @AfterEach
    void restore() {
        System.setErr(before);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new Logging().configure(context);
    }

    /// What a line of a request looks like with these settings.
    private String logged(Map<String, String> settings) throws InvalidConfigException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, UTF_8));
        Logging.apply(new ConfigSources(settings, Map.of(), folder, null).load().config().log());
        LoggerFactory.getLogger("requests")
                .atInfo()
                .addKeyValue("route", "/api/v1/\"tasks\"")
                .addKeyValue("status", 200)
                .addKeyValue("ms", 3.25)
                .log("served");
        Logging.flush();
        return bytes.toString(UTF_8);
    }

    @Test
    void a_request_is_pairs_of_names_and_values() throws InvalidConfigException {
        assertThat(logged(Map.of()))
                .matches(
                        "[0-9:.]{12} INFO  requests: route=/api/v1/\"tasks\" status=200 ms=3.25\n");
    }

    @Test
    void in_json_the_pairs_are_members_of_the_object() throws InvalidConfigException {
        String line = logged(Map.of("log.format", "json"));

        JsonNode json = new JsonMapper().readTree(line);
        assertThat(line).hasLineCount(1);
        assertThat(json.path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("loggerName").asString()).isEqualTo("requests");
        assertThat(json.path("route").asString()).isEqualTo("/api/v1/\"tasks\"");
        assertThat(json.path("status").asInt()).isEqualTo(200);
        assertThat(json.path("ms").asDouble()).isEqualTo(3.25);
        assertThat(json.path("timestamp").asLong()).isPositive();
    }

    @Test
    void requests_are_not_logged_when_it_is_turned_off() throws InvalidConfigException {
        assertThat(logged(Map.of("log.requests", "false"))).isEmpty();
        assertThat(logged(Map.of("log.level", "warn"))).isEmpty();
    }
}
