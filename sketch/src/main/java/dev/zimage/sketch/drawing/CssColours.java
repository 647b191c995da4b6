package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.ColourRole;
import dev.zimage.sketch.colour.Oklab;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The colours that a motif's file defines in its `<style>`: `--fur: color-mix(in oklab, …);`.
final class CssColours {

    /// What the colours of a scene's things are made of, and so look different in each light.
    private static final Set<ColourRole> MATERIAL =
            EnumSet.of(ColourRole.DEEP, ColourRole.MID, ColourRole.PALE, ColourRole.ACCENT);

    private static final Pattern DECLARATION = Pattern.compile("--([a-z][a-z0-9-]*)\\s*:([^;}]*)");
    private static final Pattern VARIABLE = Pattern.compile("var\\(--([a-z][a-z0-9-]*)\\)");
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final Pattern MIX = Pattern.compile("color-mix\\(\\s*in oklab\\s*,(.*)\\)");
    private static final Pattern SHARED = Pattern.compile("(.*\\S)\\s+(\\d+(?:\\.\\d+)?)%");

    private final Map<String, String> declared = new HashMap<>();
    private final Map<String, Expression> known = new HashMap<>();

    private final boolean lit;

    /// @param lit whether the scene's light falls on fixed colours and on the palette's
    CssColours(boolean lit) {
        this.lit = lit;
    }

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
    Expression colour(String text) {
        return colour(text.strip(), new LinkedHashSet<>());
    }

    private Expression colour(String text, Set<String> within) {
        Expression colour = known.get(text);
        if (colour == null) {
            colour = read(text, within);
            known.put(text, colour);
        }
        return colour;
    }

    private Expression read(String text, Set<String> within) {
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            Oklab own = Oklab.of(rgb(hex.group(1)));
            return f -> (lit ? f.picture.colours.lit(own) : own).rgb();
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

    private Expression named(String name, Set<String> within) {
        Optional<ColourRole> role = ColourRole.named(name);
        if (role.isPresent()) {
            ColourRole own = role.get();
            return lit && MATERIAL.contains(own)
                    ? f -> f.picture.colours.lit(f.picture.colours.get(own)).rgb()
                    : f -> f.picture.colours.rgb(own);
        }
        String definition = declared.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("unknown colour --" + name);
        }
        if (!within.add(name)) {
            throw new IllegalArgumentException("--" + name + " is defined by itself");
        }
        Expression colour = colour(definition, within);
        within.remove(name);
        return colour;
    }

    private Expression mix(String arguments, Set<String> within) {
        List<String> parts = split(arguments);
        Matcher second = SHARED.matcher(parts.getLast().strip());
        if (parts.size() != 2 || !second.matches()) {
            throw new IllegalArgumentException(
                    "color-mix takes two colours, the second with its percentage: " + arguments);
        }
        Expression from = colour(parts.getFirst().strip(), within);
        Expression to = colour(second.group(1), within);
        double share = Double.parseDouble(second.group(2)) / 100;
        return f -> Oklab.of(from.colour(f)).mix(Oklab.of(to.colour(f)), share).rgb();
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
