package dev.zimage.sketch.drawing;

import dev.zimage.sketch.colour.ColourRole;
import dev.zimage.sketch.colour.SceneColours;
import dev.zimage.sketch.words.Motif;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One picture while it is painted: its pixels, its layout, its colours, its motifs and its
/// randomness. Confined to one thread.
public final class Picture {

    private static final List<String> MEASURES =
            List.of(
                    "w",
                    "h",
                    "unit",
                    "horizon",
                    "ground",
                    "skyline",
                    "focusX",
                    "focusY",
                    "focusW",
                    "focusH",
                    "focusRight",
                    "focusBottom",
                    "midX",
                    "midY",
                    "clear",
                    "day",
                    "dusk",
                    "night",
                    "named",
                    "subjects",
                    "pi",
                    "lampX",
                    "lampY",
                    "lampR");

    /// The names that every drawing can use: measures, then the colours' roles as `skyTop`.
    static final List<String> GLOBALS = globalNames();

    final double[] globals = new double[GLOBALS.size()];
    final Graphics2D graphics;
    final int[] pixels;
    final SceneLayout layout;
    final SceneColours colours;
    final RandomGenerator random;
    final int grainSeed;
    final List<Motif> named;
    private final Set<String> names;
    private final @Nullable Host host;

    /// @param graphics paints on the pixels
    /// @param pixels row by row, `0xRRGGBB`
    /// @param named what the prompt names, in its order
    /// @param host for the elements that are not a drawing's own
    public Picture(
            Graphics2D graphics,
            int[] pixels,
            SceneLayout layout,
            SceneColours colours,
            RandomGenerator random,
            List<Motif> named,
            @Nullable Host host) {
        this.host = host;
        this.graphics = graphics;
        this.pixels = pixels;
        this.layout = layout;
        this.colours = colours;
        this.random = random;
        this.named = List.copyOf(named);
        this.names =
                named.stream()
                        .flatMap(motif -> Stream.of(motif.name(), motif.place()))
                        .collect(Collectors.toUnmodifiableSet());
        this.grainSeed = random.nextInt();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        setGlobals();
    }

    private static List<String> globalNames() {
        List<String> names = new ArrayList<>(MEASURES);
        for (ColourRole role : ColourRole.values()) {
            names.add(role.variable());
        }
        return List.copyOf(names);
    }

    private void setGlobals() {
        var focus = layout.focus();
        double[] measures = {
            layout.width(),
            layout.height(),
            layout.unit(),
            layout.horizon(),
            layout.ground(),
            layout.skyline(),
            focus.getX(),
            focus.getY(),
            focus.getWidth(),
            focus.getHeight(),
            focus.getMaxX(),
            focus.getMaxY(),
            focus.getCenterX(),
            focus.getCenterY(),
            Expression.truth(layout.keepClear() != null),
            light("DAY"),
            light("DUSK"),
            light("NIGHT"),
            named.size(),
            named.stream().filter(Motif::isSubject).count(),
            Math.PI,
            0,
            0,
            0
        };
        System.arraycopy(measures, 0, globals, 0, measures.length);
        int at = measures.length;
        for (ColourRole role : ColourRole.values()) {
            globals[at++] = colours.rgb(role);
        }
    }

    private double light(String name) {
        return Expression.truth(colours.light().name().equals(name));
    }

    int width() {
        return (int) layout.width();
    }

    int height() {
        return (int) layout.height();
    }

    double unit() {
        return layout.unit();
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
