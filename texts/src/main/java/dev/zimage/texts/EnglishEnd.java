package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where an English text that nobody quoted ends and the talk about it begins.
final class EnglishEnd {

    private static final Pattern TOKEN = Pattern.compile("\\S+");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.;。；]");
    private static final Pattern EXCLAMATION_END = Pattern.compile(".*[!?！？]");
    private static final Pattern COMMA_END = Pattern.compile(".*[,，]");
    private static final Pattern CLAUSE_END = Pattern.compile(".*[,.;，。；]");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\d]+|[^\\p{L}\\d]+$");

    private static final Set<String> CONNECTIVES =
            Set.of(
                    "in",
                    "on",
                    "with",
                    "using",
                    "against",
                    "over",
                    "at",
                    "set",
                    "written",
                    "printed",
                    "painted",
                    "drawn",
                    "rendered",
                    "styled",
                    "made",
                    "as",
                    "and",
                    "above",
                    "below",
                    "under",
                    "beneath",
                    "across",
                    "surrounded",
                    "featuring",
                    "beside",
                    "behind",
                    "near",
                    "next",
                    "for");

    private static final Set<String> SCENE_STARTERS =
            Set.of(
                    "a",
                    "an",
                    "the",
                    "with",
                    "in",
                    "on",
                    "and",
                    "featuring",
                    "using",
                    "set",
                    "against",
                    "over",
                    "by",
                    "under",
                    "beside",
                    "behind",
                    "near",
                    "surrounded",
                    "below",
                    "above",
                    "at",
                    "no",
                    "very",
                    "photo",
                    "it",
                    "there",
                    "then");

    /// Nouns that betray talk about the design.
    private static final Pattern NOUN =
            Pattern.compile(
                    "(?i)type|typefaces?|fonts?|letters|lettering|typography|text|styles?|tones?|colou?rs?|palette|hues?"
                            + "|script|serif|sans|sans-serif|cursive|calligraphy|handwriting|background|backdrop|ink|neon|chalk|layout"
                            + "|top|bottom|cent(?:er|re)|middle|corner|foil|wall|door|sign|board|chalkboard|paper|banner|t-shirt|mug"
                            + "|storefront|wood|wooden|poster|card|capitals|caps|bold|italics?|(?:hand)?written|monospaced?|typewriter|brush");

    /// Words that do the same after a comma.
    private static final Pattern AFTER_COMMA =
            Pattern.compile(
                    "(?i)bold|warm|cool|cold|dark|light|bright|pastels?|vintage|retro|minimal\\w*|modern|elegant|playful|serif|sans|script|neon"
                            + "|handwritten|hand-?drawn|mono\\w*|watercolou?rs?|cinematic|illustrat\\w+|photo\\w*|posters?|scene|vector|flat|geometric"
                            + "|abstract|grunge|art|artistic|digital|vivid|vibrant|muted|earthy|soft|simple|clean|colou?rful|high|ultra|4k|8k"
                            + "|red|orange|yellow|gold|golden|green|blue|navy|teal|purple|pink|brown|beige|black|white|gr[ae]y|silver");

    /// `text - SUMMER SALE - and palm trees`
    private static final Pattern BETWEEN_DASHES = Pattern.compile("\\s[-–—]\\s+(?=\\p{Ll})");

    private EnglishEnd() {}

    static String cut(String given) {
        String rest = BETWEEN_DASHES.split(given, 2)[0];
        List<int[]> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(rest);
        while (matcher.find()) {
            tokens.add(new int[] {matcher.start(), matcher.end()});
        }
        List<String> words = tokens.stream().map(t -> rest.substring(t[0], t[1])).toList();
        int kept = count(words);
        if (kept == 0) {
            return "";
        }
        return trimmed(rest.substring(tokens.getFirst()[0], tokens.get(kept - 1)[1]));
    }

    private static int count(List<String> words) {
        if (words.isEmpty() || connected(words, 0)) {
            return 0;
        }
        boolean loud = isLoud(words);
        for (int i = 1; i < words.size(); i++) {
            if (loud ? hasLowerCase(words.get(i)) : endsBefore(words, i)) {
                return i;
            }
        }
        return words.size();
    }

    /// Capitals, digits and hanzi run on until the first word in lower case.
    private static boolean isLoud(List<String> words) {
        String first = words.getFirst();
        if (hasLowerCase(first)) {
            return false;
        }
        long letters = first.codePoints().filter(Character::isLetter).count();
        boolean formula = words.size() > 1 && words.get(1).matches("[=+*/<>]");
        return letters > 1 || words.size() == 1 || (!formula && !hasLowerCase(words.get(1)));
    }

    private static boolean hasLowerCase(String word) {
        return word.codePoints().anyMatch(Character::isLowerCase);
    }

    private static boolean endsBefore(List<String> words, int i) {
        String before = words.get(i - 1);
        String word = words.get(i);
        boolean lower = Character.isLowerCase(word.codePointAt(0));
        if (SENTENCE_END.matcher(before).matches() && before.length() > 3) {
            return true;
        }
        if (EXCLAMATION_END.matcher(before).matches()
                && (lower || designTalk(words, i, AFTER_COMMA, 3))) {
            return true;
        }
        if (COMMA_END.matcher(before).matches()) {
            return (lower && SCENE_STARTERS.contains(bare(word)))
                    || designTalk(words, i, AFTER_COMMA, 3)
                    || designTalk(words, i, NOUN, 4)
                    || (lower && titleCase(words, i));
        }
        if (connected(words, i)) {
            return true;
        }
        boolean leadsOn =
                CONNECTIVES.contains(word)
                        && i + 1 < words.size()
                        && Character.isLowerCase(words.get(i + 1).codePointAt(0));
        boolean further = Set.of("and", "for").contains(word);
        boolean titled = titleCase(words, i) && (!further || isArticle(words, i + 1));
        return leadsOn && (titled || (word.equals("with") && isArticle(words, i + 1)));
    }

    private static boolean isArticle(List<String> words, int i) {
        return i < words.size() && Set.of("a", "an", "the").contains(words.get(i));
    }

    /// Whether a connective stands here and talk about the design follows it.
    private static boolean connected(List<String> words, int i) {
        return CONNECTIVES.contains(words.get(i).toLowerCase(Locale.ROOT))
                && Character.isLowerCase(words.get(i).codePointAt(0))
                && designTalk(words, i + 1, NOUN, 5);
    }

    private static boolean designTalk(List<String> words, int from, Pattern kind, int reach) {
        for (int i = from; i < Math.min(words.size(), from + reach); i++) {
            if (kind.matcher(bare(words.get(i))).matches()) {
                return true;
            }
            if (CLAUSE_END.matcher(words.get(i)).matches()) {
                return false;
            }
        }
        return false;
    }

    /// Whether the words before `end` are two or more and each begins like one of a title.
    private static boolean titleCase(List<String> words, int end) {
        long capitals =
                words.subList(0, end).stream()
                        .filter(w -> !Character.isLowerCase(w.codePointAt(0)))
                        .count();
        long small =
                words.subList(0, end).stream()
                        .filter(w -> Character.isLowerCase(w.codePointAt(0)))
                        .filter(w -> w.length() > 4)
                        .count();
        return capitals >= 2 && small == 0;
    }

    private static String bare(String word) {
        return AROUND.matcher(word).replaceAll("");
    }

    private static String trimmed(String text) {
        String cut = text.replaceAll("[,;:，；：–—-]+$", "").strip();
        return cut.endsWith(".") && !cut.endsWith("..") && cut.indexOf('.') == cut.length() - 1
                ? cut.substring(0, cut.length() - 1)
                : cut;
    }
}
