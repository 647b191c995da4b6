package dev.zimage.sketch;

import dev.zimage.sketch.colour.Contrast;
import dev.zimage.sketch.colour.Oklab;
import dev.zimage.sketch.colour.Srgb;
import dev.zimage.sketch.drawing.Grid;
import dev.zimage.sketch.prompt.Brief;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Prints a block of type on the page, in inks that read on what lies there.
///
/// @param box where the block's ink goes
/// @param align 0 on the left, 1 on the right
record TypePrinter(
        LayoutContext sheet, PagePainter painter, TypeBlock block, Rectangle2D box, double align) {

    /// A little more than readable, for what grain and encoding take away.
    private static final double WANTED = 5.2;

    /// @param ground what they are printed on
    private record Inks(int head, int text, int ground, int accent) {}

    /// Prints on a flat ground.
    List<PrintedText> onFlat(int ground) {
        int ink = sheet.inkOn(ground);
        int accent = sheet.accentOn(ground);
        return print(
                new Inks(
                        painter.coloured() ? accent : ink,
                        sheet.textInkOn(ground),
                        ground,
                        accent));
    }

    /// Prints straight on the scene; darkens or lightens it where it has to.
    List<PrintedText> onScene() {
        Rectangle2D area = Page.inset(box, -sheet.page().shortSide() * 0.03);
        Backdrop behind = Backdrop.behind(sheet.page(), area);
        int light = Srgb.mix(sheet.palette().light(), 0xFFFFFF, 0.35);
        int deep = sheet.palette().deep();
        double lightCover = behind.cover(deep, light, WANTED);
        double deepCover = behind.cover(light, deep, WANTED);
        boolean lighter =
                lightCover == deepCover
                        ? behind.worst(light) >= behind.worst(deep)
                        : lightCover < deepCover;
        boolean useLight = lighter || sheet.style().treatment().equals("neon");
        double cover = useLight ? lightCover : deepCover;
        if (cover > 0) {
            scrim(area, useLight ? deep : light, Math.min(0.96, cover + 0.03));
        }
        Backdrop ground = Backdrop.behind(sheet.page(), area);
        int ink = useLight ? light : deep;
        if (ground.worst(ink) < Contrast.READABLE) {
            ink = useLight ? 0xFFFFFF : 0x000000;
        }
        int accent = sheet.palette().accent();
        int head = ink;
        Integer wished = sheet.brief().ink();
        if (wished != null && ground.worst(wished) >= Contrast.READABLE) {
            head = wished;
        } else if (ground.worst(accent) >= WANTED && sheet.layoutRandom().nextInt(3) == 0) {
            head = accent;
        }
        Integer small = sheet.brief().smallInk();
        int text = small != null && ground.worst(small) >= Contrast.READABLE ? small : ink;
        return print(new Inks(head, text, ground.mean(), ground.worst(accent) >= 3 ? accent : ink));
    }

    /// Shades the scene behind an area, with edges too soft to see; at the page's edges it runs
    /// out.
    private void scrim(Rectangle2D area, int colour, double strength) {
        Page page = sheet.page();
        double unit = page.shortSide();
        double soft = unit * 0.09;
        Rectangle2D wide = Page.inset(area, -soft * 0.8);
        Rectangle2D shade =
                Grid.pastEdges(wide, page.width(), page.height(), unit * 0.16, soft * 3);
        page.soften(shade, soft, colour, strength, Page.inset(shade, -soft * 2));
    }

    private List<PrintedText> print(Inks inks) {
        Graphics2D g = sheet.page().graphics();
        List<PrintedText> printed = new ArrayList<>();
        for (TypeBlock.Part part : block.parts()) {
            double top = box.getY() + part.y();
            Path2D path = part.text().outline(box.getX(), top, box.getWidth(), align);
            double size = part.text().size();
            boolean headline = part.role() == Brief.Role.HEADLINE;
            int ink = headline ? headline(g, path, size, inks) : fill(g, path, inks.text);
            printed.add(new PrintedText(path, ink, size));
        }
        if (!Double.isNaN(block.divide())) {
            painter.divide(block, box, align, inks.accent);
        }
        g.dispose();
        return printed;
    }

    /// Prints the headline and returns its ink.
    private int headline(Graphics2D g, Path2D path, double size, Inks inks) {
        boolean dark = Contrast.luminance(inks.ground) < 0.16;
        if (sheet.style().treatment().equals("neon") && dark) {
            return neon(g, path, size, Srgb.mix(inks.head, 0xFFFFFF, 0.7), inks.ground);
        }
        if (sheet.style().treatment().equals("drop")) {
            drop(g, path, size, inks);
        }
        return fill(g, path, inks.head);
    }

    private static int fill(Graphics2D g, Shape shape, int ink) {
        g.setColor(new Color(ink));
        g.fill(shape);
        return ink;
    }

    /// A second plate, a little off, as strong as the ink still reads on.
    private void drop(Graphics2D g, Path2D path, double size, Inks inks) {
        double offset = Math.max(1, size * 0.04);
        boolean plain = Contrast.ratio(inks.accent, inks.head) > 2;
        int second = plain ? inks.accent : sheet.palette().mid();
        int shade = strongest(inks.ground, second, 0.8, inks.head);
        AffineTransform moved = AffineTransform.getTranslateInstance(offset, offset);
        fill(g, path.createTransformedShape(moved), shade);
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
        float line = (float) Math.max(0.6, size * 0.035);
        g.setStroke(new BasicStroke(line, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        return fill(g, path, core);
    }
}
