package dev.zimage.sketch.prompt;

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
        english(0xC8102E, "red", "crimson", "scarlet", "ruby", "vermilion");
        english(0x7B1E2B, "burgundy", "maroon", "wine red", "oxblood");
        english(0xF26B1D, "orange", "tangerine", "amber");
        english(0xC4552D, "terracotta", "rust");
        english(0xF6C324, "yellow", "mustard", "lemon yellow");
        english(0xC9992E, "gold", "golden");
        english(0x2E8B57, "green", "emerald", "forest green", "jade");
        english(0x9CC84B, "lime", "lime green");
        english(0x6B7B3A, "olive", "olive green", "sage", "moss green");
        english(0x9ED8C0, "mint", "mint green", "seafoam");
        english(0x12807F, "teal");
        english(0x22B5BF, "turquoise", "cyan", "aqua");
        english(0x1F5FBF, "blue", "cobalt", "sapphire", "royal blue");
        english(0x16294F, "navy", "navy blue", "dark blue", "deep blue", "midnight blue");
        english(0x8CC4EA, "sky blue", "light blue", "baby blue");
        english(0x3F3A9C, "indigo");
        english(0x6F3FA0, "purple", "violet", "amethyst");
        english(0xB79BE0, "lavender", "lilac");
        english(0xD6248A, "magenta", "fuchsia", "hot pink");
        english(0xF19AB4, "pink", "blush", "rose pink");
        english(0xF4795B, "coral", "salmon");
        english(0xF7B58C, "peach", "apricot");
        english(0x7A4B2A, "brown", "chocolate brown", "sepia");
        english(0xE4D3B5, "beige", "cream", "ivory", "sand-coloured", "tan");
        english(0x151515, "black");
        english(0xFAFAF7, "white");
        english(0x8B8D92, "grey", "gray", "silver");
        chinese(0xC8102E, "大红", "朱红", "鲜红", "中国红", "红");
        chinese(0x7B1E2B, "酒红", "暗红", "深红");
        chinese(0xF26B1D, "橙", "橘");
        chinese(0xF6C324, "明黄", "鹅黄", "黄");
        chinese(0xC9992E, "金黄", "金");
        chinese(0x2E8B57, "翠绿", "墨绿", "绿");
        chinese(0x9ED8C0, "薄荷绿", "浅绿");
        chinese(0x12807F, "青");
        chinese(0x16294F, "深蓝", "藏青", "藏蓝", "海军蓝");
        chinese(0x8CC4EA, "天蓝", "浅蓝", "淡蓝");
        chinese(0x1F5FBF, "宝蓝", "蓝");
        chinese(0xB79BE0, "浅紫", "淡紫");
        chinese(0x6F3FA0, "紫");
        chinese(0xF19AB4, "粉红", "粉");
        chinese(0x7A4B2A, "棕", "褐", "咖啡");
        chinese(0xE4D3B5, "米白", "米黄", "米", "奶油");
        chinese(0x151515, "黑");
        chinese(0xFAFAF7, "白");
        chinese(0x8B8D92, "银灰", "灰", "银");
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

    private static void english(int colour, String... names) {
        for (String name : names) {
            ENGLISH.put(name, colour);
        }
    }

    private static void chinese(int colour, String... names) {
        for (String name : names) {
            CHINESE.put(name, colour);
        }
    }

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
