package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Style;
import dev.zimage.sketch.type.Align;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A sheet of paper with the scene in a window and the type on the paper, as travel posters and
/// prints have it.
final class FrameLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        double edge = page.margin() * 0.8;
        Rectangle2D inside = Page.inset(page.whole(), edge);
        boolean above = sheet.layoutRandom().nextInt(3) == 0;
        int window = sheet.layoutRandom().nextInt(3);
        Align align = window == 0 && sheet.layoutRandom().nextBoolean() ? Align.LEFT : Align.CENTER;
        double share = page.isTall() ? 0.34 : page.isWide() ? 0.42 : 0.37;
        double room = inside.getHeight() * share;
        double gap = page.margin() * 0.7;
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        inside.getWidth() * 0.97,
                        room - gap);
        double taken = block.height() + gap;
        Rectangle2D scene =
                new Rectangle2D.Double(
                        inside.getX(),
                        inside.getY() + (above ? taken : 0),
                        inside.getWidth(),
                        inside.getHeight() - taken);
        Rectangle2D column =
                new Rectangle2D.Double(
                        inside.getX(),
                        above ? inside.getY() : scene.getMaxY() + gap,
                        inside.getWidth(),
                        block.height());
        int paper = paper(sheet);
        page.fill(page.whole(), paper);
        sheet.paintSceneIn(window(scene, above ? 0 : window, page.shortSide()));
        if (sheet.brief().styles().contains(Style.VINTAGE)) {
            Graphics2D g = page.graphics();
            new Ornaments(page)
                    .frame(g, Page.inset(page.whole(), edge * 0.45), sheet.accentOn(paper), false);
            g.dispose();
        }
        page.grain(3, sheet.layoutRandom());
        Rectangle2D box = block.place(column, align, 0);
        return new TypePrinter(sheet).onFlat(block, box, align, paper);
    }

    private static int paper(LayoutContext sheet) {
        int ground = sheet.palette().background();
        boolean own = sheet.layoutRandom().nextInt(3) > 0 || sheet.brief().ground() != null;
        return own && Contrast.ratio(sheet.inkOn(ground), ground) >= 6 ? ground : sheet.paper();
    }

    private static Shape window(Rectangle2D box, int kind, double u) {
        return switch (kind) {
            case 1 -> Ornaments.rounded(box, u * 0.03);
            case 2 -> arch(box);
            default -> box;
        };
    }

    /// A window with a round head.
    private static Shape arch(Rectangle2D box) {
        double rise = Math.min(box.getHeight() * 0.45, box.getWidth() / 2);
        Path2D path = new Path2D.Double();
        double k = 0.5523;
        double half = box.getWidth() / 2;
        path.moveTo(box.getX(), box.getMaxY());
        path.lineTo(box.getX(), box.getY() + rise);
        path.curveTo(
                box.getX(),
                box.getY() + rise * (1 - k),
                box.getX() + half * (1 - k),
                box.getY(),
                box.getCenterX(),
                box.getY());
        path.curveTo(
                box.getCenterX() + half * k,
                box.getY(),
                box.getMaxX(),
                box.getY() + rise * (1 - k),
                box.getMaxX(),
                box.getY() + rise);
        path.lineTo(box.getMaxX(), box.getMaxY());
        path.closePath();
        return path;
    }
}
