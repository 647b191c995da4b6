package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AuditCommandTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    @Test
    void what_was_done_at_the_command_line_names_the_user_of_the_system() {
        shell.type("credits grant 500 --account default --note hello");

        JsonNode entry = shell.type("audit --json --limit 1").json().path(0);

        assertThat(entry.path("action").asString()).isEqualTo("credits-granted");
        assertThat(entry.path("actor_kind").asString()).isEqualTo("command-line");
        assertThat(entry.path("actor").asString()).isEqualTo(System.getProperty("user.name"));
        assertThat(entry.path("account").asString()).isEqualTo("default");
        assertThat(entry.path("after").path("credits").asInt()).isEqualTo(500);
        assertThat(entry.path("address").isNull()).isTrue();
    }

    @Test
    void who_came_by_sudo_is_named() {
        shell.environment().put("SUDO_USER", "ann");
        shell.type("accounts create shop");

        assertThat(shell.type("audit --json --limit 1").json().path(0).path("actor").asString())
                .isEqualTo("ann as " + System.getProperty("user.name"));
    }

    @Test
    void the_table_says_what_changed() {
        shell.type("accounts create shop");
        shell.type("accounts suspend shop");

        assertThat(shell.type("audit --account shop").lines())
                .hasSize(3)
                .first()
                .asString()
                .matches("TIME \\(UTC\\) +ACTOR +ACTION +TARGET +CHANGE +ADDRESS");
        assertThat(shell.type("audit --account shop --limit 1").out())
                .contains("(command line)", "account-suspended", "shop account_")
                .contains("suspended: false → true");
    }

    @Test
    void filters_choose() {
        shell.type("accounts create shop");
        shell.type("people invite ann@example.com --account shop");

        assertThat(shell.type("audit --action person-invited --json").json()).hasSize(1);
        assertThat(shell.type("audit --target ann@ --json").json()).hasSize(1);
        assertThat(shell.type("audit --actor nobody-here --json").json()).isEmpty();
        assertThat(shell.type("audit --day 2030-01-31 --json").json()).isNotEmpty();
        assertThat(shell.type("audit --day 2030-02-01 --json").json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--action signed-inn, did you mean signed-in?",
        "--action xyz-nothing-like-it, the actions are: account-changed",
        "--limit 0, '--limit must be 1 to 100,000, not 0'",
        "--day yesterday, --day"
    })
    void wrong_usage_is_named(String options, String message) {
        Shell.Result result = shell.type("audit " + options);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }
}
