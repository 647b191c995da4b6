package dev.zimage.sketch.prompt;

import dev.zimage.sketch.words.WordTable;
import dev.zimage.texts.EastAsian;
import dev.zimage.texts.WantedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Ranks the texts of a prompt: what it calls a title goes first, else the first text. Texts of one
/// kind that follow each other are the lines of one list, of equal rank and in the prompt's order.
final class TextRanks {

    /// Forms of texts, as `patterns.txt` has them.
    private static final List<String> FORMS = List.of("sentence", "hanzi", "capitals", "small");

    private TextRanks() {}

    /// What two speakers say, in order: neither is a line of the other's.
    static List<Brief.Text> dialogue(WantedText first, WantedText second) {
        return List.of(
                new Brief.Text(first.text(), Brief.Role.HEADLINE),
                new Brief.Text(second.text(), Brief.Role.SUBLINE));
    }

    /// @param manner that the prompt names
    static List<Brief.Text> ranked(String prompt, List<WantedText> texts, Set<String> manner) {
        List<List<WantedText>> groups = groups(prompt, texts, manner);
        long titles = groups.stream().filter(TextRanks::isTitle).count();
        boolean paired = titles > 1 && isTitle(groups.get(0)) && !isTitle(groups.get(1));
        List<Brief.Text> all = new ArrayList<>();
        boolean wantsHead = true;
        for (List<WantedText> group : groups) {
            Brief.Role below =
                    titles > 1
                            ? Brief.Role.FOOTER
                            : group.size() > 1 ? Brief.Role.LIST : Brief.Role.SUBLINE;
            Brief.Role role =
                    switch (group.getFirst().role()) {
                        case TITLE ->
                                wantsHead || paired ? Brief.Role.HEADLINE : Brief.Role.SUBLINE;
                        case SUBTITLE, AUTHOR -> Brief.Role.SUBLINE;
                        case FOOTER -> Brief.Role.FOOTER;
                        case UNSAID -> titles == 0 && wantsHead ? Brief.Role.HEADLINE : below;
                    };
            wantsHead &= role != Brief.Role.HEADLINE;
            all.add(new Brief.Text(words(group), role));
        }
        if (wantsHead && !all.isEmpty()) {
            all.set(0, new Brief.Text(all.getFirst().words(), Brief.Role.HEADLINE));
        }
        return titles > 1 ? all : inOrder(groups, all);
    }

    private static boolean isTitle(List<WantedText> group) {
        return group.getFirst().role() == WantedText.Role.TITLE;
    }

    private static String words(List<WantedText> group) {
        boolean author = group.getFirst().role() == WantedText.Role.AUTHOR;
        String words = String.join("\n", group.stream().map(WantedText::text).toList());
        return author ? "— " + words : words;
    }

    /// The headline first and footers last; an author stays behind what they said.
    private static List<Brief.Text> inOrder(List<List<WantedText>> groups, List<Brief.Text> texts) {
        Map<Integer, List<Brief.Text>> ranks = new TreeMap<>();
        int rank = 0;
        for (int i = 0; i < texts.size(); i++) {
            boolean author = groups.get(i).getFirst().role() == WantedText.Role.AUTHOR;
            rank = author ? rank : rank(texts.get(i).role());
            ranks.computeIfAbsent(rank, r -> new ArrayList<>()).add(texts.get(i));
        }
        return ranks.values().stream().flatMap(List::stream).toList();
    }

    private static int rank(Brief.Role role) {
        return role == Brief.Role.HEADLINE ? 0 : role == Brief.Role.FOOTER ? 2 : 1;
    }

    private static List<List<WantedText>> groups(
            String prompt, List<WantedText> texts, Set<String> manner) {
        double ratio = manner.contains("menu") ? 8 : 2.5;
        List<List<WantedText>> groups = new ArrayList<>();
        int i = 0;
        while (i < texts.size()) {
            int end = i + 1;
            while (end < texts.size()
                    && isSeparator(prompt, texts.get(end - 1).end(), texts.get(end).start())
                    && isAlike(texts.get(i), texts.get(end), ratio)) {
                end++;
            }
            end = isList(manner, texts.subList(i, end)) ? end : i + 1;
            groups.add(texts.subList(i, end));
            i = end;
        }
        return groups;
    }

    private static boolean isSeparator(String prompt, int from, int to) {
        return from <= to && WordTable.matcher("separator", prompt.substring(from, to)).matches();
    }

    private static boolean isList(Set<String> manner, List<WantedText> run) {
        if (run.size() != 2 || run.getFirst().kind() == WantedText.Kind.LISTED) {
            return run.size() > 1;
        }
        String first = run.getFirst().text();
        boolean couplet = EastAsian.isIn(first) && first.length() == run.getLast().text().length();
        return couplet || form(first).equals("small") || manner.contains("several");
    }

    /// Whether two texts could be lines of one list: both with a price, or of one form and of about
    /// one length.
    private static boolean isAlike(WantedText a, WantedText b, double ratio) {
        if (a.role() == WantedText.Role.TITLE || b.role() != WantedText.Role.UNSAID) {
            return false;
        }
        if (a.kind() == WantedText.Kind.LISTED && b.kind() == WantedText.Kind.LISTED) {
            return true;
        }
        boolean priced = has("price", a.text());
        int longer = Math.max(a.text().length(), b.text().length());
        int shorter = Math.min(a.text().length(), b.text().length());
        return priced == has("price", b.text())
                && has("digit", a.text()) == has("digit", b.text())
                && (priced || form(a.text()).equals(form(b.text())))
                && longer <= (priced ? Math.max(3, ratio) : ratio) * shorter;
    }

    private static boolean has(String pattern, String text) {
        return WordTable.matcher(pattern, text).find();
    }

    private static String form(String text) {
        return FORMS.stream().filter(form -> has(form, text)).findFirst().orElse("mixed");
    }
}
