package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds lists that a prompt does not quote: dishes with their prices, and the lines below an
/// announcement.
final class ListedTexts {

    private static final String CURRENCY = "[$€£¥￥₩₽₴₺₹₫฿]";
    private static final String UNIT = "\\s?(?:元|块|円|圆|원|€|£|zł|kr|₽|₴|₺|₫|dollars?|USD|EUR)";
    private static final String DOTS = "(?:\\s*(?:\\.{2,}|…+|·{2,}|_{2,}|-{2,})\\s*)";
    private static final String AMOUNT = "\\d+(?:[.,]\\d{1,2})?";

    /// What may stand before the first item.
    private static final String LEAD =
            "(?:.*[:：]|.*\\b(?i:items?|dishes|entries|drinks|specials) (?:are |being )?|(?=(?i:a|an|the)\\s|.*(?i:menu|board|list|sign|poster|card|prices|flyer)).*?\\b"
                    + "(?:with|listing|lists|including|reading|reads|saying|says)\\b|\\s*and\\b)?";

    private static final Pattern PRICED =
            Pattern.compile(
                    "(?<lead>"
                            + LEAD
                            + ")\\s*(?:[-•*·]|\\d+[.)])?\\s*"
                            + "(?<name>\\p{L}[\\p{L}\\p{M}'’&()\\- ]{0,40}?)(?:"
                            + "(?<dots>"
                            + DOTS
                            + ")(?<any>"
                            + CURRENCY
                            + "?\\s?"
                            + AMOUNT
                            + "(?:"
                            + UNIT
                            + ")?)"
                            + "|(?<gap>\\s*[-–—:：]\\s*|\\s+|(?<=\\p{IsHan}))(?<price>"
                            + CURRENCY
                            + "\\s?"
                            + AMOUNT
                            + "|"
                            + AMOUNT
                            + UNIT
                            + "|\\d+[.,]\\d{2}))"
                            + "\\s*[.。]?(?:\\s+(?:in|on|with|at|over|against)\\b.*)?",
                    Pattern.DOTALL);

    /// A clause ends at a comma that is not within a number.
    private static final Pattern CLAUSE_END = Pattern.compile("[;，；、|\\n]|,(?!\\d)");

    private static final int LONGEST_ITEM = 200;

    private static final Pattern HEADING =
            Pattern.compile(
                    "(?im)^.*(?:\\b(?:"
                            + Announcers.NOUN
                            + "|items?|list(?:ed)?|lines|menu|following)\\b|菜单|文字|文案|内容)"
                            + "[^:：\\n]{0,20}[:：][ \\t]*\\n");

    private static final Pattern ENTRY =
            Pattern.compile(
                    "[ \\t]*(?:[-•*·]|\\d+[.)])?[ \\t]*([\\p{Lu}\\p{Lo}\\p{Nd}¡¿][^\\n:：]{0,60})(?:\\n|$)");

    private ListedTexts() {}

    static List<WantedText> find(String prompt, List<WantedText> known) {
        List<WantedText> found = new ArrayList<>(priced(prompt));
        if (found.isEmpty()) {
            found.addAll(entries(prompt));
        }
        found.removeIf(text -> known.stream().anyMatch(text::overlaps));
        return found;
    }

    /// Two or more names with prices that follow each other.
    private static List<WantedText> priced(String prompt) {
        List<WantedText> all = new ArrayList<>();
        List<WantedText> run = new ArrayList<>();
        Matcher separator = CLAUSE_END.matcher(prompt);
        int from = 0;
        while (from < prompt.length()) {
            int end = separator.find(from) ? separator.start() : prompt.length();
            clause(prompt.substring(from, end), from, run, all);
            from = end + 1;
        }
        close(run, all);
        return all;
    }

    private static void clause(String clause, int at, List<WantedText> run, List<WantedText> all) {
        Matcher item = PRICED.matcher(clause);
        boolean priced = clause.length() <= LONGEST_ITEM && item.matches();
        if ((priced && item.group("lead").matches(".*\\w\\s+\\w.*"))
                || (!priced && !clause.isBlank())) {
            close(run, all);
        }
        if (priced) {
            run.add(item(item, at));
        }
    }

    private static WantedText item(Matcher item, int at) {
        boolean dotted = item.group("dots") != null;
        String price = item.group(dotted ? "any" : "price");
        String gap = dotted || !item.group("gap").isEmpty() ? " " : "";
        return new WantedText(
                item.group("name").strip() + gap + price.strip(),
                at + item.start("name"),
                at + item.end(dotted ? "any" : "price"),
                WantedText.Kind.LISTED);
    }

    private static void close(List<WantedText> run, List<WantedText> all) {
        if (run.size() > 1) {
            all.addAll(run);
        }
        run.clear();
    }

    /// The lines below a heading that ends in a colon.
    private static List<WantedText> entries(String prompt) {
        List<WantedText> found = new ArrayList<>();
        Matcher heading = HEADING.matcher(prompt);
        Matcher entry = ENTRY.matcher(prompt);
        while (heading.find()) {
            int at = heading.end();
            while (at < prompt.length() && entry.region(at, prompt.length()).lookingAt()) {
                found.add(
                        new WantedText(
                                entry.group(1).strip(),
                                entry.start(1),
                                entry.end(1),
                                WantedText.Kind.LISTED));
                at = entry.end();
            }
        }
        return found;
    }
}
