package dev.zimage.sketch.prompt;

import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.words.WordTable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private ColourWords() {}

    /// The names of one script, the longest first.
    private static String alternatives(String script) {
        return NAMES.keySet().stream()
                .filter(name -> name.matches(script))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /// What a colour is for, other than a thing, as `patterns.txt` calls it.
    private static final List<String> USES = List.of("ground", "small ink", "ink");

    /// The brief with the colours of a prompt, sorted by what they are for. Those of ground and
    /// type are no things, so its scenery is without them. All are soft in a prompt that asks for
    /// pastels, and the sheet is dark behind a neon sign, whatever its colour.
    static Brief brief(List<Brief.Text> texts, Set<String> manner, String prompt) {
        Set<Integer> colours = new LinkedHashSet<>();
        Map<String, Integer> used = new HashMap<>();
        StringBuilder rest = new StringBuilder(prompt);
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            int named = NAMES.getOrDefault(word.group().toLowerCase(Locale.ROOT), 0);
            String before = prompt.substring(0, word.start());
            String after = prompt.substring(word.end());
            int colour = shade(named, before, manner.contains("pastel"));
            Optional<String> use = use(before, after, manner.contains("neon"));
            use.ifPresentOrElse(of -> used.put(of, colour), () -> colours.add(colour));
            if (use.isPresent() && has("phrase start", before)) {
                rest.replace(word.start(), word.end(), " ".repeat(word.end() - word.start()));
            }
        }
        return new Brief(
                texts,
                manner,
                List.copyOf(colours),
                used.get("ground"),
                used.get("ink"),
                used.get("small ink"),
                rest.toString());
    }

    private static boolean has(String pattern, String text) {
        return WordTable.matcher(pattern, text).find();
    }

    private static Optional<String> use(String before, String after, boolean dark) {
        boolean type = has("type in", before);
        boolean sheet =
                (has("type on", before) && has("phrase end", after))
                        || (has("sheet of", after) && !has("and before", before))
                        || (has("sheet in", before) && !has("and after", after));
        return USES.stream()
                .filter(use -> has(use, after))
                .findFirst()
                .or(() -> Optional.of("ink").filter(use -> type))
                .or(() -> Optional.of("ground").filter(use -> sheet && !dark));
    }

    /// A colour as the word before it has it: `pastel blue`, `dark green`.
    private static int shade(int rgb, String before, boolean soft) {
        Oklab own = Oklab.of(rgb);
        if (own.chroma() > 0.03 && (soft || has("soft", before))) {
            return own.withLightness(Math.max(own.lightness(), 0.86))
                    .withChroma(Math.min(own.chroma(), 0.075))
                    .shown();
        }
        boolean dark = has("dark", before) && own.lightness() > 0.38;
        return dark ? own.withLightness(0.38).shown() : rgb;
    }
}
