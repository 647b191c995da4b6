package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds texts that a prompt announces without quoting them: `that reads OPENING SOON in bold
/// type`. Where such a text ends is a guess; the rules are in the order of their certainty.
final class AnnouncedTexts {

    private static final String SIGNS =
            "poster|sign|signage|banner|card|billboard|cover|label|flyer|leaflet|logo|headline|t-shirt|shirt|mug"
                    + "|badge|sticker|board|chalkboard|plaque|invitation|ticket|book|magazine|album|print|typography|neon|title|text|lettering";

    private static final String CAPITAL = "(?=[\\p{Lu}\\p{Nd}\\p{IsHan}])";

    /// Verbs and colons announce a text wherever they stand.
    private static final Pattern SURE =
            Pattern.compile(
                    "(?i)\\b(?:(?:that|which)\\s+(?:reads|says|spells|states)|entitled|titled|captioned|lettered|labell?ed"
                            + "|inscribed(?:\\s+with)?|"
                            + Announcers.NOUN
                            + "(?:\\s+"
                            + Announcers.NOUN
                            + ")?(?:\\s+"
                            + Announcers.PLACE
                            + ")?\\s*:|"
                            + Announcers.NOUN
                            + "\\s+(?:reads|says|reading|saying|spelling(?:\\s+out)?"
                            + "|stating|displaying|written as))"
                            + Announcers.CHAIN);

