package dev.zimage.sketch.motif;

import dev.zimage.sketch.colour.Light;
import java.awt.geom.Rectangle2D;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a motif from an SVG file. `docs/sketch.md` describes the part of SVG that it knows;
/// anything else is an error that names the file and the line.
final class MotifReader {

    private static final XMLInputFactory XML = XMLInputFactory.newInstance();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final String name;
    private final XMLStreamReader xml;
    private final Stylesheet stylesheet = new Stylesheet();
    private final Gradients gradients = new Gradients(stylesheet);
    private final SvgShapes shapes = new SvgShapes();
    private final List<ShapeGroup> parts = new ArrayList<>();
    private final List<ShapeGroup.Mark> group = new ArrayList<>();
    private final Map<String, String> facts = new HashMap<>();
    private Set<String> groupClasses = Set.of();
    private Rectangle2D viewBox = new Rectangle2D.Double();
    private boolean inGroup;
    private boolean inDefinitions;

    private MotifReader(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    /// @throws MotifException when the file is not a motif
    static Artwork read(String name, InputStream svg) {
        String file = name + ".svg";
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(svg, "UTF-8");
            MotifReader reader = new MotifReader(name, xml);
            try {
                return reader.read();
            } catch (IllegalArgumentException e) {
                String fault = e.getMessage() == null ? e.toString() : e.getMessage();
                throw new MotifException(file, xml.getLocation().getLineNumber(), fault, e);
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new MotifException(file, line, "not XML: " + e.getMessage(), e);
        }
    }

    private Artwork read() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml.getLocalName(), SvgElement.of(xml));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml.getLocalName());
            }
        }
        return new Artwork(name, viewBox, facts, parts);
    }

    private void start(String tag, SvgElement element) throws XMLStreamException {
        switch (tag) {
            case "svg" -> root(element);
            case "title", "desc" -> xml.getElementText();
            case "style" -> stylesheet.add(xml.getElementText());
            case "defs" -> inDefinitions = true;
            case "linearGradient", "radialGradient" -> gradients.begin(tag, element);
            case "stop" -> gradients.stop(element);
            case "g" -> {
                inGroup = true;
                groupClasses = element.classes();
            }
            default -> shape(tag, element);
        }
    }

    private void end(String tag) {
        switch (tag) {
            case "defs" -> inDefinitions = false;
            case "linearGradient", "radialGradient" -> gradients.end();
            case "g" -> {
                inGroup = false;
                flush(groupClasses.contains("loose"));
                groupClasses = Set.of();
            }
            default -> {}
        }
    }

    private void root(SvgElement element) {
        element.data().forEach(facts::put);
        double[] box = element.numbers("viewBox", 4);
        viewBox = new Rectangle2D.Double(box[0], box[1], box[2], box[3]);
        if (viewBox.isEmpty()) {
            throw new IllegalArgumentException("viewBox has no area");
        }
    }

    private void shape(String tag, SvgElement element) {
        var shape = shapes.read(tag, element);
        if (inDefinitions) {
            return;
        }
        Set<String> classes = element.classes();
        String stroke = element.text("stroke", "none");
        boolean drawn = !stroke.equals("none");
        String paint = drawn ? stroke : element.text("fill", "none");
        group.add(
                new ShapeGroup.Mark(
                        shape,
                        ink(paint),
                        drawn ? element.number("stroke-width", 1) : 0,
                        element.number("opacity", 1),
                        classes.contains("grain"),
                        lights(
                                classes.contains("day") || groupClasses.contains("day"),
                                classes.contains("dark") || groupClasses.contains("dark"))));
        if (!inGroup) {
            flush(classes.contains("loose"));
        }
    }

    private void flush(boolean loose) {
        if (!group.isEmpty()) {
            parts.add(new ShapeGroup(group, loose));
            group.clear();
        }
    }

    private Ink ink(String paint) {
        return paint.startsWith("url(#") && paint.endsWith(")")
                ? gradients.named(paint.substring(5, paint.length() - 1))
                : new Ink.Flat(stylesheet.colour(paint));
    }

    private static Set<Light> lights(boolean day, boolean dark) {
        return day
                ? EnumSet.of(Light.DAY)
                : dark ? EnumSet.of(Light.DUSK, Light.NIGHT) : EnumSet.allOf(Light.class);
    }
}
