package dev.zimage.sketch.drawing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/// The names that a drawing may use: those of every picture, and its own in the order of their
/// first `let`.
final class VariableScope {

    /// The colours of the palette that things in a scene are made of; they change with its light.
    private static final Set<String> MATERIAL = Set.of("deep", "mid", "pale", "accent");

    /// The names of every picture that a drawing may set.
    private static final Set<String> SHARED = Set.of("lampX", "lampY", "lampR");

    private final Map<String, Integer> own = new HashMap<>();
    private final Map<String, Function<List<Expression>, Expression>> functions = new HashMap<>();
    private final @Nullable VariableScope pictures;
    private final boolean lit;

    /// @param pictures the names of every picture
    /// @param lit whether the scene's light changes fixed colours and those of the palette
    VariableScope(@Nullable VariableScope pictures, boolean lit) {
        this.pictures = pictures;
        this.lit = lit;
    }

    int slot(String name) {
        return own.getOrDefault(name, -1);
    }

    /// The slot of a name of every picture, or -1.
    private int global(String name) {
        return pictures == null ? -1 : pictures.slot(name);
    }

    int size() {
        return own.size();
    }

    /// Sets a value of the drawing or, if the name is one, of the whole picture.
    ObjDoubleConsumer<Frame> setter(String name) {
        int global = global(name);
        if (global >= 0 && !SHARED.contains(name)) {
            throw new IllegalArgumentException(name + " is a name of every picture");
        }
        if (global >= 0) {
            return (frame, value) -> frame.picture.globals[global] = value;
        }
        int slot = own.computeIfAbsent(name, n -> own.size());
        return (frame, value) -> frame.values[slot] = value;
    }

    Expression getter(String name) {
        int global = global(name);
        if (global >= 0) {
            Expression value = frame -> frame.picture.globals[global];
            return lit && MATERIAL.contains(name) ? lit(value) : value;
        }
        int slot = slot(name);
        if (slot < 0) {
            throw new IllegalArgumentException("unknown name " + name);
        }
        return frame -> frame.values[slot];
    }

    Expression colour(int rgb) {
        return lit ? lit(frame -> rgb) : frame -> rgb;
    }

    private Expression lit(Expression own) {
        return Objects.requireNonNull(function("lit")).apply(List.of(own));
    }

    /// Defines a function for all drawings by an expression of its parameters and of these names.
    void define(String name, List<String> parameters, String value) {
        if (pictures != null) {
            throw new IllegalArgumentException("only picture.xml has functions");
        }
        VariableScope inner = new VariableScope(this, false);
        inner.setters(parameters);
        Expression result = ExpressionParser.one(value, inner);
        functions.put(
                name,
                a -> {
                    if (a.size() != parameters.size()) {
                        String fault = name + " takes " + parameters.size() + " values";
                        throw new IllegalArgumentException(fault);
                    }
                    return f -> result.in(new Frame(f, Expression.values(a, f)));
                });
    }

    /// The function of that name that a file defines.
    @Nullable Function<List<Expression>, Expression> function(String name) {
        return (pictures == null ? this : pictures).functions.get(name);
    }

    List<ObjDoubleConsumer<Frame>> setters(List<String> names) {
        return names.stream().map(this::setter).toList();
    }

    /// The expression that an attribute has.
    ///
    /// @param otherwise what it is if there is no such attribute
    Expression number(Element e, String attribute, String... otherwise) {
        return ExpressionParser.one(e.text(attribute, otherwise), this);
    }

    /// The expressions that an attribute lists.
    List<Expression> numbers(Element e, String attribute, String... otherwise) {
        return ExpressionParser.list(e.text(attribute, otherwise), this);
    }
}
