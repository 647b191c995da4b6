package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.errors.ErrorCode;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A byte order mark in front of a body, or of a prompt that was read from a file, is read over:
/// PowerShell and some editors write one.
@Timeout(200)
class ByteOrderMarkTest {

    private static final String MARK = "\uFEFF";
    private static final String ORDERS = "/api/v1/images/generations";
    private static final String CAT = "{\"model\":\"z-image\",\"prompt\":\"%sa cat\"}";

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    @Test
    void a_body_may_begin_with_it_in_every_dialect() {
        assertThat(post(ORDERS, CAT.formatted("")).status()).isEqualTo(200);
        assertThat(post("/v1/images/generations", "{\"prompt\":\"a cat\"}").status())
                .isEqualTo(200);
        assertThat(
                        post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
                                .json()
                                .path("result")
                                .isObject())
                .isTrue();
        assertThat(
                        post("/console/api/session", "{\"email\":\"a@b.c\",\"password\":\"wrong\"}")
                                .errorCode())
                .isNotEqualTo(ErrorCode.NOT_A_JSON_OBJECT.number());
    }

    private static Reply post(String path, String body) {
        return SHARED.get().post(path, MARK + body, "Accept", "application/json");
    }

    @Test
    void only_one_and_only_in_front() {
        for (String body :
                new String[] {
                    MARK + MARK + CAT.formatted(""), CAT.formatted("") + MARK, "{" + MARK + "}"
                }) {
            assertThat(SHARED.get().post(ORDERS, body).errorCode())
                    .isEqualTo(ErrorCode.NOT_A_JSON_OBJECT.number());
        }
    }

    @Test
    void it_is_no_part_of_a_prompt() {
        Reply first = SHARED.get().post(ORDERS, CAT.formatted(MARK), "Idempotency-Key", "marked");
        Reply again = SHARED.get().post(ORDERS, CAT.formatted(""), "Idempotency-Key", "marked");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    }
}
