package dev.zimage.texts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What each text is for, by the words before it in its sentence and those right after it.
final class TextRoles {

    private static final Pattern TITLE =
            Pattern.compile(
                    "(?i)\\b(?:title|titled|entitled|headline|heading|header|big)\\b|主标题|大标题|(?<!副|小)标题|大字|(?<!サブ)タイトル|見出し");
    private static final Pattern SUBTITLE =
            Pattern.compile(
                    "(?i)\\b(?:subtitle|subtitled|subline|subheading|subhead|tagline|slogan|underneath|below|beneath|smaller|small)\\b"
                            + "|副标题|小标题|标语|口号|下面|下方|小字|其下|サブタイトル|副題");

    /// Words that say how large a footer is as well.
    private static final Pattern SIZE = Pattern.compile("(?i)\\bsmall(?:er)?\\b|小字");

    private static final Pattern FOOTER =
            Pattern.compile(
                    "(?i)\\b(?:footer|bottom|foot|date|address|website|url|fine print|credit)\\b|页脚|底部|落款|日期|地址|网址|最下");

    private static final Map<WantedText.Role, Pattern> AFTER =
            new EnumMap<>(
                    Map.of(
                            WantedText.Role.TITLE,
                            Pattern.compile(
                                    "(?i)^[,，]?\\s*(?:as (?:the|a) (?:main )?(?:title|headline|heading)\\b|in (?:very )?(?:large|big|huge) |作为标题|为标题)"),
                            WantedText.Role.SUBTITLE,
                            Pattern.compile(
                                    "(?i)^[,，]?\\s*(?:as (?:the|a) (?:subtitle|tagline|slogan|subheading)\\b|in (?:small|smaller|tiny) |作为副标题)"),
                            WantedText.Role.FOOTER,
                            Pattern.compile(
                                    "(?i)^[,，]?\\s*(?:as (?:the|a) footer\\b|(?:at|along|on) the (?:very )?bottom(?=\\s*(?:[,.;，。；]|$|and\\b))|写?在最?(?:底部|下方))")));

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s)|[。！？；;\\n]");

    private static final int REACH = 28;

    private TextRoles() {}

    static List<WantedText> assigned(String prompt, List<WantedText> texts) {
        List<WantedText> all = new ArrayList<>();
        int from = 0;
        for (WantedText text : texts) {
            if (text.role() != WantedText.Role.UNSAID || text.kind() == WantedText.Kind.LISTED) {
                all.add(text);
            } else {
                all.add(text.as(role(prompt, text, from)));
            }
            from = text.end() + afterLength(prompt, text);
        }
        return all;
    }

    /// How much after a text tells what it is for, so that it does not tell of the next one.
    private static int afterLength(String prompt, WantedText text) {
        String after = prompt.substring(text.end());
        return AFTER.values().stream()
                .map(words -> words.matcher(after))
                .filter(Matcher::find)
                .mapToInt(Matcher::end)
                .max()
                .orElse(0);
    }

    private static WantedText.Role role(String prompt, WantedText text, int from) {
        String after = prompt.substring(text.end());
        for (var words : AFTER.entrySet()) {
            if (words.getValue().matcher(after).find()) {
                return words.getKey();
            }
        }
        int at = Math.clamp(prompt.indexOf(text.text(), text.start()), text.start(), text.end());
        int start = Math.min(at, Math.max(from, at - REACH));
        String cue = prompt.substring(start, at);
        return byCue(cue.substring(Math.max(0, last(SENTENCE_END, cue))));
    }

    private static WantedText.Role byCue(String cue) {
        int title = last(TITLE, cue);
        int footer = last(FOOTER, cue);
        int subtitle = last(SUBTITLE, footer < 0 ? cue : SIZE.matcher(cue).replaceAll(""));
        if (footer > subtitle && footer > title) {
            return WantedText.Role.FOOTER;
        }
        if (subtitle > title) {
            return WantedText.Role.SUBTITLE;
        }
        return title < 0 ? WantedText.Role.UNSAID : WantedText.Role.TITLE;
    }

    /// Where the last match ends, or -1.
    private static int last(Pattern words, String cue) {
        Matcher matcher = words.matcher(cue);
        int end = -1;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }
}
