package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PeopleCommandTest {

    private static final String LINK = "http://localhost:8080/setup\\?token=[A-Za-z0-9_-]{43}";

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    @Test
    void an_invitation_is_a_link_alone_on_standard_output() {
        Shell.Result invited = shell.type("people invite Ann@Example.com --operator");

        assertThat(invited.lines())
                .hasSize(1)
                .first()
                .asString()
                .matches(LINK.replace("localhost", "(localhost|127.0.0.1)"));
        assertThat(invited.err())
                .isEqualToIgnoringNewLines(
                        "For ann@example.com, operator of the account default: it works once, until"
                                + " 2030-02-01 12:00 UTC.");
    }

    @Test
    void an_invitation_has_one_role() {
        assertThat(shell.type("people invite ann@example.com --operator --role viewer").err())
                .contains("--operator and --role cannot be used together");
        assertThat(shell.type("people list").out()).doesNotContain("ann@example.com");
    }

    @Test
    void the_link_begins_with_the_url_that_is_configured_or_said() {
        shell.environment().put("ZIMAGE_SERVER_PUBLIC_URL", "https://pictures.example/zimage");

        assertThat(shell.type("people invite ann@example.com").out())
                .startsWith("https://pictures.example/zimage/setup?token=");
        assertThat(shell.type("people invite ann@example.com --url http://other:1").out())
                .startsWith("http://other:1/setup?token=");
        assertThat(shell.type("people invite ann@example.com --url other").err())
                .contains("--url has the form");
    }

    @Test
    void the_list_shows_who_is_invited() {
        shell.type("people invite bob@example.com");
        shell.type("people invite ann@example.com --operator");

        assertThat(shell.type("people list").out())
                .isEqualToNormalizingNewlines(
                        """
                        EMAIL            ROLE      ACCOUNT  STATUS   CREATED (UTC)
                        ann@example.com  operator  default  invited  2030-01-31 12:00
                        bob@example.com  owner     default  invited  2030-01-31 12:00
                        """);
        JsonNode people = shell.type("people list --json").json();
        assertThat(people.path(1).path("email").asString()).isEqualTo("bob@example.com");
    }

    @Test
    void who_is_removed_is_gone_and_who_is_not_there_is_named() {
        shell.type("people invite ann@example.com");

        assertThat(shell.type("people remove ann@example.com").out())
                .isEqualToIgnoringNewLines("ann@example.com is removed");
        assertThat(shell.type("people remove ann@example.com").err())
                .contains("nobody has the address ann@example.com");
        assertThat(shell.type("people reset ann@example.com").code()).isEqualTo(1);
    }

    @Test
    void a_role_is_given_at_the_invitation_and_changed_later() {
        shell.type("people invite ann@example.com --role viewer");
        assertThat(shell.type("people list --json").json().path(0).path("role").asString())
                .isEqualTo("viewer");

        assertThat(shell.type("people set-role ann@example.com member").out())
                .isEqualToIgnoringNewLines("ann@example.com is member of the account default now");

        assertThat(shell.type("people list").out()).contains("member");
        assertThat(shell.type("people set-role ann@example.com boss").err())
                .contains("a role is operator, owner, member or viewer, not \"boss\"");
        assertThat(shell.type("people invite eve@example.com --role boss").code()).isEqualTo(2);
        assertThat(shell.type("people set-role eve@example.com owner").code()).isEqualTo(1);
    }

    @Test
    void codes_are_reset_for_who_lost_the_app() {
        shell.type("people invite ann@example.com");

        assertThat(shell.type("people reset-two-factor ann@example.com").out())
                .isEqualToIgnoringNewLines("ann@example.com had no codes set up");
        assertThat(shell.type("people reset-two-factor eve@example.com").code()).isEqualTo(1);
    }

    @Test
    void passkeys_are_removed_for_who_lost_a_device() {
        shell.type("people invite ann@example.com");

        assertThat(shell.type("people remove-passkeys ann@example.com").out())
                .isEqualToIgnoringNewLines("ann@example.com had no passkeys");
        assertThat(shell.type("people remove-passkeys eve@example.com").code()).isEqualTo(1);
    }

    @Test
    void a_reset_prints_another_link() {
        String first = shell.type("people invite ann@example.com").out();

        assertThat(shell.type("people reset ann@example.com").out())
                .contains("/setup?token=")
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.com",
                "a@b@c",
                "<script>@x.com",
                "a..b@x.com",
                "a@x..com",
                "a@x-.com",
                "a@x.com/"
            })
    void an_address_has_a_form(String email) {
        Shell.Result refused = shell.type("people invite " + email);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("name@host");
    }

    @Test
    void somebody_of_another_account_is_not_taken_over() {
        shell.type("accounts create shop");
        shell.type("people invite ann@example.com");

        assertThat(shell.type("people invite ann@example.com --account shop").err())
                .contains("somebody's already");
        assertThat(shell.type("people invite eve@example.com --account none").err())
                .contains("there is no account \"none\"");
    }
}
