package dev.zimage.texts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the texts that a prompt wants written. English and Chinese prompts are understood, with
/// the quotation marks of any language. Safe for use by several threads.
public final class PromptTexts {

    private PromptTexts() {}

    /// The texts in the order of the prompt. They do not overlap.
    public static List<WantedText> find(String prompt) {
        List<WantedText> found = new ArrayList<>(QuotedTexts.find(prompt));
        found.addAll(AnnouncedTexts.find(prompt, found));
        found.sort(Comparator.comparingInt(WantedText::start));
        return List.copyOf(found);
    }
}
