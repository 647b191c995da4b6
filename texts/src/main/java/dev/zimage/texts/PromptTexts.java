package dev.zimage.texts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the texts that a prompt wants written. English and Chinese prompts are understood, with
/// the quotation marks of any language; so are prompts that are JSON objects. Safe for use by
/// several threads.
public final class PromptTexts {

    private PromptTexts() {}

    /// The texts in the order of the prompt. They do not overlap.
    public static List<WantedText> find(String prompt) {
        return JsonTexts.find(prompt).orElseGet(() -> inProse(prompt));
    }

    static List<WantedText> inProse(String given) {
        Unescaped unescaped = new Unescaped(given);
        String prompt = unescaped.toString();
        QuotedTexts.Found quoted = QuotedTexts.find(prompt);
        List<WantedText> found = new ArrayList<>(quoted.wanted());
        found.addAll(ListedTexts.find(prompt, quoted.all()));
        found.addAll(Authors.find(prompt, quoted.wanted()));
        List<WantedText> known = new ArrayList<>(found);
        known.addAll(quoted.others());
        found.addAll(AnnouncedTexts.find(prompt, known));
        found.sort(Comparator.comparingInt(WantedText::start));
        return TextRoles.assigned(prompt, found).stream()
                .map(unescaped::original)
                .filter(text -> !text.text().isEmpty())
                .toList();
    }
}
