package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEveryDatabase
class UsageRouteTest {

    @TempDir Path folder;

    @AutoClose private TestServer server;

    @BeforeEach
    void start() {
        server =
                TestServer.start(
                        folder, new SettableClock(Instant.parse("2026-11-22T12:00:00Z")), Map.of());
    }

    @Test
    void pictures_and_credits_are_told_by_day_key_and_model() {
        server.awaitEnd(server.submitted("a boat"));
        server.awaitEnd(server.submitted("fail"));
        String free = "Bearer " + server.testKey();
        server.submit("a boat", "Authorization", free, "Prefer", "wait=30");

        JsonNode usage = server.get("/api/v1/usage").json();

        assertThat(usage.path("from").asString()).isEqualTo("2026-10-24");
        assertThat(usage.path("to").asString()).isEqualTo("2026-11-22");
        assertThat(usage.path("total").toString())
                .isEqualTo(
                        """
                        {"images_completed":2,"images_failed":1,"images_processing":0,\
                        "charged":8,"refunded":4,"net":4}\
                        """);
        assertThat(usage.path("data")).hasSize(2);
        assertThat(usage.path("data").get(0).toString())
                .isEqualTo(
                        """
                        {"date":"2026-11-22","key_id":"key_1","key_name":"live","model":"z-image",\
                        "images_completed":1,"images_failed":1,"images_processing":0,\
                        "charged":8,"refunded":4,"net":4}\
                        """);
        assertThat(usage.path("data").get(1).path("key_name").asString()).isEqualTo("test");
    }

    @Test
    void only_the_days_that_were_asked_for_are_told() {
        server.awaitEnd(server.submitted("a boat"));

        assertThat(server.get("/api/v1/usage?to=2026-11-21").json().path("data")).isEmpty();
        assertThat(server.get("/api/v1/usage?from=2026-11-22").json().path("data")).hasSize(1);
        assertThat(server.get("/api/v1/usage?from=2026-11-22&to=2026-11-22").json().path("data"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    from=yesterday                | from must be a day like 2026-11-22, not "yesterday"
                    to=2026-02-30                 | to must be a day like 2026-11-22, not "2026-02-30"
                    from=1969-12-31               | from must be a day like 2026-11-22, not "1969-12-31"
                    from=2026-11-23               | is after 2026-11-22, which is today in UTC
                    from=2026-11-02&to=2026-11-01 | 2026-11-02 is after 2026-11-01
                    from=2025-11-01&to=2026-11-22 | 387 days apart; ask for at most 366 at a time
                    from=2026-11-01&from=2026-1-1 | Give the query parameter from once
                    """)
    void a_wrong_period_is_refused_and_says_what_would_be_right(String query, String message) {
        Reply refused = server.get("/api/v1/usage?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo(20003);
        assertThat(refused.errorMessage()).contains(message);
    }

    @Test
    void a_parameter_that_is_misspelt_is_refused() {
        assertThat(server.get("/api/v1/usage?form=2026-11-01").errorMessage())
                .contains("Did you mean from?");
    }
}
