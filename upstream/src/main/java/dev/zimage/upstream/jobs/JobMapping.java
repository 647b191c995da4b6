package dev.zimage.upstream.jobs;

import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.UpstreamJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// How a queue of jobs is used: requests with placeholders, and JSON pointers to what matters in
/// the answers.
///
/// @param scheme of the `Authorization` header
/// @param idempotencyHeader that makes a repeated submission harmless; empty for none
/// @param body of the submission
/// @param id of the job, in the answer to the submission
/// @param result where the picture is when it is not in the answer to the poll
/// @param status of the job, in the answer to a poll
/// @param running values of the status of a job that goes on
/// @param done values of the status of a job with a picture
/// @param pictures where the picture can be, as base64 or an address
/// @param refused is true where the content policy refused the picture; empty for none
/// @param progress from 0 to 1; empty for none
/// @param hosts that pictures come from
record JobMapping(
        String scheme,
        String idempotencyHeader,
        Step submit,
        JsonTemplate body,
        String id,
        Step poll,
        Optional<Step> result,
        Optional<Step> cancel,
        String status,
        Set<String> running,
        Set<String> done,
        List<String> pictures,
        String refused,
        String progress,
        Set<String> hosts) {

    /// A request of the protocol.
    ///
    /// @param path with placeholders; empty when the server names the address
    /// @param pointer to the address in the answer to the submission; empty for none
    record Step(String method, String path, String pointer) {

        static Optional<Step> of(JsonNode mapping, String name, String method) {
            JsonNode node = mapping.path(name);
            return node.isObject()
                    ? Optional.of(
                            new Step(
                                    node.path("method").asString(method),
                                    UpstreamJson.text(node, "/path"),
                                    UpstreamJson.text(node, "/url")))
                    : Optional.empty();
        }
    }

    static JobMapping preset(String name) {
        return of(UpstreamJson.resource("jobs/" + name + ".json"));
    }

    /// @throws IOException when the file is no mapping
    static JobMapping read(Path file) throws IOException {
        try {
            return of(UpstreamJson.read(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no mapping: " + e.getMessage(), e);
        }
    }

    private static JobMapping of(JsonNode node) {
        return new JobMapping(
                node.path("scheme").asString("Bearer"),
                UpstreamJson.text(node, "/idempotency_header"),
                required(node, "submit", "POST"),
                new JsonTemplate(node.path("submit").path("body")),
                requiredText(node, "id"),
                required(node, "poll", "GET"),
                Step.of(node, "result", "GET"),
                Step.of(node, "cancel", "POST"),
                requiredText(node, "status"),
                texts(node, "running"),
                texts(node, "done"),
                List.copyOf(texts(node, "picture")),
                UpstreamJson.text(node, "/refused"),
                UpstreamJson.text(node, "/progress"),
                texts(node, "hosts"));
    }

    private static Step required(JsonNode node, String name, String method) {
        return Step.of(node, name, method)
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing"));
    }

    private static String requiredText(JsonNode node, String name) {
        String text = UpstreamJson.text(node, "/" + name);
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be a JSON pointer, which begins with a slash");
        }
        return text;
    }

    private static Set<String> texts(JsonNode node, String name) {
        return node.path(name).values().stream()
                .map(value -> value.asString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
