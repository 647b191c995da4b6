package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Oklab;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that a drawing may use: those of every picture, and its own in the order of their
/// first `let`.
final class Scope {

    /// What the colours of a scene's things are made of, and so look different in each light.
    private static final Set<String> MATERIAL = Set.of("deep", "mid", "pale", "accent");

    private final Map<String, Integer> own = new HashMap<>();
    private final boolean lit;

    /// @param lit whether the scene's light falls on fixed colours and on the palette's
    Scope(boolean lit) {
        this.lit = lit;
    }

    int size() {
        return own.size();
    }

    /// Sets a value of the drawing or, if the name is one, of the whole picture.
    Setter setter(String name) {
        int global = Picture.GLOBALS.indexOf(name);
        if (global >= 0 && !name.startsWith("lamp")) {
            throw new IllegalArgumentException(name + " is a name of every picture");
        }
        if (global >= 0) {
            return (frame, value) -> frame.picture.globals[global] = value;
        }
        int slot = own.computeIfAbsent(name, n -> own.size());
        return (frame, value) -> frame.values[slot] = value;
    }

    Expression getter(String name) {
        int global = Picture.GLOBALS.indexOf(name);
        if (global >= 0) {
            Expression value = frame -> frame.picture.globals[global];
            return lit && MATERIAL.contains(name) ? lit(value) : value;
        }
        Integer slot = own.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("unknown name " + name);
        }
        int at = slot;
        return frame -> frame.values[at];
    }

    Expression colour(int rgb) {
        return lit ? lit(frame -> rgb) : frame -> rgb;
    }

    private static Expression lit(Expression own) {
        return f -> f.picture.colours.lit(Oklab.of(own.colour(f))).rgb();
    }

    List<Setter> setters(List<String> names) {
        return names.stream().map(this::setter).toList();
    }

    /// The expression that an attribute has.
    Expression number(Element e, String attribute) {
        return ExpressionParser.one(e.text(attribute), this);
    }

    Expression number(Element e, String attribute, String otherwise) {
        return ExpressionParser.one(e.text(attribute, otherwise), this);
    }

    /// The expressions that an attribute lists.
    List<Expression> numbers(Element e, String attribute) {
        return ExpressionParser.list(e.text(attribute), this);
    }

    List<Expression> numbers(Element e, String attribute, String otherwise) {
        return ExpressionParser.list(e.text(attribute, otherwise), this);
    }

    /// Where a value goes.
    @FunctionalInterface
    interface Setter {
        void set(Frame frame, double value);
    }
}
