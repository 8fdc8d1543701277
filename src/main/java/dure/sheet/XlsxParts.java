package dure.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of an Office Open XML package, by their names and by what refers to them. What a part says of its own size is
 * not believed: the bytes are counted while they are unpacked. There are no DTDs and no entities in such files.
 */
final class XlsxParts implements AutoCloseable {
    /** Below this nobody is hurt, and a sheet of one repeated value packs very well. */
    private static final long RATIO_MATTERS_FROM = 5_000_000;

    /** Of one text or tag; a cell holds 32,767 letters at most, and the parser keeps a piece whole. */
    private static final long LONGEST_PIECE = 4_000_000;

    private static final XMLInputFactory XML = parser();

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
    private final Limits limits;
    private long inflated;

    XlsxParts(byte[] content, Limits limits) throws IOException, Unreadable {
        this.limits = limits;
        this.zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get();
        for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (parts.size() >= limits.parts()) {
                throw new Unreadable("bomb");
            }
            parts.putIfAbsent(key(entry.getName()), entry);
        }
    }

    private static XMLInputFactory parser() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("No part refers to anything outside");
        });
        return factory;
    }

    /** Names of parts are alike whatever the case of their letters; some programs write backslashes. */
    private static String key(String name) {
        var plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    boolean has(String name) {
        return parts.containsKey(key(name));
    }

    boolean hasAnyEndingWith(String end) {
        return parts.keySet().stream().anyMatch(name -> name.endsWith(end));
    }

    XlsxXml open(String name) throws IOException, XMLStreamException {
        var entry = parts.get(key(name));
        if (entry == null) {
            throw new IOException("There is no part " + name);
        }
        var counted = new Counted(zip.getInputStream(entry), entry);
        return new XlsxXml(XML.createXMLStreamReader(counted), counted::breathe);
    }

    /** What a part refers to: relation's id, and the last word of its kind, to the name of the other part. */
    Relations relations(String part) throws IOException, XMLStreamException {
        var slash = part.lastIndexOf('/');
        var name = part.substring(0, slash + 1) + "_rels/" + part.substring(slash + 1) + ".rels";
        var byId = new HashMap<String, String>();
        var byKind = new HashMap<String, String>();
        if (has(name)) {
            try (var xml = open(name)) {
                while (xml.nextElement()) {
                    if (xml.is("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
                        var target = target(part, xml.attribute("Target"));
                        byId.putIfAbsent(xml.attribute("Id"), target);
                        // The last word is the same in the transitional and in the strict form.
                        var kind = xml.attribute("Type");
                        byKind.putIfAbsent(kind.substring(kind.lastIndexOf('/') + 1), target);
                    }
                }
            }
        }
        return new Relations(byId, byKind);
    }

    /** Absolute (/xl/worksheets/sheet1.xml) or seen from the part that refers to it. */
    private static String target(String part, String target) throws IOException {
        try {
            var resolved = URI.create("/" + part.replace(" ", "%20")).resolve(target.replace(" ", "%20"));
            return resolved.getPath().substring(1);
        } catch (IllegalArgumentException | NullPointerException | StringIndexOutOfBoundsException e) {
            throw new IOException("A part refers to " + target, e);
        }
    }

    record Relations(Map<String, String> byId, Map<String, String> byKind) {
        Optional<String> id(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        Optional<String> kind(String kind) {
            return Optional.ofNullable(byKind.get(kind));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A file that unpacks to more than it should. */
    static final class Bomb extends IOException {
        Bomb() {
            super("bomb");
        }
    }

    private final class Counted extends FilterInputStream {
        private final long packed;
        private long one;
        private long sinceEvent;

        Counted(InputStream in, ZipArchiveEntry entry) {
            super(in);
            this.packed = Math.max(1, entry.getCompressedSize());
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        /** Another event of the XML has come: what was read before is no single text. */
        void breathe() {
            sinceEvent = 0;
        }

        private void count(int bytes) throws Bomb {
            sinceEvent += bytes;
            if (sinceEvent > LONGEST_PIECE) {
                throw new Bomb();
            }
            one += bytes;
            inflated += bytes;
            if (inflated > limits.inflated() || (one > RATIO_MATTERS_FROM && one / packed > limits.ratio())) {
                throw new Bomb();
            }
        }
    }
}
