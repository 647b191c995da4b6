package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pairs of code and status that the tables of `docs/errors.md` and `docs/openai.md` have. The
/// test clients hold every error that any test gets against them.
public final class DocumentedErrors {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DOCS = Path.of("../docs");
    private static final String TO_OPENAI_CLIENTS = "openai ";

    private static final Pattern OURS = Pattern.compile("(?m)^\\| (\\d{5}) \\| ([\\d, ]+) \\|");
    private static final Pattern OPENAIS = Pattern.compile("(?m)^\\| ([\\d, ]+) \\| ([^|]+) \\|");

    private static final Set<String> PAIRS =
            Stream.concat(
                            pairs(OURS, "errors.md", 1, 2),
                            pairs(OPENAIS, "openai.md", 2, 1).map(TO_OPENAI_CLIENTS::concat))
                    .collect(Collectors.toUnmodifiableSet());

    private DocumentedErrors() {}

    private static Stream<String> pairs(Pattern row, String page, int codes, int statuses) {
        return row.matcher(read(page))
                .results()
                .flatMap(found ->
                        list(found.group(codes))
                                .flatMap(code ->
                                        list(found.group(statuses))
                                                .map(status -> code + " " + status)));
    }

    private static Stream<String> list(String cell) {
        return Stream.of(cell.replace("`", "").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty());
    }

    private static String read(String page) {
        try {
            return Files.readString(DOCS.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fails when an answer is an error that the documentation does not have. Pages and the errors
    /// of JSON-RPC are none of these.
    public static void require(int status, byte[] body) {
        JsonNode error = status < 400 ? JSON.missingNode() : error(body);
        if (error.path("code").asInt(0) >= 10_000) {
            requirePair(error.path("code").asInt() + " " + status);
        } else if (error.has("type")) {
            requirePair(TO_OPENAI_CLIENTS + error.path("code").asString("null") + " " + status);
        }
    }

    private static JsonNode error(byte[] body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static void requirePair(String pair) {
        assertThat(PAIRS.contains(pair))
                .as("docs/errors.md and docs/openai.md have the code and status " + pair)
                .isTrue();
    }
}
