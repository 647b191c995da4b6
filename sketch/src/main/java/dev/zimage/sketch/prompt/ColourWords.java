package dev.zimage.sketch.prompt;

import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The colours that prompts name, in English and Chinese.
final class ColourWords {

    private static final Map<String, Integer> ENGLISH = new LinkedHashMap<>();
    private static final Map<String, Integer> CHINESE = new LinkedHashMap<>();

    static {
        for (WordTable.Line line : WordTable.read("colours.txt")) {
            for (String name : line.value().split(", ", -1)) {
                boolean chinese = Character.isIdeographic(name.codePointAt(0));
                (chinese ? CHINESE : ENGLISH).put(name, Integer.decode(line.key()));
            }
        }
    }

    private static final Pattern WORD =
            Pattern.compile(
                    "(?<![\\p{IsLatin}])(%s)(?![\\p{IsLatin}])|(%s)(?=色|底|字|调|背景|配|与)|(大红|朱红|鲜红|酒红|墨绿|藏青|天蓝)"
                            .formatted(alternatives(ENGLISH), alternatives(CHINESE)),
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern GROUND =
            Pattern.compile(
                    "(?i)^(?:[ -](?:coloured|colored|solid|paper))*["
                            + " -](?:background|backdrop|ground)|^色?(?:的)?(?:背景|底)");

    private static final Pattern INK =
            Pattern.compile(
                    "(?i)^[ -](?:[a-z-]+"
                            + " ){0,2}(?:text|type|letters|lettering|font|typeface|words|title|typography)\\b"
                            + "|^色?(?:的)?(?:大|粗体|手写|毛笔)?(?:文字|字体|字|标题)");

    private ColourWords() {}

    private static String alternatives(Map<String, Integer> names) {
        return String.join(
                "|",
                names.keySet().stream()
                        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                        .toList());
    }

    /// The colours of a prompt, sorted by what they are for.
    record Found(List<Integer> colours, @Nullable Integer ground, @Nullable Integer ink) {}

    static Found find(String prompt) {
        List<Integer> colours = new ArrayList<>();
        Integer ground = null;
        Integer ink = null;
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            int colour = colour(word.group());
            String after = prompt.substring(word.end());
            if (GROUND.matcher(after).find()) {
                ground = colour;
            } else if (INK.matcher(after).find()) {
                ink = colour;
            } else if (!colours.contains(colour)) {
                colours.add(colour);
            }
        }
        return new Found(colours, ground, ink);
    }

    private static int colour(String name) {
        Integer english = ENGLISH.get(name.toLowerCase(Locale.ROOT));
        Integer chinese = CHINESE.get(name);
        return english != null ? english : chinese != null ? chinese : 0;
    }
}