    /// So do nouns, unless something is said about them.
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)\\b(?:with\\s+(?:the\\s+)?"
                            + Announcers.NOUN
                            + "|the\\s+(?:words?|text|phrase|slogan|message)"
                            + "|(?:main\\s+)?(?:title|headline|subtitle|header|footer|caption|heading)\\s+text)"
                            + Announcers.CHAIN);

    /// These only before a capital, a digit or a hanzi.
    private static final Pattern STATED =
            Pattern.compile(
                    "(?i)\\b(?:"
                            + Announcers.NOUN
                            + "\\s+is|(?:is|are)\\s+written|(?<!with )(?:the\\s+|a\\s+)?"
                            + "(?:title|headline|subtitle|tagline|slogan))\\s+(?-i:"
                            + CAPITAL
                            + ")");

    /// These only before capitals.
    private static final Pattern SHOWN =
            Pattern.compile(
                    "(?:\\b(?:displaying|displays|showing|shows|bearing|written as|named|called|(?:brand )?name|[Ww]ith\\s+(?:[a-z-]+\\s+){1,3}(?:text|lettering|title|letters|words))"
                            + "|(?i:(?<=^|[.;,\\n]|[.;,\\n] )(?:top|bottom|upper|lower|left|right|cent(?:er|re)|middle)(?:\\s*-\\s*|\\s+)?"
                            + "(?:left|right|cent(?:er|re)|middle)?(?:\\s+corner)?\\s*:)"
                            + "|(?i:\\b(?:"
                            + SIGNS
                            + ")\\s*:))\\s+(?=\\p{Lu}{2})");

    /// These only beside something that carries text, or before a capital.
    private static final Pattern LIKELY =
            Pattern.compile(
                    "(?i)\\b(?:reading|reads|saying|says|spelling(?: out)?|spells|stating|proclaiming)"
                            + Announcers.CHAIN);

    /// What goes with a title, beside one.
    private static final Pattern DETAIL =
            Pattern.compile(
                    "(?i)(?<=[.;,\\n] |\\n)(?:date|time|venue|place|location|address|website|phone|contact)\\s*:\\s+");

    /// An announced text is not longer than this.
    private static final int LONGEST = 600;

    private static final Pattern SIGN = Pattern.compile("(?i)\\b(?:" + SIGNS + ")s?\\b");

    /// How talk about a text goes on, rather than the text.
    private static final Pattern TALK =
            Pattern.compile(
                    "(?:in|on|at|of|by|for|from|to|as|above|below|under|over|that|which|and|or|is|are|was|were|overlay|overlays|effects?"
                            + "|box|area|space|elements?|only|design|style|layout|should|must|will|can|has|have|uses|using|appears?|sits|placed"
                            + "|across|along|inside|around|near|next|with|centered|centred|aligned|arranged|set|rendered|made|clearly|legible)\\b.*",
                    Pattern.DOTALL);

    private static final Pattern CHINESE = Pattern.compile(Announcers.CHINESE);

    private final String prompt;
    private final List<WantedText> known;
    private final List<WantedText> found = new ArrayList<>();
    private final int firstSign;

    private AnnouncedTexts(String prompt, List<WantedText> known) {
        this.prompt = prompt;
        this.known = known;
        Matcher sign = SIGN.matcher(prompt);
        this.firstSign = sign.find() ? sign.start() : Integer.MAX_VALUE;
    }

    /// @param known what was found already: an announced text neither overlaps nor swallows it
    static List<WantedText> find(String prompt, List<WantedText> known) {
        AnnouncedTexts texts = new AnnouncedTexts(prompt, known);
        texts.collect(SURE.matcher(prompt));
        texts.collect(NAMED.matcher(prompt));
        texts.collect(STATED.matcher(prompt));
        texts.collect(SHOWN.matcher(prompt));
        texts.collect(LIKELY.matcher(prompt));
        if (!texts.found.isEmpty()) {
            texts.collect(DETAIL.matcher(prompt));
        }
        Matcher chinese = CHINESE.matcher(prompt);
        while (chinese.find()) {
            String rest = texts.limited(chinese.end(), CHINESE);
            if (!texts.announcesQuotation(chinese.end(), rest)) {
                texts.add(chinese, ChineseEnd.cut(rest));
            }
        }
        return texts.found;
    }

    private void collect(Matcher announcer) {
        boolean noun = announcer.pattern() == NAMED;
        boolean likely = announcer.pattern() == LIKELY;
        while (announcer.find()) {
            if (isInside(announcer.start()) || (likely && !isLikely(announcer))) {
                continue;
            }
            String rest = limited(announcer.end(), SURE);
            boolean talk = noun && !colon(announcer) && TALK.matcher(rest).matches();
            if (!talk && !announcesQuotation(announcer.end(), rest)) {
                add(announcer, EnglishEnd.cut(rest));
            }
        }
    }

    private static boolean colon(Matcher announcer) {
        return announcer.group().stripTrailing().endsWith(":");
    }

    /// Whether the words between here and a quotation only lead to it.
    private boolean announcesQuotation(int from, String rest) {
        int end = from + rest.length();
        if (known.stream().noneMatch(text -> text.start() == end)) {
            return false;
        }
        boolean leads =
                rest.isBlank() || rest.codePointAt(0) == ' ' || !isCapital(rest.codePointAt(0));
        return EastAsian.isIn(rest)
                ? !rest.matches("(?s).*[，。；,].*")
                : leads && !rest.matches("(?s).*[,.;!?].*");
    }

    /// What is announced there would overlap, so that its end need not be looked for.
    private boolean isInside(int at) {
        return found.stream().anyMatch(text -> text.start() <= at && at < text.end())
                || known.stream().anyMatch(text -> text.start() <= at && at < text.end());
    }

    private boolean isLikely(Matcher announcer) {
        int next = announcer.end() < prompt.length() ? prompt.codePointAt(announcer.end()) : ' ';
        return isCapital(next) || firstSign < announcer.start();
    }

    private static boolean isCapital(int c) {
        return Character.isUpperCase(c) || Character.isDigit(c) || EastAsian.is(c);
    }

    /// The prompt from `start` to the end of the line, the next text or the next announcement.
    private String limited(int start, Pattern next) {
        int end = prompt.indexOf('\n', start);
        end = Math.min(end < 0 ? prompt.length() : end, start + LONGEST);
        for (WantedText text : known) {
            if (text.end() > start) {
                end = Math.min(end, Math.max(start, text.start()));
            }
        }
        for (Pattern pattern : List.of(next, NAMED, DETAIL)) {
            Matcher following = pattern.matcher(prompt).region(start, end);
            if (following.useTransparentBounds(true).find()) {
                end = following.start();
            }
        }
        return prompt.substring(start, Math.max(start, end));
    }

    private void add(Matcher announcer, String words) {
        String clean = words.strip();
        if (clean.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        int at = prompt.indexOf(words, announcer.end());
        WantedText text =
                new WantedText(
                        clean,
                        announcer.start(),
                        Math.max(at, announcer.end()) + words.length(),
                        WantedText.Kind.ANNOUNCED);
        if (known.stream().noneMatch(text::overlaps) && found.stream().noneMatch(text::overlaps)) {
            found.add(text);
        }
    }
}
