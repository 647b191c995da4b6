package dev.zimage.sketch.prompt;

import dev.zimage.texts.PromptTexts;
import dev.zimage.texts.WantedText;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;

/// Reads a prompt as a designer reads a brief.
public final class PromptReader {

    private PromptReader() {}

    public static Brief read(String prompt) {
        String clean = clean(prompt);
        List<WantedText> texts = PromptTexts.find(clean);
        String talk = without(clean, texts);
        Set<String> manner = DesignWords.find(talk);
        ColourWords.Found colours =
                ColourWords.find(talk, manner.contains("pastel"), manner.contains("neon"));
        return new Brief(
                manner.contains("bubble") && texts.size() == 2
                        ? TextRanks.dialogue(texts.getFirst(), texts.getLast())
                        : VerticalText.set(clean, TextRanks.ranked(clean, texts)),
                manner,
                colours.colours(),
                colours.ground(),
                colours.ink(),
                colours.smallInk(),
                colours.rest());
    }

    /// Composed characters, no controls but line feeds, no halves of surrogate pairs.
    private static String clean(String prompt) {
        StringBuilder kept = new StringBuilder(prompt.length());
        prompt.replace("\r\n", "\n")
                .codePoints()
                .filter(c -> !(c >= 0xD800 && c <= 0xDFFF))
                .map(c -> Character.isISOControl(c) && c != '\n' ? ' ' : c)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    private static String without(String prompt, List<WantedText> texts) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (WantedText text : texts) {
            rest.append(prompt, from, Math.max(from, text.start())).append(' ');
            from = Math.max(from, text.end());
        }
        return rest.append(prompt.substring(Math.min(from, prompt.length()))).toString();
    }
}
