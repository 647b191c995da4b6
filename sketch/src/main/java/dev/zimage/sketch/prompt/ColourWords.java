package dev.zimage.sketch.prompt;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The colours that prompts name, in English and Chinese.
final class ColourWords {

    private static final Map<String, Integer> NAMES = new LinkedHashMap<>();

    static {
        for (WordTable.Line line : WordTable.read("colours.txt")) {
            for (String name : line.value().split(", ", -1)) {
                NAMES.put(name, Integer.decode(line.key()));
            }
        }
    }

    private static final Pattern WORD =
            Pattern.compile(
                    "(?i)(?<![\\p{IsLatin}])(?:%s)(?![\\p{IsLatin}])|(?:%s)(?=色|底|字|调|背景|配|与)|(?:大红|朱红|鲜红|酒红|墨绿|藏青|天蓝)"
                            .formatted(
                                    alternatives("\\p{IsLatin}.*"), alternatives("\\p{IsHan}.*")));

    private static final Pattern GROUND =
            Pattern.compile(
                    "(?i)^(?:[ -](?:coloured|colored|solid|paper))*["
                            + " -](?:background|backdrop|ground)|^色?(?:的)?(?:背景|底)");

    private static final Pattern INK =
            Pattern.compile(
                    "(?i)^[ -](?:[a-z-]+"
                            + " ){0,2}(?:text|type|letters|lettering|font|typeface|words|title|typography)\\b"
                            + "|^色?(?:的)?(?:大|粗体|手写|毛笔)?(?:文字|字体|字|标题)");

    /// What stands before the colour of type: `letters in`.
    private static final Pattern TYPE_IN =
            Pattern.compile(
                    "(?i)\\b(?:text|type|letters|lettering|font|typeface|words|title|typography)"
                            + "(?: is| are|,)? in (?:a )?(?:[a-z]+ )?$");

    private static final Pattern SOFT =
            Pattern.compile("(?i)(?:\\b(?:pastel|soft|pale|light|muted|powder)[ -]|[浅淡])$");

    private static final Pattern DARK = Pattern.compile("(?i)(?:\\b(?:dark|deep)[ -]|[深暗])$");

    private ColourWords() {}

    /// The names of one script, the longest first.
    private static String alternatives(String script) {
        return NAMES.keySet().stream()
                .filter(name -> name.matches(script))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /// The colours of a prompt, sorted by what they are for.
    record Found(List<Integer> colours, @Nullable Integer ground, @Nullable Integer ink) {}

    /// @param soft whether all colours are to be soft, as in a prompt that asks for pastels
    static Found find(String prompt, boolean soft) {
        List<Integer> colours = new ArrayList<>();
        Integer ground = null;
        Integer ink = null;
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            int named = NAMES.getOrDefault(word.group().toLowerCase(Locale.ROOT), 0);
            String before = prompt.substring(0, word.start());
            String after = prompt.substring(word.end());
            int colour = shade(named, before, soft);
            if (GROUND.matcher(after).find()) {
                ground = colour;
            } else if (INK.matcher(after).find() || TYPE_IN.matcher(before).find()) {
                ink = colour;
            } else if (!colours.contains(colour)) {
                colours.add(colour);
            }
        }
        return new Found(colours, ground, ink);
    }

    /// A colour as the word before it has it: `pastel blue`, `dark green`.
    private static int shade(int rgb, String before, boolean soft) {
        Oklab own = Oklab.of(rgb);
        if (own.chroma() > 0.03 && (soft || SOFT.matcher(before).find())) {
            return own.withLightness(Math.max(own.lightness(), 0.86))
                    .withChroma(Math.min(own.chroma(), 0.075))
                    .shown();
        }
        boolean dark = DARK.matcher(before).find() && own.lightness() > 0.38;
        return dark ? own.withLightness(0.38).shown() : rgb;
    }
}
