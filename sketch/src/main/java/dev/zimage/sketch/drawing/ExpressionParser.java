package dev.zimage.sketch.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads expressions: `unit * 0.1..0.2`, `mix(mid, #6fa052, 0.4)`, `night ? pale : ink`. A range is
/// a number that the seed decides anew each time.
final class ExpressionParser {

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\G\\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}|\\d+(?:\\.\\d+)?|\\.\\d+|[a-zA-Z][a-zA-Z0-9]*|\\.\\.|[<>!]=|[-+*/%()?:,;<>=])");

    private final String text;
    private final VariableScope scope;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private ExpressionParser(String text, VariableScope scope) {
        this.text = text;
        this.scope = scope;
        int end = 0;
        for (Matcher token = TOKEN.matcher(text); token.find(); end = token.end()) {
            tokens.add(token.group(1));
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("not an expression: " + text);
        }
        tokens.add("");
    }

    static Expression one(String text, VariableScope scope) {
        List<Expression> all = list(text, scope);
        if (all.size() != 1) {
            throw new IllegalArgumentException("one expression is wanted: " + text);
        }
        return all.getFirst();
    }

    /// Expressions with commas or semicolons between.
    static List<Expression> list(String text, VariableScope scope) {
        ExpressionParser parser = new ExpressionParser(text, scope);
        List<Expression> all = new ArrayList<>();
        do {
            all.add(parser.expression());
        } while (parser.taken(",") || parser.taken(";"));
        if (!parser.peek().isEmpty()) {
            throw parser.fault();
        }
        return all;
    }

    private Expression expression() {
        Expression test = level(0);
        if (!taken("?")) {
            return test;
        }
        Expression then = expression();
        expect(":");
        Expression otherwise = expression();
        return frame -> test.holds(frame) ? then.in(frame) : otherwise.in(frame);
    }

    private Expression level(int level) {
        if (level == Functions.OPERATORS.size()) {
            return sign();
        }
        Expression left = level(level + 1);
        BinaryOperator<Expression> operator = Functions.OPERATORS.get(level).get(peek());
        while (operator != null) {
            next();
            left = operator.apply(left, level(level + 1));
            operator = Functions.OPERATORS.get(level).get(peek());
        }
        return left;
    }

    private Expression sign() {
        if (taken("not")) {
            Expression value = sign();
            return frame -> Expression.truth(!value.holds(frame));
        }
        if (taken("-")) {
            Expression value = sign();
            return frame -> -value.in(frame);
        }
        return primary();
    }

    private Expression primary() {
        String token = next();
        if (token.equals("(")) {
            Expression inner = expression();
            expect(")");
            return inner;
        }
        if (token.startsWith("#")) {
            String digits = token.substring(1);
            String six = digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1");
            return scope.colour(Integer.parseInt(six, 16));
        }
        if (token.matches("\\.?\\d.*")) {
            double value = Double.parseDouble(token);
            return frame -> value;
        }
        if (token.isEmpty() || !Character.isLetter(token.charAt(0))) {
            throw fault();
        }
        return taken("(") ? call(token) : scope.getter(token);
    }

    private Expression call(String name) {
        if (name.equals("has") || name.equals("is")) {
            List<String> names = new ArrayList<>();
            do {
                names.add(next());
            } while (taken(","));
            expect(")");
            return Functions.named(name.equals("is"), names);
        }
        List<Expression> arguments = new ArrayList<>();
        while (!taken(")")) {
            arguments.add(expression());
            taken(",");
        }
        Function<List<Expression>, Expression> defined = scope.function(name);
        return defined == null ? Functions.call(name, arguments) : defined.apply(arguments);
    }

    private String peek() {
        return tokens.get(at);
    }

    private String next() {
        String token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean taken(String token) {
        boolean here = peek().equals(token);
        at += here && !token.isEmpty() ? 1 : 0;
        return here;
    }

    private void expect(String token) {
        if (!taken(token)) {
            throw fault();
        }
    }

    private IllegalArgumentException fault() {
        return new IllegalArgumentException(
                "not an expression, at \"%s\": %s".formatted(peek(), text));
    }
}
