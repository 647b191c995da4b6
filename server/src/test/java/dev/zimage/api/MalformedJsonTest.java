package dev.zimage.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Bodies that are no JSON, or JSON that nobody should accept: each is refused in the shape of our
/// errors and costs nothing.
@Timeout(200)
class MalformedJsonTest {

    private static final String VALID = "{\"model\":\"z-image\",\"prompt\":\"a cat\"}";

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    /// Bodies that are no JSON object.
    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(""),
                arguments(" \r\n\t"),
                arguments("null"),
                arguments("[]"),
                arguments("1"),
                arguments("\"x\""),
                arguments("true"),
                arguments("nul"),
                arguments("{"),
                arguments("}"),
                arguments("{\""),
                arguments("{\"a\"}"),
                arguments("{1:2}"),
                arguments("[" + VALID + "]"),
                arguments(VALID + VALID),
                arguments(VALID + "x"),
                arguments(VALID + "\0"),
                arguments("\0" + VALID),
                arguments("{'model':'z-image','prompt':'a'}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",}"),
                arguments("{\"model\":\"z-image\",/*x*/\"prompt\":\"a\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\"} // x"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"prompt\":\"b\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"pr\\u006fmpt\":\"b\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"\\x41\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"\\u12\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\u0001b\"}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\nb\"}"),
                arguments("{\"a\":".repeat(12_000)),
                arguments("[".repeat(60_000)),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":NaN}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":-Infinity}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":01}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":+1}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":0x1}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":.5}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":1.}"),
                arguments("{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":-}"),
                arguments(
                        "{\"model\":\"z-image\",\"prompt\":\"a\",\"seed\":"
                                + "9".repeat(60_000)
                                + "}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_is_no_json_object_is_refused(String text) {
        requireRefused(text.getBytes(UTF_8), 20_001);
    }

    /// Bytes that are no text in UTF-8.
    static Stream<Arguments> encodings() {
        return Stream.of(
                argumentSet("UTF-16 LE", VALID.getBytes(UTF_16LE)),
                argumentSet("UTF-16 BE", VALID.getBytes(UTF_16BE)),
                argumentSet("UTF-16 with a mark", VALID.getBytes(UTF_16)),
                argumentSet("UTF-32", VALID.getBytes(UTF_32)),
                argumentSet("UTF-32 LE", VALID.getBytes(UTF_32LE)),
                argumentSet("Latin-1", withPrompt("caf\u00e9")),
                argumentSet("a wrong byte in a name", withName("x\u00ff")),
                argumentSet("a slash of two bytes", withPrompt("\u00c0\u00af")),
                argumentSet("a zero of two bytes", withPrompt("\u00c0\u0080")),
                argumentSet(
                        "a CESU-8 pair in a value",
                        withPrompt("\u00ed\u00a0\u00bd\u00ed\u00b8\u0080")),
                argumentSet(
                        "a CESU-8 pair in a name",
                        withName("\u00ed\u00a0\u00bd\u00ed\u00b8\u0080")),
                argumentSet("half a CESU-8 pair", withPrompt("\u00ed\u00a0\u00bd")),
                argumentSet("beyond Unicode", withPrompt("\u00f4\u0090\u0080\u0080")),
                argumentSet(
                        "half a character",
                        "{\"model\":\"z-image\",\"prompt\":\"\u00f0\u009f".getBytes(ISO_8859_1)));
    }

    private static byte[] withPrompt(String bytes) {
        return VALID.replace("a cat", bytes).getBytes(ISO_8859_1);
    }

    private static byte[] withName(String bytes) {
        return VALID.replace("}", ",\"" + bytes + "\":1}").getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void what_is_no_utf_8_is_refused(byte[] body) {
        requireRefused(body, 20_001);
    }

    /// A member after a valid model, and the code that it is refused with.
    static Stream<Arguments> members() {
        return Stream.of(
                arguments("\"prompt\":\"a\\ud83d\"", 20_003),
                arguments("\"prompt\":\"a\\ude00b\"", 20_003),
                arguments("\"prompt\":\"\\ude00\\ud83d\"", 20_003),
                arguments("\"prompt\":\"a\\u0000b\"", 20_003),
                arguments("\"prompt\":\"a\\u0085b\"", 20_003),
                arguments("\"prompt\":\"a\u007fb\"", 20_003),
                arguments("\"prompt\":\"\"", 20_003),
                arguments("\"prompt\":\" \u3000\u200b\"", 20_003),
                arguments("\"prompt\":1", 20_003),
                arguments("\"prompt\":[\"a\"]", 20_003),
                arguments("\"prompt\":null", 20_002),
                arguments("\"prompt\":\"" + "a".repeat(1_001) + "\"", 20_007),
                arguments("\"prompt\":\"" + "\ud83d\ude00".repeat(1_001) + "\"", 20_007),
                arguments("\"prompt\":\"a\",\"Prompt\":\"b\"", 20_010),
                arguments("\"prompt\":\"a\",\"\":1", 20_010),
                arguments("\"prompt\":\"a\",\"a\\nb\":1", 20_010),
                arguments("\"prompt\":\"a\",\"\\u0000\":1", 20_010),
                arguments("\"prompt\":\"a\",\"aspect_ration\":\"1:1\"", 20_010),
                arguments("\"prompt\":\"a\",\"aspect_ratio\":\"16:10\"", 20_003),
                arguments("\"prompt\":\"a\",\"aspect_ratio\":\"\\ud83d\"", 20_003),
                arguments("\"prompt\":\"a\",\"output_format\":\"JPEG\"", 20_003),
                arguments("\"prompt\":\"a\",\"nsfw_checker\":\"true\"", 20_003),
                arguments("\"prompt\":\"a\",\"nsfw_checker\":1", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":42.5", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":\"1\"", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":-1", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":4294967296", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":18446744073709551616", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":" + "9".repeat(900), 20_003),
                arguments("\"prompt\":\"a\",\"seed\":4.25e1", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":1e999", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":1e999999999", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":-1e-999999999", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":1." + "9".repeat(900), 20_003),
                arguments("\"prompt\":\"a\",\"seed\":true", 20_003),
                arguments("\"prompt\":\"a\",\"seed\":{}", 20_003),
                arguments("\"prompt\":\"a\",\"n\":2", 20_003),
                arguments("\"prompt\":\"a\",\"n\":0", 20_003),
                arguments("\"prompt\":\"a\",\"n\":\"1\"", 20_003),
                arguments("\"prompt\":\"a\",\"n\":9999999999999999999999", 20_003),
                arguments("\"prompt\":\"a\",\"callback_url\":\"http://x\"", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":[]", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"a\":1}", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"a\":null}", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"\":\"x\"}", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"a\":\"\\ud83d\"}", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"a\":\"\\u0000\"}", 20_003),
                arguments("\"prompt\":\"a\",\"metadata\":{\"a\":{\"a\":{\"a\":{}}}}", 20_003));
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_wrong_member_is_refused(String members, int code) {
        requireRefused(("{\"model\":\"z-image\"," + members + "}").getBytes(UTF_8), code);
    }

    /// Members that may be told apart as broken JSON or as a wrong value.
    static Stream<Arguments> doubtful() {
        return Stream.of(
                arguments("\"seed\":1e99999999999999"),
                arguments("\"seed\":-1e-99999999999999"),
                arguments("\"n\":1e99999999999999"),
                arguments("\"metadata\":1e99999999999999"),
                arguments("\"unknown\":1e99999999999999"),
                arguments("\"\\ud83d\":1"),
                arguments("\"metadata\":{\"\\ud83d\":\"x\"}"),
                arguments("\"metadata\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(40)),
                arguments("\"" + "x".repeat(60_000) + "\":1"));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void a_member_that_cannot_be_read_is_refused(String member) {
        Reply reply = post(VALID.replace("}", "," + member + "}").getBytes(UTF_8));
        assertThat(reply.errorCode()).isBetween(20_000, 29_999);
        requireError(reply, 400);
    }

    private static void requireRefused(byte[] body, int code) {
        Reply reply = post(body);
        requireError(reply, 400);
        assertThat(reply.errorCode()).isEqualTo(code);
    }

    private static void requireError(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("x-request-id")).matches("req_[0-9a-f-]{36}");
        assertThat(reply.json().path("error").path("request_id").asString(""))
                .isEqualTo(reply.header("x-request-id"));
        assertThat(reply.errorMessage()).isNotBlank();
        assertThat(SHARED.get().balance()).isEqualTo(10_000);
    }

    private static Reply post(byte[] body) {
        return SHARED.get()
                .send(
                        SHARED.get()
                                .request("/api/v1/images/generations")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }
}
