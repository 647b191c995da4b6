package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Oklab;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The functions and operators of expressions.
final class Functions {

    private static final Map<String, DoubleUnaryOperator> UNARY =
            Map.of(
                    "sin", Math::sin,
                    "cos", Math::cos,
                    "abs", Math::abs,
                    "sqrt", Math::sqrt,
                    "floor", Math::floor,
                    "round", Math::rint,
                    "radians", Math::toRadians,
                    "degrees", Math::toDegrees,
                    "lightness", rgb -> Oklab.of((int) rgb).lightness());
    private static final Map<String, DoubleBinaryOperator> BINARY =
            Map.ofEntries(
                    Map.entry("min", Math::min),
                    Map.entry("max", Math::max),
                    Map.entry("pow", Math::pow),
                    Map.entry("hypot", Math::hypot),
                    Map.entry("darker", (rgb, s) -> Oklab.of((int) rgb).darker(s).rgb()),
                    Map.entry("lighter", (rgb, s) -> Oklab.of((int) rgb).lighter(s).rgb()),
                    Map.entry("+", Double::sum),
                    Map.entry("-", (a, b) -> a - b),
                    Map.entry("*", (a, b) -> a * b),
                    Map.entry("/", (a, b) -> a / b),
                    Map.entry("%", (a, b) -> a % b),
                    Map.entry("=", (a, b) -> Expression.truth(a == b)),
                    Map.entry("!=", (a, b) -> Expression.truth(a != b)),
                    Map.entry("<", (a, b) -> Expression.truth(a < b)),
                    Map.entry(">", (a, b) -> Expression.truth(a > b)),
                    Map.entry("<=", (a, b) -> Expression.truth(a <= b)),
                    Map.entry(">=", (a, b) -> Expression.truth(a >= b)));

    /// What the layouts of pages ask their page.
    private static final Set<String> HOSTED =
            Set.of(
                    "inX inY inW inH boxX boxY boxW boxH blockH margin hairline isWide isTall paper inkOn accentOn contrast toned texts headline scenery wished brush vintage"
                            .split(" ", -1));

    private Functions() {}

    static Expression operation(String sign, Expression a, Expression b) {
        return switch (sign) {
            case "or" -> f -> Expression.truth(a.holds(f) || b.holds(f));
            case "and" -> f -> Expression.truth(a.holds(f) && b.holds(f));
            default -> binary(Objects.requireNonNull(BINARY.get(sign)), a, b);
        };
    }

    private static Expression binary(DoubleBinaryOperator operator, Expression a, Expression b) {
        return frame -> operator.applyAsDouble(a.in(frame), b.in(frame));
    }

    /// Whether the prompt names one of the motifs, or the motif of an `each` is one of them.
    static Expression named(boolean current, List<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return current
                ? f -> Expression.truth(f.motif != null && wanted.contains(f.motif.name()))
                : f -> Expression.truth(f.picture.names(wanted));
    }

    static Expression call(String name, List<Expression> a) {
        DoubleUnaryOperator unary = UNARY.get(name);
        if (unary != null) {
            Expression only = exactly(name, a, 1).getFirst();
            return f -> unary.applyAsDouble(only.in(f));
        }
        DoubleBinaryOperator binary = BINARY.get(name);
        if (binary != null) {
            return binary(binary, exactly(name, a, 2).get(0), a.get(1));
        }
        return switch (name) {
            case "mix" -> mix(exactly(name, a, 3));
            case "clamp" -> clamp(exactly(name, a, 3));
            case "noise" -> noise(a);
            case "fractal" -> fractal(a);
            case "nth" -> f -> a.get(1 + (int) a.get(0).in(f)).in(f);
            case "pick" -> f -> a.get(f.picture.random().nextInt(a.size())).in(f);
            default -> ofPicture(name, a);
        };
    }

    private static Expression ofPicture(String name, List<Expression> a) {
        return switch (name) {
            case "seed" -> f -> f.picture.random().nextInt();
            case "chance" -> chance(exactly(name, a, 1).getFirst());
            case "random" -> random(exactly(name, a, 1).getFirst());
            case "between" -> between(exactly(name, a, 2));
            case "lit" -> lit(exactly(name, a, 1).getFirst());
            case "depth" -> depth(exactly(name, a, 1).getFirst());
            case "free" -> free(exactly(name, a, 3));
            case String host when HOSTED.contains(host) -> hosted(host, a);
            default -> throw new IllegalArgumentException("unknown function " + name);
        };
    }

    private static Expression hosted(String name, List<Expression> a) {
        return f ->
                f.picture
                        .host()
                        .value(name, a.stream().mapToDouble(value -> value.in(f)).toArray());
    }

    private static Expression mix(List<Expression> a) {
        return f -> {
            Oklab from = Oklab.of(a.get(0).colour(f));
            return from.mix(Oklab.of(a.get(1).colour(f)), a.get(2).in(f)).rgb();
        };
    }

    private static Expression clamp(List<Expression> a) {
        return f -> Math.max(a.get(1).in(f), Math.min(a.get(2).in(f), a.get(0).in(f)));
    }

    /// `noise(seed, x)` or `noise(seed, x, y)`.
    private static Expression noise(List<Expression> a) {
        return a.size() == 2
                ? f -> new Noise((int) a.get(0).in(f)).at(a.get(1).in(f))
                : f -> new Noise((int) a.get(0).in(f)).at(a.get(1).in(f), a.get(2).in(f));
    }

    /// `fractal(seed, x, octaves)` or `fractal(seed, x, y, octaves)`.
    private static Expression fractal(List<Expression> a) {
        return a.size() == 3
                ? f -> new Noise((int) a.get(0).in(f)).fractal(a.get(1).in(f), (int) a.get(2).in(f))
                : f ->
                        new Noise((int) a.get(0).in(f))
                                .fractal(a.get(1).in(f), a.get(2).in(f), (int) a.get(3).in(f));
    }

    private static Expression chance(Expression share) {
        return f -> Expression.truth(f.picture.random().nextDouble() < share.in(f));
    }

    private static Expression random(Expression count) {
        return f -> f.picture.random().nextInt(Math.max(1, (int) count.in(f)));
    }

    private static Expression between(List<Expression> a) {
        return f -> {
            double low = a.get(0).in(f);
            return low + f.picture.random().nextDouble() * (a.get(1).in(f) - low);
        };
    }

    private static Expression lit(Expression rgb) {
        return f -> f.picture.colours().lit(Oklab.of(rgb.colour(f))).rgb();
    }

    private static Expression depth(Expression nearness) {
        return f -> f.picture.colours().depth(nearness.in(f)).rgb();
    }

    private static Expression free(List<Expression> a) {
        return f ->
                Expression.truth(f.picture.isFree(a.get(0).in(f), a.get(1).in(f), a.get(2).in(f)));
    }

    private static List<Expression> exactly(String name, List<Expression> a, int count) {
        if (a.size() != count) {
            throw new IllegalArgumentException(name + " takes " + count + " values");
        }
        return a;
    }
}
