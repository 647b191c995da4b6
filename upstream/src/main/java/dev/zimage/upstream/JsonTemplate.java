package dev.zimage.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A JSON value with placeholders such as `{{seed}}` in its strings. A string that is nothing but a
/// placeholder becomes the value with its type; a member or element whose value is not known is
/// left out. Immutable.
public final class JsonTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;

    public JsonTemplate(JsonNode root) {
        this.root = root.deepCopy();
    }

    /// The names of all placeholders.
    public Set<String> placeholders() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(root.toString());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /// The value with each placeholder replaced.
    public JsonNode fill(Map<String, JsonNode> values) {
        JsonNode filled = filled(root, values);
        return filled == null ? NODES.nullNode() : filled;
    }

    /// A text with each placeholder replaced; one that is not known by nothing.
    public static String fill(String text, Map<String, JsonNode> values) {
        return fill(text, values, (_, value) -> value);
    }

    /// The same for the path of a URL, where values are percent-encoded. The name of a model may be
    /// several segments, such as `owner/name`.
    public static String fillPath(String path, Map<String, JsonNode> values) {
        return fill(
                path,
                values,
                (name, value) ->
                        name.equals("model")
                                ? Arrays.stream(value.split("/", -1))
                                        .map(JsonTemplate::encoded)
                                        .collect(Collectors.joining("/"))
                                : encoded(value));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String fill(
            String text, Map<String, JsonNode> values, BinaryOperator<String> form) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> {
                    JsonNode value = values.get(match.group(1));
                    return Matcher.quoteReplacement(
                            value == null ? "" : form.apply(match.group(1), value.asString()));
                });
    }

    private static @Nullable JsonNode filled(JsonNode node, Map<String, JsonNode> values) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = NODES.objectNode();
                object.forEachEntry((name, value) -> {
                    JsonNode filled = filled(value, values);
                    if (filled != null) {
                        copy.set(name, filled);
                    }
                });
                // An object that had members only for what is not known is not sent either.
                yield copy.isEmpty() && !object.isEmpty() ? null : copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = NODES.arrayNode();
                for (JsonNode element : array) {
                    JsonNode filled = filled(element, values);
                    if (filled != null) {
                        copy.add(filled);
                    }
                }
                yield copy;
            }
            case StringNode string -> text(string.asString(), values);
            default -> node;
        };
    }

    private static @Nullable JsonNode text(String text, Map<String, JsonNode> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches()
                ? values.get(matcher.group(1))
                : NODES.stringNode(fill(text, values));
    }
}
