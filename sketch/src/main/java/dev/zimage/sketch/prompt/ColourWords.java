package dev.zimage.sketch.prompt;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.words.WordTable;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Pattern GROUND = WordTable.pattern("ground");
    private static final Pattern INK = WordTable.pattern("ink");
    private static final Pattern SMALL_INK = WordTable.pattern("small ink");
    private static final Pattern TYPE_IN = WordTable.pattern("type in");
    private static final Pattern SHEET_OF = WordTable.pattern("sheet of");
    private static final Pattern SHEET_IN = WordTable.pattern("sheet in");
    private static final Pattern TYPE_ON = WordTable.pattern("type on");
    private static final Pattern PHRASE_START = WordTable.pattern("phrase start");
    private static final Pattern PHRASE_END = WordTable.pattern("phrase end");
    private static final Pattern AND_BEFORE = WordTable.pattern("and before");
    private static final Pattern AND_AFTER = WordTable.pattern("and after");
    private static final Pattern SOFT = WordTable.pattern("soft");
    private static final Pattern DARK = WordTable.pattern("dark");

    private ColourWords() {}

    /// The names of one script, the longest first.
    private static String alternatives(String script) {
        return NAMES.keySet().stream()
                .filter(name -> name.matches(script))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    private enum Use {
        GROUND,
        INK,
        SMALL_INK,
        OTHER
    }

    /// The brief with the colours of a prompt, sorted by what they are for. Those of ground and
    /// type are no things, so its scenery is without them. All are soft in a prompt that asks for
    /// pastels, and the sheet is dark behind a neon sign, whatever its colour.
    static Brief brief(List<Brief.Text> texts, Set<String> manner, String prompt) {
        Set<Integer> colours = new LinkedHashSet<>();
        Map<Use, Integer> used = new EnumMap<>(Use.class);
        StringBuilder rest = new StringBuilder(prompt);
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            int named = NAMES.getOrDefault(word.group().toLowerCase(Locale.ROOT), 0);
            String before = prompt.substring(0, word.start());
            String after = prompt.substring(word.end());
            int colour = shade(named, before, manner.contains("pastel"));
            Use use = use(before, after, manner.contains("neon"));
            if (use == Use.OTHER) {
                colours.add(colour);
            } else {
                used.put(use, colour);
            }
            if (use != Use.OTHER && PHRASE_START.matcher(before).find()) {
                rest.replace(word.start(), word.end(), " ".repeat(word.end() - word.start()));
            }
        }
        return new Brief(
                texts,
                manner,
                List.copyOf(colours),
                used.get(Use.GROUND),
                used.get(Use.INK),
                used.get(Use.SMALL_INK),
                rest.toString());
    }

    private static Use use(String before, String after, boolean dark) {
        if (GROUND.matcher(after).find()) {
            return Use.GROUND;
        }
        if (SMALL_INK.matcher(after).find()) {
            return Use.SMALL_INK;
        }
        if (INK.matcher(after).find() || TYPE_IN.matcher(before).find()) {
            return Use.INK;
        }
        boolean sheet =
                (TYPE_ON.matcher(before).find() && PHRASE_END.matcher(after).find())
                        || (SHEET_OF.matcher(after).find() && !AND_BEFORE.matcher(before).find())
                        || (SHEET_IN.matcher(before).find() && !AND_AFTER.matcher(after).find());
        return sheet && !dark ? Use.GROUND : Use.OTHER;
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
