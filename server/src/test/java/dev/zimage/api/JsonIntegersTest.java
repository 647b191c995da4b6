package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.errors.ErrorCode;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A number without a fraction is an integer, however it is written, in every dialect.
@Timeout(200)
class JsonIntegersTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    @ParameterizedTest
    @CsvSource({
        "42.0, 42",
        "4.2e1, 42",
        "4.2E+1, 42",
        "420e-1, 42",
        "-0.0, 0",
        "0e999999999, 0",
        "0.0, 0",
        "4294967295.000, 4294967295",
        "4.294967295e9, 4294967295"
    })
    void a_number_without_a_fraction_is_an_integer(String written, long seed) {
        assertThat(order("\"seed\":" + written).json().path("seed").asLong()).isEqualTo(seed);
        Reply called = call("\"seed\":" + written);
        assertThat(text(called)).contains("\"seed\":" + seed + ",");
    }

    @ParameterizedTest
    @CsvSource({
        "42.5, an integer",
        "4.25e1, an integer",
        "-1e-999999999, an integer",
        "4294967295.0000001, an integer",
        "9007199254740993.0, between 0 and 4294967295",
        "9007199254740993, between 0 and 4294967295",
        "4294967295.0000000000000000000001, an integer",
        "4294967296.0, between 0 and 4294967295",
        "-1.0, between 0 and 4294967295",
        "1e999999999, between 0 and 4294967295",
        "1e19, between 0 and 4294967295"
    })
    void any_other_number_is_refused_and_shown(String written, String expected) {
        Reply reply = order("\"seed\":" + written);
        assertThat(reply.errorCode()).isEqualTo(ErrorCode.PARAMETER_INVALID.number());
        assertThat(reply.errorMessage()).startsWith("seed must be " + expected + ", not ");
        assertThat(text(call("\"seed\":" + written)))
                .contains("seed must be " + expected + ", not ");
    }

    @Test
    void no_digit_of_a_refused_number_is_lost() {
        assertThat(order("\"seed\":9007199254740993.0").errorMessage())
                .isEqualTo("seed must be between 0 and 4294967295, not 9007199254740993.0");
        assertThat(order("\"seed\":" + "9".repeat(900)).errorMessage())
                .isEqualTo("seed must be between 0 and 4294967295, not " + "9".repeat(64) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "10e-1", "0.1e1"})
    void n_may_be_written_so_too(String written) {
        assertThat(order("\"n\":" + written).status()).isEqualTo(200);
        Reply drawn = openAi("\"n\":" + written + ",\"output_compression\":1e2,\"seed\":7.0");
        assertThat(drawn.status()).isEqualTo(200);
        assertThat(drawn.json().path("data")).hasSize(1);
        Reply refused = openAi("\"n\":" + written.replace("1", "1.5").replace(".5.", ".5"));
        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0"})
    void a_message_of_mcp_may_have_such_an_id(String id) {
        Reply reply = mcp("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(id));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id").asLong()).isEqualTo(1);
    }

    private static Reply order(String member) {
        return SHARED.get()
                .post(
                        "/api/v1/images/generations",
                        "{\"model\":\"z-image\",\"prompt\":\"a cat\",%s}".formatted(member),
                        "Prefer",
                        "wait=50");
    }

    private static Reply openAi(String members) {
        return SHARED.get()
                .post("/v1/images/generations", "{\"prompt\":\"a cat\",%s}".formatted(members));
    }

    private static Reply call(String argument) {
        return mcp(
                """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"generate_image",
                "arguments":{"prompt":"a cat","wait_seconds":50.0,%s}}}
                """
                        .formatted(argument));
    }

    /// The text of a tool's result.
    private static String text(Reply reply) {
        return reply.json().at("/result/content").findValuesAsString("text").getLast();
    }

    private static Reply mcp(String message) {
        return SHARED.get()
                .post(
                        "/mcp",
                        message,
                        "Accept",
                        "application/json",
                        "MCP-Protocol-Version",
                        "2025-06-18");
    }
}
