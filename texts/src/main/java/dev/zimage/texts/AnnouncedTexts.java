package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds texts that an English prompt announces without quoting them: `that reads OPENING SOON in
/// bold type`. Where such a text ends is a guess; the rules are in the order of their certainty.
final class AnnouncedTexts {

    private static final String SIGNS =
            "poster|sign|signage|banner|card|billboard|cover|label|flyer|leaflet|logo|headline|t-shirt|shirt|mug"
                    + "|badge|sticker|board|chalkboard|plaque|invitation|ticket|book|magazine|album|print|typography|neon|title|text|lettering";

    /// These announce a text wherever they stand.
    private static final Pattern SURE =
            Pattern.compile(
                    "(?i)\\b(?:(?:that|which) (?:reads|says|spells)|with (?:the"
                            + " )?(?:words?|text|title|headline|slogan|message|phrase|caption|inscription|lettering|tagline|subtitle|footer)|the"
                            + " (?:words?|text|phrase|slogan|message)|entitled|titled|captioned|lettered|labell?ed|inscribed(?:"
                            + " with)?|(?:text|title|headline|caption|slogan|subtitle|tagline|footer|subheading|heading)(?:\\s*:|"
                            + " is\\b| reads\\b| says\\b))(?:\\s*:)?\\s+");

    /// These only beside something that carries text, or before a capital.
    private static final Pattern LIKELY =
            Pattern.compile(
                    "(?i)\\b(?:reading|reads|saying|says|spelling(?: out)?|spells)(?:\\s*:)?\\s+");

    private static final Pattern SIGN = Pattern.compile("(?i)\\b(?:" + SIGNS + ")s?\\b");

    private static final Pattern CHINESE =
            Pattern.compile(
                    "(?:写着|写有|写上|写道|印着|印有|印上|刻着|标着|题着|题为|显示着?|字样[为是:：]+|(?:副标题|主标题|大标题|小标题|标题|文字|文案|标语|口号|字幕|内容|大字|小字|页脚|落款)(?:内容)?(?:写着|[为是叫:：]+))(?:文字|字样|大字)?\\s*[:：]?\\s*");

    private AnnouncedTexts() {}

    /// @param quoted what was found already: an announced text neither overlaps nor swallows it
    static List<WantedText> find(String prompt, List<WantedText> quoted) {
        List<WantedText> found = new ArrayList<>();
        collect(SURE.matcher(prompt), prompt, quoted, found, true);
        collect(LIKELY.matcher(prompt), prompt, quoted, found, false);
        Matcher chinese = CHINESE.matcher(prompt);
        while (chinese.find()) {
            String words = ChineseEnd.cut(limited(prompt, chinese.end(), quoted, CHINESE));
            add(prompt, chinese.start(), chinese.end(), words, quoted, found);
        }
        return found;
    }

    private static void collect(
            Matcher announcer,
            String prompt,
            List<WantedText> quoted,
            List<WantedText> found,
            boolean sure) {
        while (announcer.find()) {
            if (!isInside(announcer.start(), found) && (sure || likely(prompt, announcer))) {
                String words = EnglishEnd.cut(limited(prompt, announcer.end(), quoted, SURE));
                add(prompt, announcer.start(), announcer.end(), words, quoted, found);
            }
        }
    }

    /// What is announced there would overlap, so that its end need not be looked for.
    private static boolean isInside(int at, List<WantedText> found) {
        return found.stream().anyMatch(span -> span.start() <= at && at < span.end());
    }

    private static boolean likely(String prompt, Matcher announcer) {
        int next = announcer.end() < prompt.length() ? prompt.codePointAt(announcer.end()) : ' ';
        return Character.isUpperCase(next)
                || Character.isDigit(next)
                || EastAsian.is(next)
                || SIGN.matcher(prompt.substring(0, announcer.start())).find();
    }

    /// The prompt from `start` to the end of the line, the next quotation or the next announcement.
    private static String limited(String prompt, int start, List<WantedText> quoted, Pattern next) {
        int end = prompt.indexOf('\n', start);
        end = end < 0 ? prompt.length() : end;
        for (WantedText span : quoted) {
            if (span.end() > start) {
                end = Math.min(end, Math.max(start, span.start()));
            }
        }
        Matcher following = next.matcher(prompt);
        if (following.find(start)) {
            end = Math.min(end, following.start());
        }
        return prompt.substring(start, Math.max(start, end));
    }

    private static void add(
            String prompt,
            int start,
            int textStart,
            String words,
            List<WantedText> quoted,
            List<WantedText> found) {
        String clean = words.strip();
        if (clean.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        int at = prompt.indexOf(words, textStart);
        WantedText span =
                new WantedText(
                        clean,
                        start,
                        Math.max(at, textStart) + words.length(),
                        WantedText.Kind.ANNOUNCED);
        if (quoted.stream().noneMatch(span::overlaps) && found.stream().noneMatch(span::overlaps)) {
            found.add(span);
        }
    }
}
