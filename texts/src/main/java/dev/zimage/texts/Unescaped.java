package dev.zimage.texts;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// A prompt with its escapes undone (`\"`, `\'`, `\n`), and where each character stood before.
final class Unescaped {

    /// A slash instead of a backslash: a line break, but not in `and/nor` or `y/n`.
    private static final Pattern SLIP =
            Pattern.compile("(?<![\\s/][A-Za-z])(?<!^[A-Za-z])\\s*/n(?![\\p{Ll}/])\\s*");

    private final StringBuilder text = new StringBuilder();
    private final int[] origins;

    Unescaped(String prompt) {
        origins = new int[prompt.length() + 1];
        int i = 0;
        while (i < prompt.length()) {
            origins[text.length()] = i;
            int length = escape(prompt, i);
            text.append(length == 0 ? prompt.charAt(i) : meaning(prompt.charAt(i + length - 1)));
            i += Math.max(1, length);
        }
        origins[text.length()] = prompt.length();
    }

    /// The length of the escape that begins here, 0 for none. Backslashes may be doubled.
    private static int escape(String prompt, int at) {
        int i = at;
        while (i < prompt.length() && prompt.charAt(i) == '\\') {
            i++;
        }
        boolean escaped =
                i > at && i < prompt.length() && "\"'“”‘’nrt".indexOf(prompt.charAt(i)) >= 0;
        return escaped ? i + 1 - at : 0;
    }

    private static char meaning(char letter) {
        return switch (letter) {
            case 'n', 'r' -> '\n';
            case 't' -> ' ';
            default -> letter;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /// The same text, at its place in the prompt as it was given and as it is to be written.
    WantedText original(WantedText found) {
        return new WantedText(
                written(found.text()),
                origins[found.start()],
                origins[found.end()],
                found.kind(),
                found.role());
    }

    /// Composed characters, lines without space around them, no controls.
    static String written(String text) {
        String lines = SLIP.matcher(text.replace("\r\n", "\n")).replaceAll("\n");
        String plain = lines.replaceAll("[\\p{Cc}&&[^\n]]", " ").replaceAll(" *\n\\s*", "\n");
        return Normalizer.normalize(plain, Normalizer.Form.NFC).strip();
    }
}
