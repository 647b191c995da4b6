package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // the field is set before each test
class WebhooksCommandTest {

    private static final String OF = " --account default";

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    private Shell.Result create() {
        return shell.type("webhooks create https://example.com/hook" + OF);
    }

    @Test
    void the_secret_of_a_new_webhook_stands_alone_on_standard_output() {
        Shell.Result made = create();

        assertThat(made.code()).isZero();
        assertThat(made.out()).matches("whsec_[A-Za-z0-9+/]{43}=\\R");
        assertThat(made.err()).contains("wh_1", "shown this once");
        assertThat(shell.type("webhooks list" + OF).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("wh_1", "https://example.com/hook", "enabled")
                .doesNotContain("whsec_");
    }

    @Test
    void a_bad_url_is_refused_with_the_reason() {
        Shell.Result refused = shell.type("webhooks create https://u:p@example.com/" + OF);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("user name");
    }

    @Test
    void a_url_that_the_server_would_not_call_is_refused_as_by_the_api() {
        Shell.Result refused = shell.type("webhooks create https://127.0.0.1:9/hook" + OF);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("must lead to a public address");
    }

    @Test
    void a_rotated_secret_is_another_one() {
        String first = create().out();
        assertThat(shell.type("webhooks rotate wh_1" + OF).out())
                .startsWith("whsec_")
                .isNotEqualTo(first);
        String callback = shell.type("webhooks secret" + OF).out();
        assertThat(shell.type("webhooks secret" + OF).out()).isEqualTo(callback);
        String fresh = shell.type("webhooks rotate" + OF).out();
        assertThat(fresh).isNotEqualTo(callback);
        assertThat(shell.type("webhooks secret" + OF).out()).isEqualTo(fresh);
    }

    @Test
    void a_test_waits_in_the_list_until_a_server_sends_it() {
        create();
        JsonNode test = shell.type("webhooks test wh_1 --json" + OF).json();
        assertThat(test.path("status").asString()).isEqualTo("pending");
        assertThat(shell.type("webhooks deliveries" + OF).out())
                .contains(test.path("id").asString(), "webhook.test", "pending");
        assertThat(shell.type("webhooks send " + test.path("id").asString() + OF).out())
                .contains("queued");
    }

    @Test
    void a_disabled_webhook_is_sent_no_test_and_its_messages_fail() {
        create();
        shell.type("webhooks test wh_1" + OF);
        assertThat(shell.type("webhooks disable wh_1" + OF).out()).contains("disabled");
        assertThat(shell.type("webhooks test wh_1" + OF).code()).isEqualTo(1);
        assertThat(shell.type("webhooks deliveries" + OF).out()).contains("failed");
        assertThat(shell.type("webhooks enable wh_1" + OF).out()).contains("enabled");
        assertThat(shell.type("webhooks test wh_1" + OF).code()).isZero();
    }

    @Test
    void a_deleted_webhook_is_gone() {
        create();
        assertThat(shell.type("webhooks delete wh_1" + OF).code()).isZero();
        assertThat(shell.type("webhooks list" + OF).lines()).hasSize(1);
        assertThat(shell.type("webhooks delete wh_1" + OF).err()).contains("no webhook \"wh_1\"");
    }
}
