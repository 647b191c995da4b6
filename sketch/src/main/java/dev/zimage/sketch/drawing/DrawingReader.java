package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;

/// Reads a drawing's file. `sketch/README.md` describes the elements; anything else is an error
/// that names the file and the line.
///
/// @param drawings that have been read of the file
record DrawingReader(
        String file,
        DrawingLibrary others,
        Map<String, DrawingTemplate> drawings,
        VariableScope scope,
        Paints paints,
        ShapeReader shapes) {

    /// The file's drawing under the name "", and its definitions under theirs.
    static Map<String, DrawingTemplate> read(String file, Element root, DrawingLibrary library) {
        Map<String, DrawingTemplate> drawings = new HashMap<>();
        read(root, "", file, library, drawings);
        return drawings;
    }

    private static void read(
            Element e,
            String name,
            String file,
            DrawingLibrary others,
            Map<String, DrawingTemplate> drawings) {
        VariableScope pictures = e.tag().equals("names") ? null : Picture.NAMES.scope();
        boolean lit = e.tag().equals("svg") && !e.text("data-lit", "yes").equals("no");
        VariableScope scope = new VariableScope(pictures, lit);
        Paints paints = new Paints(scope);
        ShapeReader shapes = new ShapeReader(scope, paints, new HashSet<>());
        DrawingTemplate drawing = new DrawingTemplate(e.names("takes"), scope);
        drawings.put(name, drawing);
        drawing.complete(new DrawingReader(file, others, drawings, scope, paints, shapes).body(e));
    }

    private Instruction body(Element parent) {
        List<Instruction> steps = new ArrayList<>();
        for (Element child : parent.children()) {
            try {
                if (child.tag().equals("define")) {
                    read(child, child.text("id"), file, others, drawings);
                } else if (child.tag().equals("else")) {
                    steps.add(otherwise(steps.isEmpty() ? frame -> {} : steps.removeLast(), child));
                } else {
                    steps.add(classed(child));
                }
                child.allRead();
            } catch (IllegalArgumentException e) {
                String fault = e.getMessage() == null ? e.toString() : e.getMessage();
                throw new DrawingException(file, child.line(), fault, e);
            }
        }
        return Instruction.all(steps);
    }

    /// An element's step; `class` says whether its gradients are sprayed on, and in which light it
    /// is visible.
    private Instruction classed(Element e) {
        List<String> classes = e.names("class");
        Instruction step = paints.sprayed(classes.contains("grain"), () -> instruction(e));
        for (String name : classes) {
            step =
                    switch (name) {
                        case "grain" -> step;
                        case "day" -> new Choice(scope.getter("day"), step, frame -> {});
                        case "dark" -> new Choice(scope.getter("day"), frame -> {}, step);
                        default -> throw new IllegalArgumentException("unknown class " + name);
                    };
        }
        return step;
    }

    private Instruction instruction(Element e) {
        return switch (e.tag()) {
            case "title", "desc" -> frame -> {};
            case "style" -> let(CssColours.declarations(e.content().toString()));
            case "defs" -> body(e);
            case "linearGradient", "radialGradient" -> {
                paints.define(e);
                yield frame -> {};
            }
            case "function" -> {
                scope.define(e.text("id"), e.names("takes"), e.text("value"));
                yield frame -> {};
            }
            case "let" -> {
                Map<String, String> values = new LinkedHashMap<>(e.attributes());
                e.attributes().clear();
                yield let(values);
            }
            case "repeat" -> repeat(e);
            case "if" -> new Choice(scope.number(e, "test"), body(e), frame -> {});
            case "one-of" -> oneOf(e);
            case "g" -> group(e);
            case "use" -> use(e);
            case "shape" -> shape(e);
            case "each" -> Motifs.each(e, scope).apply(body(e));
            case "motif" -> Motifs.motif(e, scope);
            case "type", "place", "scene", "soft", "behind", "finish", "print" -> hosted(e);
            case "flood" -> Backdrops.flood(e, scope);
            case "water" -> Backdrops.water(e, scope);
            case "haze" -> Backdrops.haze(e, scope, this::body);
            default -> single(e);
        };
    }

    /// An `if` with what follows when its test fails.
    private record Choice(Expression test, Instruction then, Instruction otherwise)
            implements Instruction {
        @Override
        public void run(Frame frame) {
            (test.holds(frame) ? then : otherwise).run(frame);
        }

        Choice or(Instruction last) {
            return new Choice(test, then, otherwise instanceof Choice next ? next.or(last) : last);
        }
    }

    private Instruction otherwise(Instruction before, Element e) {
        if (!(before instanceof Choice choice)) {
            throw new IllegalArgumentException("else must follow an if");
        }
        boolean tested = e.attributes().containsKey("test");
        Expression test = tested ? scope.number(e, "test") : frame -> 1;
        Instruction steps = body(e);
        return choice.or(tested ? new Choice(test, steps, frame -> {}) : steps);
    }

    /// The values in their order, so that a later one can use an earlier one's name.
    private Instruction let(Map<String, String> values) {
        List<Instruction> steps = new ArrayList<>();
        values.forEach((name, text) -> {
            Expression value = ExpressionParser.one(text, scope);
            ObjDoubleConsumer<Frame> setter = scope.setter(name);
            steps.add(frame -> setter.accept(frame, value.in(frame)));
        });
        return Instruction.all(steps);
    }

    private Instruction repeat(Element e) {
        Expression from = scope.number(e, "from", "0");
        boolean counted = e.attributes().containsKey("count");
        Expression to = scope.number(e, counted ? "count" : "to");
        Expression step = scope.number(e, "step", "1");
        ObjDoubleConsumer<Frame> setter = scope.setter(e.text("as", "i"));
        Instruction body = body(e);
        return frame -> {
            double end = to.in(frame);
            for (double i = from.in(frame); i < end; i += step.in(frame)) {
                setter.accept(frame, i);
                body.run(frame);
            }
        };
    }

    private Instruction oneOf(Element e) {
        List<Instruction> choices = e.children().stream().map(this::instruction).toList();
        e.children().forEach(Element::allRead);
        return frame -> choices.get(frame.picture.random.nextInt(choices.size())).run(frame);
    }

    /// Steps with an origin, a scale and a turn of their own.
    private Instruction group(Element e) {
        if (e.attributes().isEmpty()) {
            return body(e);
        }
        Expression x = scope.number(e, "x", "0");
        Expression y = scope.number(e, "y", "0");
        List<Expression> scale = scope.numbers(e, "scale", "1");
        Expression turn = scope.number(e, "turn", "0");
        Instruction body = body(e);
        return frame ->
                frame.placed(
                        graphics -> {
                            graphics.translate(x.in(frame), y.in(frame));
                            graphics.rotate(Math.toRadians(turn.in(frame)));
                            double first = scale.getFirst().in(frame);
                            double second = scale.size() == 1 ? first : scale.getLast().in(frame);
                            graphics.scale(first, second);
                        },
                        body);
    }

    private Instruction use(Element e) {
        if (file.endsWith(".svg")) {
            return single(e);
        }
        String href = e.text("href");
        DrawingTemplate drawing =
                href.startsWith("#") ? drawings.get(href.substring(1)) : others.get(href);
        if (drawing == null) {
            throw new IllegalArgumentException("no drawing " + href + " before this line");
        }
        List<Expression> values =
                drawing.parameters().stream().map(name -> scope.number(e, name)).toList();
        return frame -> drawing.call(frame, Expression.values(values, frame));
    }

    /// An element of the picture's host.
    private Instruction hosted(Element e) {
        String of = e.optional("of");
        Map<String, List<Expression>> attributes = new LinkedHashMap<>();
        for (String name : List.copyOf(e.attributes().keySet())) {
            attributes.put(name, scope.numbers(e, name));
        }
        return frame -> {
            Map<String, double[]> values = new HashMap<>();
            attributes.forEach((name, list) -> values.put(name, Expression.values(list, frame)));
            Shape shape = of == null ? null : frame.shape(of);
            frame.picture.host().run(new Host.Step(e.tag(), values, shape));
        };
    }

    /// A shape. In a motif it must be painted or have a name.
    private Instruction single(Element e) {
        boolean used = Paints.isPainted(e) || e.attributes().containsKey("id");
        Instruction shape = shapes.read(e, e.children());
        if (file.endsWith(".svg") && !used) {
            throw new IllegalArgumentException(e.tag() + " needs a fill or a stroke");
        }
        return shape;
    }

    /// The shapes inside as one; with `into`, added to a named one.
    private Instruction shape(Element e) {
        String into = e.text("into", "");
        List<Element> coats = e.children("grain");
        Instruction body = body(e);
        Function<Frame, Shape> outline =
                frame -> {
                    Path2D outer = frame.path;
                    Path2D path =
                            frame.shapes.get(into) instanceof Path2D known
                                    ? known
                                    : new Path2D.Double(Path2D.WIND_NON_ZERO);
                    frame.path = path;
                    body.run(frame);
                    frame.path = outer;
                    return path;
                };
        return shapes.read(e, outline, into.isEmpty() ? e.optional("id") : into, coats);
    }
}
