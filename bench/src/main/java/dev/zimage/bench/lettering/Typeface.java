package dev.zimage.bench.lettering;

import dev.zimage.sketch.SketchEngine;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// A font of the sketch engine, used without its typesetting. All lengths are in ems.
final class Typeface {

    private final OpenTypeFont font;
    private final double unit;

    /// A character as it is drawn, its origin at (0, 0).
    record Letter(Shape outline, double advance) {}

    private Typeface(OpenTypeFont font) throws IOException {
        this.font = font;
        this.unit = 1.0 / font.getUnitsPerEm();
    }

    static Typeface read(String file) {
        try (InputStream in = SketchEngine.class.getResourceAsStream("fonts/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no font " + file);
            }
            return new Typeface(
                    new OTFParser(true).parse(new RandomAccessReadBuffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    boolean hasAll(String text) {
        return text.codePoints().filter(c -> c != ' ').allMatch(this::has);
    }

    private boolean has(int character) {
        try {
            return font.getUnicodeCmapLookup().getGlyphId(character) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Letter> letters(String text) {
        List<Letter> letters = new ArrayList<>();
        text.codePoints().forEach(character -> letters.add(letter(character)));
        return letters;
    }

    private Letter letter(int character) {
        try {
            int id = font.getUnicodeCmapLookup().getGlyphId(character);
            Path2D path = font.isPostScript() ? cubic(id) : quadratic(id);
            path.transform(AffineTransform.getScaleInstance(unit, -unit));
            path.setWindingRule(Path2D.WIND_NON_ZERO);
            return new Letter(path, font.getAdvanceWidth(id) * unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path2D cubic(int id) throws IOException {
        CFFFont compact = font.getCFF().getFont();
        int glyph = compact.getCharset().isCIDFont() ? compact.getCharset().getCIDForGID(id) : id;
        return (Path2D) compact.getType2CharString(glyph).getPath().clone();
    }

    private Path2D quadratic(int id) throws IOException {
        var data = font.getGlyph().getGlyph(id);
        return data == null ? new GeneralPath() : (Path2D) data.getPath().clone();
    }
}
