package dev.zimage.sketch.motif;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/// An element's attributes. One that the reader does not know is an error: it would change what a
/// browser shows and not what the engine paints.
record SvgElement(Map<String, String> attributes) {

    private static final Set<String> KNOWN =
            Set.of(
                    "viewBox",
                    "fill",
                    "stroke",
                    "stroke-width",
                    "stroke-linecap",
                    "stroke-linejoin",
                    "overflow",
                    "opacity",
                    "class",
                    "id",
                    "href",
                    "d",
                    "cx",
                    "cy",
                    "r",
                    "rx",
                    "ry",
                    "x",
                    "y",
                    "width",
                    "height",
                    "x1",
                    "y1",
                    "x2",
                    "y2",
                    "gradientUnits",
                    "offset",
                    "stop-color",
                    "stop-opacity");
    private static final Set<String> CLASSES = Set.of("grain", "loose", "day", "dark");
    private static final String DATA = "data-";

    static SvgElement of(XMLStreamReader xml) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (xml.getAttributePrefix(i).isEmpty()) {
                if (!KNOWN.contains(name) && !name.startsWith(DATA)) {
                    throw new IllegalArgumentException("attribute " + name + " is not supported");
                }
                attributes.put(name, xml.getAttributeValue(i));
            }
        }
        return new SvgElement(attributes);
    }

    String text(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("attribute " + name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return attributes.getOrDefault(name, otherwise);
    }

    double number(String name) {
        return numbers(name, 1)[0];
    }

    double number(String name, double otherwise) {
        return attributes.containsKey(name) ? number(name) : otherwise;
    }

    double[] numbers(String name, int count) {
        String[] words = text(name).strip().split("[\\s,]+", -1);
        double[] numbers = new double[words.length];
        try {
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Double.parseDouble(words[i]);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + text(name), e);
        }
        if (numbers.length != count) {
            throw new IllegalArgumentException(name + " has not " + count + " numbers");
        }
        return numbers;
    }

    Set<String> classes() {
        String classes = text("class", "").strip();
        Set<String> all = classes.isEmpty() ? Set.of() : Set.of(classes.split("\\s+", -1));
        for (String name : all) {
            if (!CLASSES.contains(name)) {
                throw new IllegalArgumentException("unknown class " + name);
            }
        }
        return all;
    }

    /// What the attributes `data-…` say, by their names without the prefix.
    Map<String, String> data() {
        Map<String, String> data = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(DATA)) {
                data.put(name.substring(DATA.length()), value);
            }
        });
        return data;
    }
}
