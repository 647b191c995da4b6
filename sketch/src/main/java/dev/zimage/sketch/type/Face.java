package dev.zimage.sketch.type;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.KerningSubtable;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/// One font. All lengths are in ems, y grows downwards. Safe for use by several threads; outlines
/// that were handed out are not to be changed.
final class Face {

    private static final String FOLDER = "/dev/zimage/sketch/fonts/";
    private static final int CACHED_GLYPHS = 1500;
    private static final Map<String, Face> READ = new ConcurrentHashMap<>();

    private final String name;
    private final OpenTypeFont font;
    private final CmapLookup characters;
    private final @Nullable CFFFont compact;
    private final @Nullable KerningSubtable kerning;
    private final double unit;
    private final Map<Integer, Glyph> glyphs =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Glyph> eldest) {
                    return size() > CACHED_GLYPHS;
                }
            };

    /// A character as it is drawn, its origin at (0, 0).
    record Glyph(Path2D outline, Rectangle2D bounds, double advance) {}

    private Face(String name, OpenTypeFont font) throws IOException {
        this.name = name;
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.compact = font.isPostScript() ? font.getCFF().getFont() : null;
        this.kerning =
                font.getKerning() == null ? null : font.getKerning().getHorizontalKerningSubtable();
        this.unit = 1.0 / font.getUnitsPerEm();
    }

    /// A face from the fonts among the resources. Each is read when it is first asked for, and
    /// kept.
    static Face named(String name) {
        return READ.computeIfAbsent(name, Face::read);
    }

    private static Face read(String name) {
        try (InputStream otf = Face.class.getResourceAsStream(FOLDER + name + ".otf");
                InputStream ttf = Face.class.getResourceAsStream(FOLDER + name + ".ttf")) {
            byte[] file = Objects.requireNonNull(otf == null ? ttf : otf, name).readAllBytes();
            return new Face(name, new OTFParser(true).parse(new RandomAccessReadBuffer(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("font cannot be read: " + name, e);
        }
    }

    synchronized boolean has(int codePoint) {
        return characters.getGlyphId(codePoint) != 0;
    }

    /// What is added to the advance of `left` when `right` follows it.
    synchronized double kern(int left, int right) {
        int first = characters.getGlyphId(left);
        return kerning == null ? 0 : kerning.getKerning(first, characters.getGlyphId(right)) * unit;
    }

    synchronized Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::readGlyph);
    }

    private Glyph readGlyph(int codePoint) {
        int id = characters.getGlyphId(codePoint);
        try {
            GeneralPath path = compact == null ? quadratic(id) : cubic(compact, id);
            path.transform(AffineTransform.getScaleInstance(unit, -unit));
            path.setWindingRule(Path2D.WIND_NON_ZERO);
            return new Glyph(path, path.getBounds2D(), font.getAdvanceWidth(id) * unit);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private GeneralPath quadratic(int glyph) throws IOException {
        var data = font.getGlyph().getGlyph(glyph);
        return data == null ? new GeneralPath() : (GeneralPath) data.getPath().clone();
    }

    private static GeneralPath cubic(CFFFont compact, int glyph) throws IOException {
        int id =
                compact.getCharset().isCIDFont() ? compact.getCharset().getCIDForGID(glyph) : glyph;
        return (GeneralPath) compact.getType2CharString(id).getPath().clone();
    }
}
