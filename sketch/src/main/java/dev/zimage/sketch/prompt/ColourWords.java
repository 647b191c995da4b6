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

    private static final String TYPE =
            "text|type|letters|lettering|font|typeface|words|title|headline|heading|typography";

    private static final String SMALL_TYPE = "subtitle|subline|subheading|tagline|caption|footer";

    /// A word between a colour and its type: `bold`, but not `with`.
    private static final String QUALITY =
            "(?:(?!(?:with|and|or|on|in|for|behind|under|over)\\b)[a-z-]+ )";

    private static final String SHEET =
            "poster|flyer|flier|leaflet|card|postcard|banner|billboard|cover|invitation";

    private static final Pattern GROUND =
            Pattern.compile(
                    "(?i)^(?:[ -](?:coloured|colored|solid|paper))*["
                            + " -](?:background|backdrop|ground)\\b|^色?(?:的)?(?:背景|底)");

    private static final Pattern INK =
            Pattern.compile(
                    "(?i)^[ -]%s{0,2}(?:%s)\\b|^色?(?:的)?(?:大|粗体|手写|毛笔)?(?:文字|字体|字|标题)"
                            .formatted(QUALITY, TYPE));

    private static final Pattern SMALL_INK =
            Pattern.compile(
                    "(?i)^[ -](?:%s{0,2}(?:%s)|(?:small|smaller) %s?(?:%s))\\b|^色?(?:的)?(?:小字|副标题)"
                            .formatted(QUALITY, SMALL_TYPE, QUALITY, TYPE));

    /// What stands before the colour of type: `letters in`.
    private static final Pattern TYPE_IN =
            Pattern.compile("(?i)\\b(?:%s)(?: is| are|,)? in (?:a )?(?:[a-z]+ )?$".formatted(TYPE));

    /// A colour of the whole sheet: `a pastel blue poster`.
    private static final Pattern SHEET_OF =
            Pattern.compile(
                    "(?i)^(?:[ -](?:coloured|colored))?[ -]%s{0,2}(?:%s)s?\\b|^色?(?:的)?(?:海报|卡片|贺卡|封面|传单|横幅|请柬)"
                            .formatted(QUALITY, SHEET));

    /// What stands before a colour of the whole sheet: `a poster in`.
    private static final Pattern SHEET_IN =
            Pattern.compile("(?i)\\b(?:%s)[\\s,]+in (?:a )?(?:[a-z]+[ -])?$".formatted(SHEET));

    /// What stands before the colour that type is on, when no thing has that colour: `black type on
    /// yellow`.
    private static final Pattern TYPE_ON =
            Pattern.compile(
                    "(?i)\\b(?:%s)\\b[^.;]{0,24}? on (?:a |an )?(?:[a-z]+[ -])?$".formatted(TYPE));

    private static final Pattern PHRASE_END = Pattern.compile("^\\s*(?:[,.;，。]|$)");

    /// Beside one of several colours, none of which is that of the whole sheet.
    private static final Pattern AND_BEFORE =
            Pattern.compile("(?i)(?:\\band |& |, ?)(?:[a-z]+ )?$");

    private static final Pattern AND_AFTER = Pattern.compile("(?i)^ (?:and|&) ");

    private static final Pattern SOFT =
            Pattern.compile("(?i)(?:\\b(?:pastel|soft|pale|light|muted|powder)[ -]|[浅淡])$");

    private static final Pattern DARK = Pattern.compile("(?i)(?:\\b(?:dark|deep)[ -]|[深暗])$");

    /// What stands before a name that is not the end of another one, as in `sea green`.
    private static final Pattern PHRASE_START =
            Pattern.compile(
                    "(?i)(?:^|[^\\p{L}\\s-]|[和与及的]|\\b(?:a|an|the|and|or|with|on|in|of|soft|pale|pastel|light"
                            + "|dark|deep|bright|muted))[\\s-]*$");

    private ColourWords() {}

    /// The names of one script, the longest first.
    private static String alternatives(String script) {
        return NAMES.keySet().stream()
                .filter(name -> name.matches(script))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /// The colours of a prompt, sorted by what they are for.
    ///
    /// @param rest of the prompt without the colours of ground and type, which are no things
    record Found(
            List<Integer> colours,
            @Nullable Integer ground,
            @Nullable Integer ink,
            @Nullable Integer smallInk,
            String rest) {}

    private enum Use {
        GROUND,
        INK,
        SMALL_INK,
        OTHER
    }

    /// @param soft whether all colours are to be soft, as in a prompt that asks for pastels
    /// @param dark whether the sheet is dark whatever its colour, as behind a neon sign
    static Found find(String prompt, boolean soft, boolean dark) {
        Set<Integer> colours = new LinkedHashSet<>();
        Map<Use, Integer> used = new EnumMap<>(Use.class);
        StringBuilder rest = new StringBuilder(prompt);
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            int named = NAMES.getOrDefault(word.group().toLowerCase(Locale.ROOT), 0);
            String before = prompt.substring(0, word.start());
            String after = prompt.substring(word.end());
            int colour = shade(named, before, soft);
            Use use = use(before, after, dark);
            if (use == Use.OTHER) {
                colours.add(colour);
            } else {
                used.put(use, colour);
            }
            if (use != Use.OTHER && PHRASE_START.matcher(before).find()) {
                rest.replace(word.start(), word.end(), " ".repeat(word.end() - word.start()));
            }
        }
        return new Found(
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
