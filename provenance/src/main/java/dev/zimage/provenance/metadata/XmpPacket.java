package dev.zimage.provenance.metadata;

import dev.zimage.provenance.SourceType;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// An XMP packet (ISO 16684-1) that names the digital source type and the program.
///
/// @param program that made the picture
/// @param created when, as XMP writes it; null to leave it out
/// @param label null for none
record XmpPacket(
        SourceType source, String program, @Nullable String created, @Nullable AigcLabel label) {

    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static final String TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/";

    byte[] bytes() {
        StringWriter packet = new StringWriter();
        packet.write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(packet);
            write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot be written", e);
        }
        packet.write("<?xpacket end=\"r\"?>");
        return packet.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("x", "xmpmeta", "adobe:ns:meta/");
        xml.writeNamespace("x", "adobe:ns:meta/");
        xml.writeStartElement("rdf", "RDF", RDF);
        xml.writeNamespace("rdf", RDF);
        xml.writeStartElement("rdf", "Description", RDF);
        xml.writeNamespace("xmp", XMP);
        xml.writeNamespace("Iptc4xmpExt", IPTC);
        xml.writeAttribute("rdf", RDF, "about", "");
        element(xml, "Iptc4xmpExt", IPTC, "DigitalSourceType", source.uri());
        element(xml, "xmp", XMP, "CreatorTool", program);
        if (created != null) {
            element(xml, "xmp", XMP, "CreateDate", created);
        }
        if (label != null) {
            xml.writeStartElement("TC260", "AIGC", TC260);
            xml.writeNamespace("TC260", TC260);
            xml.writeCharacters(label.json());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void element(
            XMLStreamWriter xml, String prefix, String namespace, String name, String value)
            throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
