package dev.zimage.sketch.prompt;

import dev.zimage.texts.PromptTexts;
import dev.zimage.texts.WantedText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a prompt as a designer reads a brief.
public final class PromptReader {

    private static final Pattern HEADLINE =
            Pattern.compile(
                    "(?i)\\b(?:title|titled|headline|heading|big)\\b|主标题|大标题|(?<!副|小)标题|大字");
    private static final Pattern SUBLINE =
            Pattern.compile(
                    "(?i)\\b(?:subtitle|subtitled|subline|subheading|subhead|tagline|slogan|underneath|below|beneath|smaller|small)\\b|副标题|小标题|标语|口号|下面|下方|小字|其下");
    private static final Pattern FOOTER =
            Pattern.compile(
                    "(?i)\\b(?:footer|bottom|foot|date|address|website|url|fine"
                            + " print|credit)\\b|页脚|底部|落款|日期|地址|网址|最下");

    private static final int CUE_REACH = 28;

    private PromptReader() {}

    public static Brief read(String prompt) {
        String clean = clean(prompt);
        List<WantedText> spans = PromptTexts.find(clean);
        String talk = without(clean, spans);
        ColourWords.Found colours = ColourWords.find(talk);
        return new Brief(
                ranked(clean, spans),
                DesignWords.styles(talk),
                DesignWords.tones(talk),
                colours.colours(),
                colours.ground(),
                colours.ink(),
                talk);
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

    private static String without(String prompt, List<WantedText> spans) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (WantedText span : spans) {
            rest.append(prompt, from, Math.max(from, span.start())).append(' ');
            from = Math.max(from, span.end());
        }
        return rest.append(prompt.substring(Math.min(from, prompt.length()))).toString();
    }

    /// The texts with their roles: what the words before each say, else by order.
    private static List<Brief.Text> ranked(String prompt, List<WantedText> spans) {
        List<Brief.Text> texts = new ArrayList<>();
        boolean headed = false;
        int from = 0;
        for (WantedText span : spans) {
            int announced = Math.min(span.end(), prompt.indexOf(span.text(), span.start()));
            int start = Math.max(from, announced - CUE_REACH);
            Brief.Role role = role(prompt.substring(Math.min(start, announced), announced), headed);
            headed |= role == Brief.Role.HEADLINE;
            texts.add(new Brief.Text(span.text(), role));
            from = span.end();
        }
        if (!headed && !texts.isEmpty()) {
            texts.set(0, new Brief.Text(texts.getFirst().words(), Brief.Role.HEADLINE));
        }
        texts.sort(Comparator.comparing(Brief.Text::role));
        return texts;
    }

    private static Brief.Role role(String cue, boolean headed) {
        int subline = last(SUBLINE, cue);
        int footer = last(FOOTER, cue);
        int headline = last(HEADLINE, cue);
        if (footer > subline && footer > headline) {
            return Brief.Role.FOOTER;
        }
        if (subline > headline) {
            return Brief.Role.SUBLINE;
        }
        if (!headed) {
            return Brief.Role.HEADLINE;
        }
        return Brief.Role.SUBLINE;
    }

    private static int last(Pattern words, String cue) {
        var matcher = words.matcher(cue);
        int end = -1;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }
}
