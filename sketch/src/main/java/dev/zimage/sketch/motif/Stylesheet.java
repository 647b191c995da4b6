package dev.zimage.sketch.motif;

import dev.zimage.sketch.colour.Oklab;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The colours that a motif's file defines in its `<style>`: `--fur: color-mix(in oklab, …);`.
final class Stylesheet {

    private static final Pattern DECLARATION = Pattern.compile("--([a-z][a-z0-9-]*)\\s*:([^;}]*)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z][a-z0-9-]*)\\)");
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final Pattern MIX = Pattern.compile("color-mix\\(\\s*in oklab\\s*,(.*)\\)");
    private static final Pattern SHARED = Pattern.compile("(.*\\S)\\s+(\\d+(?:\\.\\d+)?)%");

    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, ColourExpression> known = new HashMap<>();

    /// Adds the declarations of a `<style>` element.
    void add(String css) {
        Matcher declaration = DECLARATION.matcher(css);
        while (declaration.find()) {
            String name = declaration.group(1);
            if (ColourRole.named(name).isPresent()) {
                throw new IllegalArgumentException("--" + name + " is a role already");
            }
            declared.put(name, declaration.group(2).strip());
        }
    }

    /// @throws IllegalArgumentException when the text is no colour or refers to an unknown one
    ColourExpression colour(String text) {
        return colour(text.strip(), new LinkedHashSet<>());
    }

    private ColourExpression colour(String text, Set<String> within) {
        ColourExpression colour = known.get(text);
        if (colour == null) {
            colour = read(text, within);
            known.put(text, colour);
        }
        return colour;
    }

    private ColourExpression read(String text, Set<String> within) {
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            return new ColourExpression.Fixed(Oklab.of(rgb(hex.group(1))));
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return named(variable.group(1), within);
        }
        Matcher mix = MIX.matcher(text);
        if (mix.matches()) {
            return mix(mix.group(1), within);
        }
        throw new IllegalArgumentException("not a colour: " + text);
    }

    private static int rgb(String digits) {
        String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
        return Integer.parseInt(six, 16);
    }

    private ColourExpression named(String name, Set<String> within) {
        if (ColourRole.named(name).isPresent()) {
            return new ColourExpression.Named(ColourRole.named(name).get());
        }
        String definition = declared.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("unknown colour --" + name);
        }
        if (!within.add(name)) {
            throw new IllegalArgumentException("--" + name + " is defined by itself");
        }
        ColourExpression colour = colour(definition, within);
        within.remove(name);
        return colour;
    }

    private ColourExpression mix(String arguments, Set<String> within) {
        List<String> parts = split(arguments);
        Matcher second = SHARED.matcher(parts.getLast().strip());
        if (parts.size() != 2 || !second.matches()) {
            throw new IllegalArgumentException(
                    "color-mix takes two colours, the second with its percentage: " + arguments);
        }
        return new ColourExpression.Mix(
                colour(parts.getFirst().strip(), within),
                colour(second.group(1), within),
                Double.parseDouble(second.group(2)) / 100);
    }

    /// Splits at the commas that are not inside parentheses.
    private static List<String> split(String arguments) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(arguments.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(arguments.substring(start));
        return parts;
    }
}
