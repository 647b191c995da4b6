package dev.zimage.sketch.motif;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;

/// The shapes of a motif's file, those with an id kept for `<use>`.
final class SvgShapes {

    private final Map<String, Shape> byId = new HashMap<>();

    Shape read(String tag, SvgElement element) {
        Shape shape =
                switch (tag) {
                    case "path" -> PathData.parse(element.text("d"));
                    case "rect" -> rectangle(element);
                    case "circle" -> ellipse(element, element.number("r"), element.number("r"));
                    case "ellipse" -> ellipse(element, element.number("rx"), element.number("ry"));
                    case "use" -> used(element.text("href"));
                    default ->
                            throw new IllegalArgumentException(
                                    "element " + tag + " is not supported");
                };
        if (element.attributes().containsKey("id")) {
            byId.put(element.text("id"), shape);
        }
        return shape;
    }

    private static Shape rectangle(SvgElement element) {
        return new Rectangle2D.Double(
                element.number("x", 0),
                element.number("y", 0),
                element.number("width"),
                element.number("height"));
    }

    private static Shape ellipse(SvgElement element, double rx, double ry) {
        double cx = element.number("cx", 0);
        double cy = element.number("cy", 0);
        return new Ellipse2D.Double(cx - rx, cy - ry, rx * 2, ry * 2);
    }

    private Shape used(String href) {
        Shape shape = byId.get(href.substring(1));
        if (shape == null) {
            throw new IllegalArgumentException("unknown shape " + href);
        }
        return shape;
    }
}
