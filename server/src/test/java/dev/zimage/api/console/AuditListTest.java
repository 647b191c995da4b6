package dev.zimage.api.console;

import static dev.zimage.api.console.AuditCalls.ALL;
import static dev.zimage.api.console.AuditCalls.accountId;
import static dev.zimage.api.console.AuditCalls.change;
import static dev.zimage.api.console.AuditCalls.newest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who sees which entries of the audit log, and how they are searched.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class AuditListTest {

    @RegisterExtension static final SharedServer SERVER = SharedServer.atNoon();
    private static Browser operator;
    private static Browser member;

    @BeforeAll
    static void signIn() {
        operator = Invitations.operator(SERVER.get(), "op@example.com");
        member = Invitations.member(SERVER.get(), "member@example.com", "shop");
    }

    @Test
    void an_unknown_address_is_not_kept() {
        new Browser(SERVER.get()).signIn("hunter2@example.com", "my password");

        JsonNode entry = newest(operator, "&action=sign-in-failed");

        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(operator.read(ALL + "?limit=100").toString()).doesNotContain("hunter2");
    }

    @Test
    void the_people_of_an_account_see_its_entries_and_no_operators_name() {
        change(operator, "shop", Map.of("tasks_in_flight", 9));
        JsonNode own = member.read("/console/api/audit?limit=100").path("data");

        assertThat(own.findValues("account"))
                .isNotEmpty()
                .allMatch(account -> account.path("name").asString().equals("shop"));
        JsonNode byOperator = member.read("/console/api/audit?actor=operator").path("data");
        assertThat(byOperator.findValuesAsString("action")).contains("account-changed");
        assertThat(byOperator.path(0).path("address").isNull()).isTrue();
        assertThat(own.toString()).doesNotContain("op@example.com");
        assertThat(member.read("/console/api/audit?actor=op@example.com").path("data")).isEmpty();
        assertThat(member.read("/console/api/audit?actor=member@example.com").path("data"))
                .isNotEmpty();
        assertThat(member.get(ALL).status()).isEqualTo(403);
    }

    @Test
    void pages_follow_one_another() {
        List<Integer> limits = List.of(11, 12, 13);
        limits.forEach(limit -> change(operator, "shop", Map.of("requests_per_minute", limit)));
        String query =
                ALL + "?action=account-changed&limit=2&account=" + accountId(operator, "shop");

        JsonNode first = operator.read(query);
        JsonNode second = operator.read(query + "&before=" + first.path("next").asString());

        assertThat(first.path("data")).hasSize(2);
        assertThat(second.path("data").path(0).path("id").asLong())
                .isLessThan(first.path("data").path(1).path("id").asLong());
    }

    @Test
    void a_day_has_the_entries_of_that_day() {
        String today = SERVER.get().clock().instant().toString().substring(0, 10);

        assertThat(operator.read(ALL + "?day=" + today).path("data")).isNotEmpty();
        assertThat(operator.read(ALL + "?day=2020-01-01").path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "action=signed-up, action must be an action like signed-in",
        "day=yesterday, day must be a day like",
        "account=shop, account must be the id of an account",
        "before=first, before must be the id of an entry",
        "limit=0, limit must be"
    })
    void a_wrong_filter_is_named(String query, String message) {
        Reply reply = operator.get(ALL + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).contains(message);
    }
}
