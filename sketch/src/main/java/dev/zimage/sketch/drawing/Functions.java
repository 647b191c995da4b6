package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Oklab;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;

/// The functions and operators of expressions.
final class Functions {

    /// The operators by precedence, the loosest first.
    static final List<Map<String, BinaryOperator<Expression>>> OPERATORS =
            List.of(
                    Map.of("or", (a, b) -> f -> Expression.truth(a.holds(f) || b.holds(f))),
                    Map.of("and", (a, b) -> f -> Expression.truth(a.holds(f) && b.holds(f))),
                    Map.of(
                            "=", operator((a, b) -> Expression.truth(a == b)),
                            "!=", operator((a, b) -> Expression.truth(a != b)),
                            "<", operator((a, b) -> Expression.truth(a < b)),
                            ">", operator((a, b) -> Expression.truth(a > b)),
                            "<=", operator((a, b) -> Expression.truth(a <= b)),
                            ">=", operator((a, b) -> Expression.truth(a >= b))),
                    Map.of("+", operator(Double::sum), "-", operator((a, b) -> a - b)),
                    Map.of(
                            "*", operator((a, b) -> a * b),
                            "/", operator((a, b) -> a / b),
                            "%", operator((a, b) -> a % b)),
                    Map.of("..", (a, b) -> f -> between(f, a.in(f), b.in(f))));

    private static BinaryOperator<Expression> operator(DoubleBinaryOperator operator) {
        return (a, b) -> frame -> operator.applyAsDouble(a.in(frame), b.in(frame));
    }

    /// @param count of its arguments, or -1 for any
    private record Function(int count, ToDoubleBiFunction<Frame, double[]> body) {}

    private static final Map<String, Function> FUNCTIONS =
            Map.ofEntries(
                    function("sin", 1, (f, a) -> Math.sin(a[0])),
                    function("cos", 1, (f, a) -> Math.cos(a[0])),
                    function("exp", 1, (f, a) -> Math.exp(a[0])),
                    function("abs", 1, (f, a) -> Math.abs(a[0])),
                    function("sqrt", 1, (f, a) -> Math.sqrt(a[0])),
                    function("floor", 1, (f, a) -> Math.floor(a[0])),
                    function("round", 1, (f, a) -> Math.rint(a[0])),
                    function("radians", 1, (f, a) -> Math.toRadians(a[0])),
                    function("min", 2, (f, a) -> Math.min(a[0], a[1])),
                    function("max", 2, (f, a) -> Math.max(a[0], a[1])),
                    function("pow", 2, (f, a) -> Math.pow(a[0], a[1])),
                    function("hypot", 2, (f, a) -> Math.hypot(a[0], a[1])),
                    function("lightness", 1, (f, a) -> Oklab.of((int) a[0]).lightness()),
                    function("luminance", 1, (f, a) -> Contrast.luminance((int) a[0])),
                    function(
                            "readable",
                            3,
                            (f, a) -> Contrast.readable((int) a[0], (int) a[1], a[2])),
                    function("contrast", 2, (f, a) -> Contrast.ratio((int) a[0], (int) a[1])),
                    function("darker", 2, (f, a) -> Oklab.of((int) a[0]).darker(a[1]).rgb()),
                    function("mix", 3, (f, a) -> mixed((int) a[0], (int) a[1], a[2])),
                    function("clamp", 3, (f, a) -> Math.max(a[1], Math.min(a[2], a[0]))),
                    function("noise", 3, (f, a) -> new Noise((int) a[0]).at(a[1], a[2])),
                    function(
                            "fractal",
                            4,
                            (f, a) -> new Noise((int) a[0]).fractal(a[1], a[2], (int) a[3])),
                    function("nth", -1, (f, a) -> a[1 + (int) a[0]]),
                    function("pick", -1, (f, a) -> a[f.picture.random.nextInt(a.length)]),
                    function("toned", 3, (f, a) -> toned((int) a[0], a[1], a[2])),
                    function("seed", 0, (f, a) -> f.picture.random.nextInt()),
                    function("chance", 1, (f, a) -> Expression.truth(unit(f) < a[0])),
                    function("random", 1, (f, a) -> Math.floor(unit(f) * Math.max(1, a[0]))));

    private static Map.Entry<String, Function> function(
            String name, int count, ToDoubleBiFunction<Frame, double[]> body) {
        return Map.entry(name, new Function(count, body));
    }

    private static double unit(Frame frame) {
        return frame.picture.random.nextDouble();
    }

    private static double between(Frame frame, double low, double high) {
        return low + unit(frame) * (high - low);
    }

    private static double toned(int rgb, double lightness, double chroma) {
        Oklab colour = Oklab.of(rgb).withLightness(lightness);
        return (chroma < 1 ? colour.withChroma(chroma) : colour).shown();
    }

    private static double mixed(int from, int to, double share) {
        return Oklab.of(from).mix(Oklab.of(to), share).rgb();
    }

    /// Functions that the page offers to its layout, as [Host#value] computes them.
    private static final Set<String> HOSTED =
            Set.of(
                    ("boxX boxY boxW boxH blockH worst cover meanBehind coloured texts headline"
                                    + " scenery wished wishedInk wishedSmallInk brush neon vintage")
                            .split(" ", -1));

    private Functions() {}

    /// Whether the prompt names one of the motifs, or the motif of an `each` is one of them.
    static Expression named(boolean current, List<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return current
                ? f -> Expression.truth(f.motif != null && wanted.contains(f.motif.name()))
                : f -> Expression.truth(f.picture.names(wanted));
    }

    static Expression call(String name, List<Expression> a) {
        if (HOSTED.contains(name)) {
            return f -> f.picture.host().value(name, Expression.values(a, f));
        }
        Function function = FUNCTIONS.get(name);
        if (function == null) {
            throw new IllegalArgumentException("unknown function " + name);
        }
        if (function.count >= 0 && function.count != a.size()) {
            throw new IllegalArgumentException(name + " takes " + function.count + " values");
        }
        return f -> function.body.applyAsDouble(f, Expression.values(a, f));
    }
}
