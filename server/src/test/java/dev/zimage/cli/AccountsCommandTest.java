package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AccountsCommandTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    @Test
    void a_new_account_is_empty_and_its_maker_is_told_how_to_go_on() {
        Shell.Result made = shell.type("accounts create shop");

        assertThat(made.code()).isZero();
        assertThat(made.out())
                .contains("zimage credits grant --account shop")
                .contains("zimage keys create --account shop");
    }

    @Test
    void a_name_can_be_taken_once() {
        Shell.Result refused = shell.type("accounts create default");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines("zimage: there is an account default already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "-shop", "a/b", "名", ""})
    void a_name_has_a_form(String name) {
        Shell.Result refused = shell.type("accounts create --", name);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("lowercase letters");
    }

    @Test
    void the_list_shows_balances_in_columns() {
        shell.type("accounts create a-shop");

        assertThat(shell.type("accounts list").out())
                .isEqualToNormalizingNewlines(
                        """
                        NAME     STATUS  BALANCE  IN FLIGHT  OF AT MOST  REQUESTS/MIN  LOW BELOW  CREATED (UTC)
                        a-shop   active        0          0     default       default    default  2030-01-31 12:00
                        default  active   10,000          0     default       default    default  2030-01-31 12:00
                        """);
    }

    @Test
    void the_list_in_json_is_an_array_of_objects() {
        JsonNode accounts = shell.type("accounts list --json").json();

        assertThat(accounts).hasSize(1);
        assertThat(accounts.path(0).toString())
                .isEqualTo(
                        """
                        {"name":"default","status":"active","balance":10000,"tasks_in_flight":0,\
                        "requests_per_minute":null,"max_tasks_in_flight":null,"low_balance":null,\
                        "content_check":false,"created_at":%d}\
                        """
                                .formatted(Shell.START.getEpochSecond()));
    }

    @Test
    void an_account_is_suspended_and_resumed() {
        assertThat(shell.type("accounts suspend default").out()).contains("default is suspended");
        assertThat(status()).isEqualTo("suspended");
        assertThat(shell.type("accounts resume default --json").json().path("status").asString())
                .isEqualTo("active");
        assertThat(status()).isEqualTo("active");
    }

    @Test
    void an_account_is_always_checked_or_on_request() {
        assertThat(shell.type("accounts check default").out()).contains("always checked");
        assertThat(isChecked()).isTrue();
        assertThat(shell.type("accounts check default --on-request").out())
                .contains("checked on request");
        assertThat(isChecked()).isFalse();
    }

    private boolean isChecked() {
        return shell.type("accounts list --json").json().path(0).path("content_check").asBoolean();
    }

    @Test
    void an_account_gets_limits_of_its_own_and_loses_them_again() {
        JsonNode limited =
                shell.type(
                                "accounts limit default --json --requests-per-minute 60"
                                        + " --tasks-in-flight 5")
                        .json();
        assertThat(limited.path("requests_per_minute").asInt()).isEqualTo(60);
        assertThat(limited.path("max_tasks_in_flight").asInt()).isEqualTo(5);

        JsonNode freed =
                shell.type("accounts limit default --json --requests-per-minute default").json();
        assertThat(freed.path("requests_per_minute").isNull()).isTrue();
        assertThat(freed.path("max_tasks_in_flight").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " --tasks-in-flight 0", " --tasks-in-flight -1", " --tasks-in-flight x"})
    void a_limit_is_a_number_from_one(String options) {
        Shell.Result refused = shell.type("accounts limit default" + options);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--tasks-in-flight");
    }

    @Test
    void an_account_gets_a_threshold_of_its_own_and_loses_it_again() {
        assertThat(lowBalance("2000").asLong()).isEqualTo(2_000);
        assertThat(shell.type("accounts list").out()).contains("2,000");
        assertThat(lowBalance("0").asLong()).isZero();
        assertThat(lowBalance("default").isNull()).isTrue();
        assertThat(shell.type("accounts limit default --low-balance few").err())
                .contains("--low-balance takes a number of credits");
    }

    private JsonNode lowBalance(String value) {
        return shell.type("accounts limit default --json --low-balance " + value)
                .json()
                .path("low_balance");
    }

    private String status() {
        return shell.type("accounts list --json").json().path(0).path("status").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "resume", "check"})
    void an_unknown_account_is_named_with_those_that_are_there(String change) {
        Shell.Result refused = shell.type("accounts " + change + " shop");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "zimage: there is no account \"shop\"; the accounts are: default");
    }
}
