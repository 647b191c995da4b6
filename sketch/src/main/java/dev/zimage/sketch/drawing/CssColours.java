package dev.zimage.sketch.drawing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The colours of an SVG file, as browsers read them, in the language of expressions:
/// `var(--sky-top)` is `skyTop`, and `color-mix(in oklab, #fff, #000 40%)` is `mix(#fff, #000, 40 /
/// 100)`.
final class CssColours {

    private static final Pattern DECLARATION = Pattern.compile("--([a-z][a-z0-9-]*)\\s*:([^;}]*)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z][a-z0-9-]*)\\)");

    private CssColours() {}

    static String expression(String css) {
        return VARIABLE.matcher(css)
                .replaceAll(variable -> name(variable.group(1)))
                .replaceAll("color-mix\\(\\s*in oklab\\s*,", "mix(")
                .replaceAll("\\s([0-9.]+)%", ", $1 / 100");
    }

    /// The declarations of a `<style>` element, in their order.
    static Map<String, String> declarations(String css) {
        Map<String, String> declared = new LinkedHashMap<>();
        DECLARATION
                .matcher(css)
                .results()
                .forEach(found -> declared.put(name(found.group(1)), expression(found.group(2))));
        return declared;
    }

    private static String name(String property) {
        return Pattern.compile("-(.)")
                .matcher(property)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
