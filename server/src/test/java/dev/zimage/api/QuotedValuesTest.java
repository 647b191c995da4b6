package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Messages show the value that is wrong, also one that cannot be seen, and are never endless.
@Timeout(200)
class QuotedValuesTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private static final JsonMapper JSON = new JsonMapper();

    /// A value and how it stands in a message.
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("", "\"\""),
                Arguments.of(" ", "\" \""),
                Arguments.of("low ", "\"low \""),
                Arguments.of("a\"b\\", "\"a\\\"b\\\\\""),
                Arguments.of("\n\t\r", "\"\\n\\t\\r\""),
                Arguments.of("\u0007\u001b[2J", "\"\\u{7}\\u{1B}[2J\""),
                Arguments.of("\u00a0\u3000", "\"\\u{A0}\\u{3000}\""),
                Arguments.of("a\u200b\u202eb", "\"a\\u{200B}\\u{202E}b\""),
                Arguments.of("\ufeff", "\"\\u{FEFF}\""),
                Arguments.of("\u732b\ud83d\ude00", "\"\u732b\ud83d\ude00\""),
                Arguments.of("x".repeat(64), "\"" + "x".repeat(64) + "\""),
                Arguments.of("x".repeat(40_000), "\"" + "x".repeat(64) + "\"\u2026"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_wrong_value_is_shown(String value, String shown) {
        assertThat(message("/v1/images/generations", Map.of("prompt", "a", "quality", value)))
                .endsWith(", not " + shown);
        assertThat(message("/v1/images/generations", Map.of("prompt", "a", "size", value)))
                .endsWith(", not " + shown);
        assertThat(message("/api/v1/images/generations", order("output_format", value)))
                .isEqualTo("output_format must be jpeg or png, not " + shown);
        assertThat(message("/api/v1/images/generations", order("aspect_ratio", value)))
                .endsWith(", not " + shown);
    }

    @ParameterizedTest
    @MethodSource("values")
    void an_unknown_name_is_shown(String name, String shown) {
        assertThat(message("/api/v1/images/generations", order(name, "x")))
                .startsWith("Unknown parameter: " + shown + ". Known are: ");
        assertThat(message("/api/v1/images/generations", Map.of("model", name, "prompt", "a")))
                .isEqualTo("Unknown model: " + shown + ". Known models: z-image");
    }

    /// Without one that is left out, and one that is too long for an address.
    static Stream<Arguments> shortValues() {
        return values().filter(values -> isShort((String) values.get()[0]));
    }

    private static boolean isShort(String value) {
        return !value.isEmpty() && value.length() < 100;
    }

    @ParameterizedTest
    @MethodSource("shortValues")
    void a_wrong_part_of_a_query_is_shown(String value, String shown) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        assertThat(SHARED.get().get("/api/v1/tasks?status=" + encoded).errorMessage())
                .endsWith(", not " + shown);
        assertThat(SHARED.get().get("/api/v1/tasks?limit=" + encoded).errorMessage())
                .endsWith(", not " + shown);
    }

    private static Map<String, String> order(String name, String value) {
        return Map.of("model", "z-image", "prompt", "a", name, value);
    }

    private static String message(String path, Map<String, String> body) {
        return SHARED.get().post(path, JSON.writeValueAsString(body)).errorMessage();
    }
}
