package dure.sheet;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A part as a stream of elements, by their local names: prefixes and the two namespaces of the format make no difference. */
final class XlsxXml implements AutoCloseable {
    /** A cell holds 32,767 letters at most. */
    private static final int LONGEST_TEXT = 100_000;

    private final XMLStreamReader reader;
    private final Runnable onEvent;

    /** @param onEvent told of every event: the parser has gone on, and keeps nothing of what was before */
    XlsxXml(XMLStreamReader reader, Runnable onEvent) {
        this.reader = reader;
        this.onEvent = onEvent;
    }

    /** On to the next element that begins; false at the end. */
    boolean nextElement() throws XMLStreamException {
        while (next()) {
            if (reader.isStartElement()) {
                return true;
            }
        }
        return false;
    }

    /** On to the next beginning or end of an element; false at the end of the part. */
    boolean nextTag() throws XMLStreamException {
        while (next()) {
            if (reader.isStartElement() || reader.isEndElement()) {
                return true;
            }
        }
        return false;
    }

    private boolean next() throws XMLStreamException {
        if (!reader.hasNext()) {
            return false;
        }
        var event = reader.next();
        onEvent.run();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("No part of a workbook has a DTD");
        }
        return true;
    }

    boolean begins() {
        return reader.isStartElement();
    }

    boolean is(String name) {
        return reader.getLocalName().equals(name);
    }

    String name() {
        return reader.getLocalName();
    }

    /** Empty where there is none. Prefixes make no difference: r:id is id, in either namespace. */
    String attribute(String name) {
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /** As {@link #attribute}, only one with a prefix: of a sheet, r:id and not sheetId or id. */
    String attributeWithPrefix(String name) {
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var namespace = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals(name) && namespace != null && !namespace.isEmpty()) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    boolean isTrue(String name) {
        var value = attribute(name);
        return value.equals("1") || value.equals("true");
    }

    int number(String name, int otherwise) {
        try {
            var written = attribute(name);
            return written.isEmpty() ? otherwise : Integer.parseInt(written);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** All that stands in the element that has just begun, but for what stands in elements of this name; ends at its end. */
    String textWithout(String leftOut) throws XMLStreamException {
        var text = new StringBuilder();
        var depth = 0;
        var out = 0;
        while (next()) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (out > 0 || is(leftOut)) {
                        out++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth-- == 0) {
                        return text.toString();
                    }
                    out = Math.max(0, out - 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (out == 0 && text.length() < LONGEST_TEXT) {
                        text.append(reader.getText());
                    }
                }
                default -> {}
            }
        }
        throw new XMLStreamException("The part ends within an element");
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
