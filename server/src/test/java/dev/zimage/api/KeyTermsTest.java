package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.ApiKeys.Terms;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Scope;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a key may do and spend, at the front door.
@OnEveryDatabase
class KeyTermsTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final TestServer server = SHARED.get();

    private Reply get(String key, String path) {
        return server.send(server.request(path).setHeader("Authorization", "Bearer " + key));
    }

    private Reply submit(String key) {
        return server.submit("a boat", "Authorization", "Bearer " + key);
    }

    @Test
    void a_key_that_may_only_read_orders_and_cancels_nothing() {
        String reader = TestKeys.onTerms(server, new Terms(null, Set.of(Scope.READ), null, null));
        String id = server.submitted("slow: boat");

        Reply order = submit(reader);
        Reply cancel =
                server.post(
                        "/api/v1/tasks/" + id + "/cancel", "", "Authorization", "Bearer " + reader);

        assertThat(order.status()).isEqualTo(403);
        assertThat(order.errorCode()).isEqualTo(10008);
        assertThat(order.errorMessage()).contains("has not the scope generate, only read");
        assertThat(cancel.status()).isEqualTo(403);
        assertThat(get(reader, "/api/v1/tasks/" + id).status()).isEqualTo(200);
        assertThat(get(reader, "/api/v1/tasks").status()).isEqualTo(200);
        assertThat(get(reader, "/api/v1/balance").status()).isEqualTo(200);
        assertThat(get(reader, "/api/v1/usage").status()).isEqualTo(200);
        server.live().letGo(1);
    }

    @Test
    void a_key_that_may_only_generate_follows_its_tasks_and_sees_no_money() {
        String generator =
                TestKeys.onTerms(server, new Terms(null, Set.of(Scope.GENERATE), null, null));

        Reply order = submit(generator);

        assertThat(order.status()).isEqualTo(200);
        assertThat(get(generator, order.header("Location")).status()).isEqualTo(200);
        assertThat(get(generator, "/api/v1/models").status()).isEqualTo(200);
        for (String path : new String[] {"/api/v1/balance", "/api/v1/usage"}) {
            Reply refused = get(generator, path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.errorMessage()).contains("has not the scope read, only generate");
        }
    }

    @Test
    void a_spent_budget_is_402_and_names_the_key_what_is_left_and_when_the_day_ends() {
        Reply refused =
                submit(TestKeys.onTerms(server, new Terms(null, Scope.ALL, new Credits(3), null)));

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.errorCode()).isEqualTo(30001);
        assertThat(refused.errorMessage())
                .matches(
                        "Not enough left of the budget of key_\\d+ \\(\"ci\"\\): the picture costs"
                                + " 4, 3 credits are left of 3 a day; the day ends at"
                                + " \\d{4}-\\d\\d-\\d\\d 00:00 UTC");
    }

    @Test
    void a_spent_total_is_402_also_for_a_dry_run() {
        String key = TestKeys.onTerms(server, new Terms(null, Scope.ALL, null, new Credits(7)));
        assertThat(submit(key).status()).isEqualTo(200);

        Reply dry =
                server.post(
                        "/api/v1/images/generations?dry_run=true",
                        TestServer.body("a boat"),
                        "Authorization",
                        "Bearer " + key);

        assertThat(dry.status()).isEqualTo(402);
        assertThat(dry.errorMessage())
                .contains("3 credits are left of 7 in total; have the operator raise it")
                .isEqualTo(submit(key).errorMessage());
    }
}
