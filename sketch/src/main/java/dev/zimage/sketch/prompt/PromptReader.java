package dev.zimage.sketch.prompt;

import dev.zimage.sketch.words.WordTable;
import dev.zimage.texts.PromptTexts;
import dev.zimage.texts.WantedText;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a prompt as a designer reads a brief.
public final class PromptReader {

    /// The words for type, manner, tone and order, in English and Chinese.
    private static final Map<String, Pattern> WORDS =
            WordTable.read("design-words.txt").stream()
                    .collect(Collectors.toMap(WordTable.Line::key, PromptReader::pattern));

    private PromptReader() {}

    public static Brief read(String prompt) {
        String clean = clean(prompt);
        List<WantedText> texts = PromptTexts.find(clean);
        String talk = without(clean, texts);
        Set<String> manner = manner(talk);
        List<Brief.Text> set =
                manner.contains("bubble") && texts.size() == 2
                        ? TextRanks.dialogue(texts.getFirst(), texts.getLast())
                        : VerticalText.set(manner, TextRanks.ranked(clean, texts, manner));
        return ColourWords.brief(set, manner, talk);
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

    private static Pattern pattern(WordTable.Line line) {
        String[] languages = line.value().split("; ", 2);
        return Pattern.compile(
                "(?i)(?<![\\p{IsLatin}\\d])(?:%s)(?![\\p{IsLatin}\\d])|%s"
                        .formatted(languages[0], languages[1]));
    }

    /// The styles and tones that a prompt names.
    private static Set<String> manner(String prompt) {
        return WORDS.entrySet().stream()
                .filter(word -> word.getValue().matcher(prompt).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
