package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds the texts of a prompt that is a JSON object: the values of members whose names say that
/// they are texts, and what the other values quote or announce.
final class JsonTexts {

    private static final Set<String> TEXTS =
            Set.of(
                    "text",
                    "texts",
                    "title",
                    "subtitle",
                    "headline",
                    "subheadline",
                    "heading",
                    "subheading",
                    "caption",
                    "slogan",
                    "tagline",
                    "word",
                    "words",
                    "lettering",
                    "label",
                    "labels",
                    "quote",
                    "message",
                    "copy",
                    "footer",
                    "header",
                    "inscription",
                    "cta",
                    "motto",
                    "wording",
                    "标题",
                    "主标题",
                    "副标题",
                    "文字",
                    "文案",
                    "文本",
                    "标语",
                    "口号",
                    "落款");

    /// Members of a text that say what is written, and where.
    private static final Set<String> PARTS =
            Set.of(
                    "content",
                    "contents",
                    "value",
                    "string",
                    "main",
                    "primary",
                    "secondary",
                    "top",
                    "bottom",
                    "left",
                    "right",
                    "center",
                    "centre",
                    "middle",
                    "line",
                    "lines",
                    "items",
                    "body",
                    "author",
                    "date",
                    "button",
                    "内容");

    private static final Set<String> DENIED = Set.of("negative", "no", "avoid", "alt", "exclude");

    private static final Set<String> NOTHING = Set.of("none", "no", "no text", "n/a", "false", "无");

    private static final int DEEPEST = 32;

    private final String json;
    private final List<WantedText> found = new ArrayList<>();
    private int at;
    private int depth;

    private JsonTexts(String json, int at) {
        this.json = json;
        this.at = at;
    }

    /// Empty for a prompt that is no JSON object.
    static Optional<List<WantedText>> find(String prompt) {
        int open = prompt.indexOf('{');
        String before = open < 0 ? prompt : prompt.substring(0, open);
        if (open < 0 || !before.matches("(?is)\\s*(?:```(?:json)?|json:?|prompt:?)?\\s*")) {
            return Optional.empty();
        }
        JsonTexts reader = new JsonTexts(prompt, open);
        boolean whole = reader.value("", false);
        return whole && prompt.substring(reader.at).matches("[\\s`]*")
                ? Optional.of(List.copyOf(reader.found))
                : Optional.empty();
    }

    /// Reads one value.
    ///
    /// @param textual whether strings in it are texts
    /// @return whether it was one
    private boolean value(String name, boolean textual) {
        skipSpace();
        if (at >= json.length() || depth > DEEPEST) {
            return false;
        }
        depth++;
        boolean whole =
                switch (json.charAt(at)) {
                    case '{' -> object(textual);
                    case '[' -> array(name, textual);
                    case '"' -> string(name, textual);
                    default -> word();
                };
        depth--;
        return whole;
    }

    private boolean object(boolean within) {
        at++;
        if (taken('}')) {
            return true;
        }
        do {
            skipSpace();
            int start = at;
            int end = stringEnd();
            if (end < 0) {
                return false;
            }
            String name = plain(json.substring(start + 1, end - 1));
            if (!taken(':') || !value(name, isText(name, within))) {
                return false;
            }
        } while (taken(','));
        return taken('}');
    }

    private boolean array(String name, boolean textual) {
        at++;
        if (taken(']')) {
            return true;
        }
        do {
            if (!value(name, textual)) {
                return false;
            }
        } while (taken(','));
        return taken(']');
    }

    private boolean string(String name, boolean textual) {
        int start = at;
        int end = stringEnd();
        if (end < 0) {
            return false;
        }
        String raw = json.substring(start + 1, end - 1);
        if (textual) {
            String text = Unescaped.written(unescaped(raw));
            if (!text.isEmpty() && !NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
                found.add(new WantedText(text, start, end, WantedText.Kind.MEMBER, role(name)));
            }
        } else {
            PromptTexts.inProse(raw).forEach(text -> found.add(text.moved(start + 1)));
        }
        return true;
    }

    private boolean word() {
        int start = at;
        while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        return json.substring(start, at).strip().matches("true|false|null|-?[\\d.eE+-]+");
    }

    /// Moves to the end of the string that begins here, or answers -1.
    private int stringEnd() {
        if (at >= json.length() || json.charAt(at) != '"') {
            return -1;
        }
        for (int i = at + 1; i < json.length(); i++) {
            if (json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                at = i + 1;
                return at;
            }
        }
        return -1;
    }

    private boolean taken(char wanted) {
        skipSpace();
        boolean there = at < json.length() && json.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            if (escape == 'u' && raw.substring(i).matches("(?s)u[0-9a-fA-F]{4}.*")) {
                text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append("nr".indexOf(escape) >= 0 ? '\n' : escape == 't' ? ' ' : escape);
            }
        }
        return text.toString();
    }

    /// A name in lower case, its words apart.
    private static String plain(String name) {
        return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})|[_\\s-]+|(?<=\\p{L})(?=\\d)", " ")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private static boolean isText(String name, boolean within) {
        List<String> words = List.of(name.replaceAll(" \\d+$", "").split(" ", -1));
        if (DENIED.contains(words.getFirst())) {
            return false;
        }
        boolean ofText = words.size() > 1 && TEXTS.contains(words.get(words.size() - 2));
        return TEXTS.contains(words.getLast())
                || ((within || ofText) && PARTS.contains(words.getLast()));
    }

    private static WantedText.Role role(String name) {
        String joined = name.replace(" ", "");
        if (joined.matches(".*(?:sub|tagline|slogan|副标题|标语).*")) {
            return WantedText.Role.SUBTITLE;
        }
        if (joined.matches(".*(?:title|headline|heading|header|标题).*")) {
            return WantedText.Role.TITLE;
        }
        if (joined.matches(".*(?:footer|date|bottom|落款).*")) {
            return WantedText.Role.FOOTER;
        }
        return joined.equals("author") ? WantedText.Role.AUTHOR : WantedText.Role.UNSAID;
    }
}
