package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Srgb;
import dev.zimage.sketch.drawing.Grid;
import dev.zimage.sketch.prompt.Brief;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints a block of type on the page, in inks that read on what lies there.
final class TypePrinter {

    /// A little more than readable, for what grain and encoding take away.
    private static final double WANTED = 5.2;

    private final LayoutContext sheet;
    private final PagePainter painter;

    /// Whether headlines on flat ground have a colour: one choice for all blocks of a page.
    private @Nullable Boolean coloured;

    TypePrinter(LayoutContext sheet, PagePainter painter) {
        this.sheet = sheet;
        this.painter = painter;
    }

    /// Prints on a flat ground.
    ///
    /// @param box where the block's ink goes
    /// @param ground the colour there
    List<PrintedText> onFlat(TypeBlock block, Rectangle2D box, double align, int ground) {
        int ink = sheet.inkOn(ground);
        int accent = sheet.accentOn(ground);
        if (coloured == null) {
            coloured = sheet.layoutRandom().nextInt(3) > 0;
        }
        return print(
                block,
                box,
                align,
                coloured ? accent : ink,
                sheet.textInkOn(ground),
                ground,
                accent);
    }

    /// Prints straight on the scene; darkens or lightens it where it has to.
    List<PrintedText> onScene(TypeBlock block, Rectangle2D box, double align) {
        Page page = sheet.page();
        double air = page.shortSide() * 0.03;
        Rectangle2D area = Page.inset(box, -air);
        Backdrop behind = Backdrop.behind(page, area);
        int light = Srgb.mix(sheet.palette().light(), 0xFFFFFF, 0.35);
        int deep = sheet.palette().deep();
        double lightCover = behind.cover(deep, light, WANTED);
        double deepCover = behind.cover(light, deep, WANTED);
        boolean useLight =
                sheet.style().treatment().equals("neon")
                        || (lightCover == deepCover
                                ? behind.worst(light) >= behind.worst(deep)
                                : lightCover < deepCover);
        double cover = useLight ? lightCover : deepCover;
        if (cover > 0) {
            scrim(area, useLight ? deep : light, Math.min(0.96, cover + 0.03));
        }
        int ink = useLight ? light : deep;
        Backdrop ground = Backdrop.behind(page, area);
        if (ground.worst(ink) < Contrast.READABLE) {
            ink = useLight ? 0xFFFFFF : 0x000000;
        }
        int head = ink;
        Integer wished = sheet.brief().ink();
        if (wished != null && ground.worst(wished) >= Contrast.READABLE) {
            head = wished;
        } else if (ground.worst(sheet.palette().accent()) >= WANTED
                && sheet.layoutRandom().nextInt(3) == 0) {
            head = sheet.palette().accent();
        }
        int accent = ground.worst(sheet.palette().accent()) >= 3 ? sheet.palette().accent() : ink;
        Integer small = sheet.brief().smallInk();
        int text = small != null && ground.worst(small) >= Contrast.READABLE ? small : ink;
        return print(block, box, align, head, text, ground.mean(), accent);
    }

    /// Shades the scene behind an area, with edges too soft to see; at the page's edges it runs
    /// out.
    private void scrim(Rectangle2D area, int colour, double strength) {
        Page page = sheet.page();
        double soft = page.shortSide() * 0.09;
        Rectangle2D shade =
                Grid.pastEdges(
                        Page.inset(area, -soft * 0.8),
                        page.width(),
                        page.height(),
                        page.shortSide() * 0.16,
                        soft * 3);
        page.soften(shade, soft, colour, strength, Page.inset(shade, -soft * 2));
    }

    private List<PrintedText> print(
            TypeBlock block,
            Rectangle2D box,
            double align,
            int head,
            int text,
            int ground,
            int accent) {
        Graphics2D g = sheet.page().graphics();
        List<PrintedText> printed = new ArrayList<>();
        for (TypeBlock.Part part : block.parts()) {
            Path2D path =
                    part.text().outline(box.getX(), box.getY() + part.y(), box.getWidth(), align);
            double size = part.text().size();
            int ink = text;
            if (part.role() == Brief.Role.HEADLINE) {
                ink = printHeadline(g, path, size, head, ground, accent);
            } else {
                fill(g, path, text);
            }
            printed.add(new PrintedText(path, ink, size));
        }
        if (!Double.isNaN(block.divide())) {
            painter.divide(block, box, align, accent);
        }
        g.dispose();
        return printed;
    }

    /// Prints the headline and returns its ink.
    private int printHeadline(
            Graphics2D g, Path2D path, double size, int ink, int ground, int accent) {
        boolean dark = Contrast.luminance(ground) < 0.16;
        if (sheet.style().treatment().equals("neon") && dark) {
            return neon(g, path, size, Srgb.mix(ink, 0xFFFFFF, 0.7), ground);
        }
        if (sheet.style().treatment().equals("drop")) {
            drop(g, path, size, ink, ground, accent);
        }
        fill(g, path, ink);
        return ink;
    }

    private static void fill(Graphics2D g, Path2D path, int ink) {
        g.setColor(new Color(ink));
        g.fill(path);
    }

    /// A second plate, a little off, as strong as the ink still reads on.
    private void drop(Graphics2D g, Path2D path, double size, int ink, int ground, int accent) {
        double offset = Math.max(1, size * 0.04);
        int second = Contrast.ratio(accent, ink) > 2 ? accent : sheet.palette().mid();
        int shade = strongest(ground, second, 0.8, ink);
        g.setColor(new Color(shade));
        g.fill(path.createTransformedShape(AffineTransform.getTranslateInstance(offset, offset)));
    }

    /// The most of a colour over the ground that leaves the ink readable.
    private static int strongest(int ground, int colour, double most, int ink) {
        for (double share = most; share > 0; share -= 0.04) {
            int mixed = Srgb.mix(ground, colour, share);
            if (Contrast.ratio(mixed, ink) >= Contrast.READABLE + 0.3) {
                return mixed;
            }
        }
        return ground;
    }

    /// Glass tubes: a wide glow, a near glow, a bright core. The glow stays dark enough for the
    /// core to read.
    private int neon(Graphics2D g, Path2D path, double size, int core, int ground) {
        Page page = sheet.page();
        int tube = Oklab.of(sheet.palette().accent()).withLightness(0.66).shown();
        int glow = strongest(0, tube, 0.9, core);
        Rectangle2D near = Page.inset(path.getBounds2D(), -size * 0.8);
        page.soften(path, Math.max(2, size * 0.34), Srgb.mix(ground, glow, 0.55), 1, near);
        page.soften(path, Math.max(2, size * 0.1), Srgb.mix(ground, glow, 0.7), 0.7, near);
        g.setColor(new Color(tube));
        g.setStroke(
                new BasicStroke(
                        (float) Math.max(0.6, size * 0.035),
                        BasicStroke.CAP_ROUND,
                        BasicStroke.JOIN_ROUND));
        g.draw(path);
        fill(g, path, core);
        return core;
    }
}
