package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Style;
import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The ways to arrange scene and type on a page: drawings, of which `layouts.txt` says when they
/// suit.
final class Layout {

    private static final int LONG = 160;
    private static final Map<String, String> BY_STYLE = new HashMap<>();

    static {
        WordTable.read("layouts.txt").forEach(line -> BY_STYLE.put(line.key(), line.value()));
    }

    private Layout() {}

    /// The layout for a brief; seeds differ in it.
    static String choose(Brief brief, boolean hasScene, RandomGenerator random) {
        String[] choices = BY_STYLE.getOrDefault(kind(brief), "card").split(" \\| ", 2);
        List<String> fitting = new ArrayList<>(List.of(choices[0].split(" ", -1)));
        if (hasScene && choices.length > 1) {
            fitting.addAll(List.of(choices[1].split(" ", -1)));
        }
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static String kind(Brief brief) {
        if (brief.styles().contains(Style.BUBBLE)) {
            return "bubble";
        }
        if (isTall(brief)
                || brief.texts().stream().mapToInt(text -> text.words().length()).sum() > LONG) {
            return "long";
        }
        return Stream.of(Style.NEON, Style.BRUSH, Style.MINIMAL, Style.VINTAGE)
                .filter(brief.styles()::contains)
                .map(style -> style.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("plain");
    }

    /// Whether the first text has so many lines that it wants the whole page.
    private static boolean isTall(Brief brief) {
        return !brief.texts().isEmpty() && brief.texts().getFirst().words().lines().count() > 3;
    }
}
