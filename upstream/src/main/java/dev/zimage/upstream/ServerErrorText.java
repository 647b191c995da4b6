package dev.zimage.upstream;

import dev.zimage.engine.ForeignText;
import dev.zimage.upstream.CallFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// What a server says about an error: for the log, without secrets and not endless, and for the
/// decision what follows from it.
///
/// @param secrets that a server may repeat: the prompt and the key
public record ServerErrorText(List<String> secrets) {

    private static final int LONGEST = 300;
    private static final int SHORTEST_SECRET = 3;

    /// Characters of an error that are looked at: so many that what remains without the secrets is
    /// longer than what is shown.
    private static final int MOST_READ = 1 << 20;

    private static final int MOST_WORDS = 64;

    /// Codes and types of errors by which servers say that their content policy refuses an order.
    private static final Set<String> POLICY =
            Set.of(
                    "80006",
                    "content_policy_violation",
                    "content_filter",
                    "moderation_blocked",
                    "nsfw_content",
                    "nsfw_content_detected",
                    "safety_violation");

    /// What servers without such codes write.
    private static final List<String> POLICY_WORDS =
            List.of("nsfw content detected", "(e005)", "rejected by the safety system");

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /// As JSON writes what is not ASCII, possibly in a text within a text.
    private static final Pattern ESCAPED = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");

    /// One line for the log.
    public String shown(String text) {
        String shown =
                ESCAPED.matcher(beginning(text))
                        .replaceAll(unit ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(unit.group(1), 16))));
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                String quoted = new StringNode(secret).toString();
                shown =
                        shown.replace(secret, "[hidden]")
                                .replace(quoted.substring(1, quoted.length() - 1), "[hidden]");
            }
        }
        return ForeignText.line(shown, LONGEST);
    }

    /// What follows from an answer with an error status.
    CallFailure failure(ServerResponse answer) {
        byte[] bytes = answer.bytes();
        String text =
                new String(bytes, 0, Math.min(bytes.length, MOST_READ), StandardCharsets.UTF_8);
        String message = "answered %d: %s".formatted(answer.status(), shown(text));
        return switch (answer.status()) {
            case 429, 503 -> new CallFailure(Kind.FULL, message, answer.status(), pause(answer));
            case 400, 403, 409, 413, 415, 422 ->
                    new CallFailure(
                            isPolicy(text)
                                    ? Kind.REFUSED
                                    : answer.status() == 403 ? Kind.FAILED : Kind.REJECTED,
                            message);
            default -> new CallFailure(Kind.FAILED, message, answer.status(), Duration.ZERO);
        };
    }

    private static Duration pause(ServerResponse answer) {
        String value = answer.headers().firstValue("Retry-After").orElse("").strip();
        if (!value.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(Long.parseLong(value));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /// Whether an error is the refusal of a content policy.
    public static boolean isPolicy(String whole) {
        String text = beginning(whole);
        String lower = text.toLowerCase(Locale.ROOT);
        if (POLICY_WORDS.stream().anyMatch(lower::contains)) {
            return true;
        }
        try {
            return hasPolicyCode(UpstreamJson.read(text), new int[] {MOST_WORDS});
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), MOST_READ));
    }

    private static boolean hasPolicyCode(JsonNode node, int[] left) {
        if (left[0]-- <= 0) {
            return false;
        }
        for (String name : List.of("code", "type")) {
            if (POLICY.contains(UpstreamJson.text(node, "/" + name).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return node.isContainer()
                && node.values().stream().anyMatch(child -> hasPolicyCode(child, left));
    }
}
