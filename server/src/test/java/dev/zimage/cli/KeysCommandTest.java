package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeysCommandTest {

    private static final String CREATE = "keys create --account default --name shop";

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Shell.START);
    private Shell shell;

    @BeforeEach
    void install() {
        shell = new Shell(folder, clock);
        shell.install();
    }

    @Test
    void a_new_key_stands_alone_on_standard_output() {
        Shell.Result made = shell.type(CREATE);

        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("rk_live_[0-9A-Za-z]{40}\\R");
        assertThat(made.err())
                .contains("key_3, a live key for default")
                .contains("shown this once");
        assertThat(made.err()).doesNotContain(made.out().strip());
    }

    @Test
    void a_test_key_is_for_the_sandbox() {
        assertThat(shell.type(CREATE + " --test").out()).startsWith("rk_test_");
    }

    @Test
    void a_new_key_in_json_has_the_key_and_what_is_known_of_it() {
        Shell.Result made = shell.type(CREATE + " --json --expires 30d");

        assertThat(made.err()).isEmpty();
        JsonNode key = made.json();
        assertThat(key.propertyNames())
                .containsExactly(
                        "key",
                        "id",
                        "account",
                        "name",
                        "mode",
                        "hint",
                        "created_at",
                        "expires_at",
                        "scopes",
                        "budget_day",
                        "budget_total");
        assertThat(key.path("key").asString()).startsWith("rk_live_");
        assertThat(key.path("id").asString()).isEqualTo("key_3");
        assertThat(key.path("created_at").asLong()).isEqualTo(Shell.START.getEpochSecond());
        assertThat(key.path("expires_at").asLong())
                .isEqualTo(Shell.START.plus(Duration.ofDays(30)).getEpochSecond());
    }

    @Test
    void a_key_can_end_at_the_beginning_of_a_day() {
        JsonNode key = shell.type(CREATE + " --json --expires 2030-02-01").json();

        assertThat(key.path("expires_at").asLong())
                .isEqualTo(Instant.parse("2030-02-01T00:00:00Z").getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-31", "2020-01-01", "0d", "soon", "30", "-1d", "2030-02-30"})
    void an_end_that_is_none_or_over_is_wrong_usage(String end) {
        Shell.Result refused = shell.type(CREATE + " --expires=" + end);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("zimage: --expires").contains(end);
        assertThat(shell.type("keys list --json").json()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines"})
    void a_key_needs_a_name_that_fits_a_line(String name) {
        Shell.Result refused = shell.type("keys create --account default --name", name);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("A key's name has 1 to 100 characters");
    }

    @Test
    void an_unknown_account_gets_no_key() {
        Shell.Result refused = shell.type("keys create --account nobody --name shop");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "zimage: there is no account \"nobody\"; the accounts are: default");
    }

    @Test
    void the_list_is_a_table_without_the_keys_themselves() {
        String key = shell.type(CREATE + " --expires 1h").out().strip();
        clock.advance(Duration.ofHours(1));

        Shell.Result list = shell.type("keys list");

        String hint = key.substring(0, 12) + "…" + key.substring(44);
        assertThat(list.lines()).hasSize(4);
        assertThat(list.lines().getFirst())
                .isEqualTo(
                        "ID     ACCOUNT  NAME            KEY                STATUS   SCOPES       "
                                + "  TODAY  IN TOTAL  CREATED (UTC)     EXPIRES (UTC)     LAST USED (UTC)");
        assertThat(list.lines().getLast())
                .isEqualTo(
                        "key_3  default  shop            "
                                + hint
                                + "  expired  generate,read      0         0  2030-01-31 12:00"
                                + "  2030-01-31 13:00  -");
        assertThat(list.out()).doesNotContain(key);
    }

    @Test
    void scopes_and_budgets_are_set_changed_and_shown() {
        JsonNode made =
                shell.type(
                                CREATE
                                        + " --json --scopes read,generate --budget-day 500"
                                        + " --budget-total 10000")
                        .json();
        assertThat(made.path("scopes").toString()).isEqualTo("[\"generate\",\"read\"]");
        assertThat(made.path("budget_day").asInt()).isEqualTo(500);
        assertThat(shell.type("keys list").lines().getLast()).contains("0 of 500  0 of 10,000");

        JsonNode changed =
                shell.type("keys set key_3 --json --scopes read --budget-day none --expires 1d")
                        .json();

        assertThat(changed.path("scopes").toString()).isEqualTo("[\"read\"]");
        assertThat(changed.path("budget_day").isNull()).isTrue();
        assertThat(changed.path("budget_total").asInt()).isEqualTo(10_000);
        assertThat(changed.path("expires_at").asLong())
                .isEqualTo(Shell.START.plus(Duration.ofDays(1)).getEpochSecond());
        assertThat(
                        shell.type("keys set key_3 --json --expires never")
                                .json()
                                .path("expires_at")
                                .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " --scopes write",
                " --scopes",
                " --budget-day -1",
                " --budget-day much",
                " --budget-total 1.5"
            })
    void what_a_key_cannot_be_set_to_is_wrong_usage(String options) {
        Shell.Result refused = shell.type("keys set key_1" + options);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(options.isEmpty() ? "--scopes" : options.split(" ", -1)[1]);
    }

    @Test
    void a_test_key_has_no_budget() {
        assertThat(shell.type(CREATE + " --test --budget-day 5").err())
                .contains("A test key has no budget");
        assertThat(shell.type("keys set key_2 --budget-total 5").code()).isEqualTo(2);
        assertThat(shell.type("keys set key_2 --budget-total none").code()).isZero();
    }

    @Test
    void the_list_can_be_of_one_account_and_in_json() {
        shell.type("accounts create other");
        shell.type("keys create --account other --name", "a name, with 中文");

        JsonNode keys = shell.type("keys list --account other --json").json();

        assertThat(keys).hasSize(1);
        JsonNode key = keys.path(0);
        assertThat(key.propertyNames())
                .containsExactly(
                        "id",
                        "account",
                        "name",
                        "mode",
                        "hint",
                        "status",
                        "created_at",
                        "expires_at",
                        "revoked_at",
                        "last_used_at",
                        "scopes",
                        "budget_day",
                        "budget_total",
                        "spent_today",
                        "spent_total");
        assertThat(key.path("name").asString()).isEqualTo("a name, with 中文");
        assertThat(key.path("status").asString()).isEqualTo("active");
        assertThat(key.path("revoked_at").isNull()).isTrue();
    }

    @Test
    void a_key_is_revoked_by_its_id_its_hint_or_itself() {
        String first = shell.type(CREATE).out().strip();
        String second = shell.type(CREATE).out().strip();
        String third = shell.type(CREATE).out().strip();

        assertThat(shell.type("keys revoke " + first).code()).isZero();
        assertThat(shell.type("keys revoke " + hint(second, "...")).code()).isZero();
        assertThat(shell.type("keys revoke " + hint(third, "…")).code()).isZero();
        assertThat(shell.type("keys revoke 1").out()).startsWith("key_1 (rk_live_");
        assertThat(shell.type("keys revoke key_2").out()).endsWith(" of default is revoked\n");

        assertThat(shell.type("keys list --json").json().findValuesAsString("status"))
                .hasSize(5)
                .containsOnly("revoked");
    }

    private static String hint(String key, String gap) {
        return key.substring(0, 12) + gap + key.substring(44);
    }

    @Test
    void a_key_that_was_revoked_stays_revoked_since_then() {
        shell.type("keys revoke key_1");
        clock.advance(Duration.ofHours(1));

        Shell.Result again = shell.type("keys revoke key_1");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("was already revoked");
        assertThat(shell.type("keys revoke key_1 --json").json().path("revoked_at").asLong())
                .isEqualTo(Shell.START.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_99", "99", "rk_live_0000...0000", "shop", "key_", "default"})
    void a_key_that_is_none_is_said_to_be_none(String reference) {
        shell.type(CREATE);

        Shell.Result refused = shell.type("keys revoke " + reference);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).startsWith("zimage: ").contains("zimage keys list");
    }

    @Test
    void of_a_database_that_is_none_one_line_tells() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("zimage.db"), "this is no database".repeat(999));

        Shell.Result refused = shell.type("keys list --data " + other);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err())
                .startsWith("zimage: cannot open the database " + other)
                .contains("file is not a database");
    }
}
