package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.words.Motif;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One picture while it is painted: its pixels, its measures and colours, its motifs and its
/// randomness. Confined to one thread.
public final class Picture {

    /// The names that every drawing can use.
    static final DrawingTemplate NAMES =
            Objects.requireNonNull(DrawingLibrary.OF_PROGRAM.read("picture.xml").get(""));

    final Graphics2D graphics;
    final BufferedImage image;
    final RandomGenerator random;
    final int grainSeed;
    final List<Motif> named;
    final double[] globals = new double[NAMES.scope().size()];
    private final Set<String> names = new HashSet<>();
    private final @Nullable Rectangle2D keepClear;
    private final @Nullable Host host;

    /// @param image of `TYPE_INT_RGB`
    /// @param wanted an area, in pixels, that subjects stay out of
    /// @param named what the prompt names, in its order
    /// @param host for the elements that are not a drawing's own
    public Picture(
            BufferedImage image,
            @Nullable Rectangle2D wanted,
            Palette palette,
            Light light,
            RandomGenerator random,
            List<Motif> named,
            @Nullable Host host) {
        this.host = host;
        this.image = image;
        this.random = random;
        this.named = List.copyOf(named);
        named.forEach(motif -> names.addAll(List.of(motif.name(), motif.place())));
        this.graphics = smooth(image);
        Rectangle2D all = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
        Rectangle2D clear = wanted == null ? all : wanted.createIntersection(all);
        boolean kept = wanted != null && clear.getWidth() >= 1 && clear.getHeight() >= 1;
        this.keepClear = kept ? clear : null;
        NAMES.run(
                new Frame(this, globals),
                all.getWidth(),
                all.getHeight(),
                Expression.truth(kept),
                clear.getX(),
                clear.getY(),
                clear.getMaxX(),
                clear.getMaxY(),
                Expression.truth(light == Light.DAY),
                Expression.truth(light == Light.DUSK),
                Expression.truth(light == Light.NIGHT),
                palette.background(),
                palette.deep(),
                palette.mid(),
                palette.light(),
                palette.accent(),
                named.size(),
                (int) named.stream().filter(Motif::isSubject).count());
        this.grainSeed = random.nextInt();
    }

    /// A graphics of an image that draws edges smooth and lines where they are.
    public static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return g;
    }

    public @Nullable Rectangle2D keepClear() {
        return keepClear;
    }

    /// @throws IllegalStateException when the picture has no host
    Host host() {
        if (host == null) {
            throw new IllegalStateException("the drawing is a layout of pages");
        }
        return host;
    }

    /// Whether the prompt names one of these motifs, or one that belongs to one of these places.
    boolean names(Set<String> wanted) {
        return !Collections.disjoint(names, wanted);
    }
}
