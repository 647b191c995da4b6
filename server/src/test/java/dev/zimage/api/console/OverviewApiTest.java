package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The operator's overview, from orders to figures and back to the tasks.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class OverviewApiTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();

    private static final String OVERVIEW = "/console/api/admin/overview";
    private static final String TASKS = "/console/api/admin/tasks";

    private static Browser operator;
    private static Browser member;
    private static String drawn;
    private static String failed;

    @BeforeAll
    static void draw() {
        TestServer server = SERVER.get();
        operator = Invitations.operator(server, "op@example.com");
        member = Invitations.member(server, "member@example.com", "default");
        drawn = server.submitted("a red boat");
        failed = server.submitted("fail: on purpose");
        server.awaitEnd(drawn);
        server.awaitEnd(failed);
    }

    @ParameterizedTest
    @CsvSource({"day, 24, 1", "week, 7, 24", "month, 30, 24"})
    void every_span_has_its_points_and_the_last_one_is_now(String span, int points, int hours) {
        JsonNode report = operator.read(OVERVIEW + "?span=" + span);

        assertThat(report.path("points")).hasSize(points);
        assertThat(report.path("hours").asInt()).isEqualTo(hours);
        JsonNode figures = report.path("points").path(points - 1).path("figures");
        assertThat(figures.path("completed").asInt()).isEqualTo(1);
        assertThat(figures.path("failed").asInt()).isEqualTo(1);
        assertThat(figures.path("credits").asInt()).isEqualTo(4);
        assertThat(report.path("total").path("wait_median").isNumber()).isTrue();
    }

    @Test
    void a_figure_leads_to_its_tasks() {
        JsonNode report = operator.read(OVERVIEW);
        int code = report.path("failures").path(0).path("code").asInt();
        JsonNode key = report.path("keys").path(0);

        JsonNode broken = operator.read(TASKS + "?code=" + code).path("data");
        JsonNode completed =
                operator.read(
                                TASKS
                                        + "?code=0&key=%s&account=%s"
                                                .formatted(
                                                        key.path("key").asString(),
                                                        key.path("account").asString()))
                        .path("data");

        assertThat(code).isEqualTo(80001);
        assertThat(broken.path(0).path("id").asString()).isEqualTo(failed);
        assertThat(broken).hasSize(1);
        assertThat(completed.path(0).path("id").asString()).isEqualTo(drawn);
        assertThat(completed).hasSize(1);
        assertThat(completed.toString()).doesNotContain("a red boat");
    }

    @Test
    void pages_of_tasks_follow_one_another() {
        JsonNode first = operator.read(TASKS + "?limit=1");
        JsonNode second = operator.read(TASKS + "?limit=1&before=" + first.path("next").asString());

        assertThat(first.path("data").path(0).path("id").asString()).isEqualTo(failed);
        assertThat(second.path("data").path(0).path("id").asString()).isEqualTo(drawn);
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void it_is_for_operators() {
        assertThat(member.get(OVERVIEW).status()).isEqualTo(403);
        assertThat(member.get(TASKS).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "span=year, 'span must be day, week or month'",
        "account=shop, account must be the id of an account",
        "key=1, key must be the id of a key"
    })
    void a_wrong_filter_is_named(String query, String message) {
        Reply reply = operator.get(OVERVIEW + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).contains(message);
    }
}
