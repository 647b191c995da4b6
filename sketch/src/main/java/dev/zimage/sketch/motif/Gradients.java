package dev.zimage.sketch.motif;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The gradients of a motif's file, by their ids. Each stands before its first use.
final class Gradients {

    private final Stylesheet stylesheet;
    private final Map<String, Ink> byId = new HashMap<>();
    private final List<Ink.Stop> stops = new ArrayList<>();
    private String tag = "";
    private SvgElement open = new SvgElement(Map.of());

    Gradients(Stylesheet stylesheet) {
        this.stylesheet = stylesheet;
    }

    void begin(String tag, SvgElement element) {
        if (!element.text("gradientUnits").equals("userSpaceOnUse")) {
            throw new IllegalArgumentException("gradientUnits must be userSpaceOnUse");
        }
        this.tag = tag;
        this.open = element;
    }

    void stop(SvgElement element) {
        stops.add(
                new Ink.Stop(
                        (float) element.number("offset", 0),
                        stylesheet.colour(element.text("stop-color")),
                        element.number("stop-opacity", 1)));
    }

    void end() {
        if (stops.size() < 2) {
            throw new IllegalArgumentException("a gradient needs two stops");
        }
        byId.put(open.text("id"), ink());
        stops.clear();
    }

    private Ink ink() {
        if (tag.equals("linearGradient")) {
            return new Ink.Linear(point("x1", "y1"), point("x2", "y2"), List.copyOf(stops));
        }
        return new Ink.Radial(point("cx", "cy"), open.number("r"), List.copyOf(stops));
    }

    private Point2D point(String x, String y) {
        return new Point2D.Double(open.number(x), open.number(y));
    }

    Ink named(String id) {
        Ink ink = byId.get(id);
        if (ink == null) {
            throw new IllegalArgumentException("unknown gradient " + id);
        }
        return ink;
    }
}
