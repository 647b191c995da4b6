package dev.zimage.sketch.drawing;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An element of a drawing's file. Attributes are taken out as they are read; what is left over is
/// unknown.
record Element(
        String tag,
        Map<String, String> attributes,
        List<Element> children,
        StringBuilder content,
        int line) {

    private static final XMLInputFactory XML = XMLInputFactory.newInstance();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    static Element read(String file, InputStream in) {
        Deque<Element> open = new ArrayDeque<>();
        open.push(new Element("", Map.of(), new ArrayList<>(), new StringBuilder(), 0));
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(in, "UTF-8");
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    Element element = started(xml, file.endsWith(".svg"));
                    open.element().children.add(element);
                    open.push(element);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.pop();
                } else if (event == XMLStreamConstants.CHARACTERS) {
                    open.element().content.append(xml.getText());
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new DrawingException(file, line, "not XML: " + e.getMessage(), e);
        }
        return open.element().children.getFirst();
    }

    private static Element started(XMLStreamReader xml, boolean svg) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            attributes.put(
                    xml.getAttributeLocalName(i), svg ? CssColours.expression(value) : value);
        }
        int line = xml.getLocation().getLineNumber();
        return new Element(
                xml.getLocalName(), attributes, new ArrayList<>(), new StringBuilder(), line);
    }

    @Nullable String optional(String name) {
        return attributes.remove(name);
    }

    /// @param otherwise the value if there is no such attribute; without it, that is an error
    String text(String name, String... otherwise) {
        String value = optional(name);
        if (value == null && otherwise.length == 0) {
            throw new IllegalArgumentException(tag + " needs the attribute " + name);
        }
        return value == null ? otherwise[0] : value;
    }

    /// The names in an attribute that lists them with spaces between.
    List<String> names(String name) {
        String value = text(name, "").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+", -1));
    }

    /// Takes the children of a kind out.
    List<Element> children(String kind) {
        List<Element> found = children.stream().filter(child -> child.tag.equals(kind)).toList();
        children.removeAll(found);
        return found;
    }

    /// @throws IllegalArgumentException when an attribute has not been read
    void allRead() {
        if (!attributes.isEmpty()) {
            throw new IllegalArgumentException(
                    tag + " has unknown attributes: " + String.join(", ", attributes.keySet()));
        }
    }
}
