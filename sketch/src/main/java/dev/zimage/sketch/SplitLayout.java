package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The page is cut in two: here the scene, there a plain field with the type.
final class SplitLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        boolean beside = page.isWide();
        int edge = sheet.layoutRandom().nextInt(3);
        boolean typeFirst = sheet.layoutRandom().nextBoolean();
        Align align = sheet.layoutRandom().nextInt(3) == 0 ? Align.CENTER : Align.LEFT;
        double part = beside ? 0.54 : sheet.brief().texts().size() > 1 ? 0.5 : 0.46;
        double length = beside ? page.width() : page.height();
        double bulge = edge == 0 ? 0 : length * 0.05;
        Rectangle2D field = field(page, beside, typeFirst, part);
        Rectangle2D column = column(page, field, beside, typeFirst, bulge);
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        column.getWidth(),
                        column.getHeight());
        double vertical = 0.5;
        Rectangle2D box = block.place(column, align, vertical);
        int ground = sheet.layoutRandom().nextInt(3) == 0 ? sheet.paper() : fieldColour(sheet);
        sheet.paintSceneIn(sceneBox(page, beside, typeFirst, part, bulge));
        page.fill(fieldShape(page, beside, typeFirst, part, edge, bulge), ground);
        page.grain(3, sheet.layoutRandom());
        return new TypePrinter(sheet).onFlat(block, box, align, ground);
    }

    /// A plain field may be the page's own colour, as long as ink reads on it.
    private static int fieldColour(LayoutContext sheet) {
        int ground = sheet.palette().background();
        int ink = sheet.inkOn(ground);
        return Contrast.ratio(ink, ground) >= 6 ? ground : sheet.paper();
    }

    private static Rectangle2D field(Page page, boolean beside, boolean first, double part) {
        double w = beside ? page.width() * part : page.width();
        double h = beside ? page.height() : page.height() * part;
        return new Rectangle2D.Double(
                first || !beside ? 0 : page.width() - w,
                first || beside ? 0 : page.height() - h,
                w,
                h);
    }

    private static Rectangle2D column(
            Page page, Rectangle2D field, boolean beside, boolean first, double bulge) {
        double m = page.margin() * 1.1;
        double cutWidth = beside ? bulge : 0;
        double cutHeight = beside ? 0 : bulge;
        return new Rectangle2D.Double(
                field.getX() + m + (first ? 0 : cutWidth),
                field.getY() + m + (first ? 0 : cutHeight),
                Math.max(4, field.getWidth() - 2 * m - cutWidth),
                Math.max(4, field.getHeight() - 2 * m - cutHeight));
    }

    private static Rectangle2D sceneBox(
            Page page, boolean beside, boolean typeFirst, double part, double bulge) {
        double w = beside ? page.width() * (1 - part) + bulge * 2 : page.width();
        double h = beside ? page.height() : page.height() * (1 - part) + bulge * 2;
        return new Rectangle2D.Double(
                beside && typeFirst ? page.width() - w : 0,
                !beside && typeFirst ? page.height() - h : 0,
                w,
                h);
    }

    /// The field with its edge: straight, aslant or bulging.
    private static Shape fieldShape(
            Page page, boolean beside, boolean first, double part, int edge, double bulge) {
        double length = beside ? page.width() : page.height();
        double across = beside ? page.height() : page.width();
        double at = first ? length * part : length * (1 - part);
        double near = edge == 1 ? at - bulge : at;
        double far = edge == 1 ? at + bulge : at;
        double start = first ? 0 : length;
        Path2D shape = new Path2D.Double();
        move(shape, start, 0, beside, true);
        move(shape, near, 0, beside, false);
        if (edge == 2) {
            double out = first ? bulge * 2 : -bulge * 2;
            curve(shape, near + out, across * 0.33, far + out, across * 0.67, far, across, beside);
        } else {
            move(shape, far, across, beside, false);
        }
        move(shape, start, across, beside, false);
        shape.closePath();
        return shape;
    }

    private static void move(
            Path2D shape, double along, double across, boolean beside, boolean up) {
        double x = beside ? along : across;
        double y = beside ? across : along;
        if (up) {
            shape.moveTo(x, y);
        } else {
            shape.lineTo(x, y);
        }
    }

    private static void curve(
            Path2D s,
            double a1,
            double c1,
            double a2,
            double c2,
            double a,
            double c,
            boolean beside) {
        if (beside) {
            s.curveTo(a1, c1, a2, c2, a, c);
        } else {
            s.curveTo(c1, a1, c2, a2, c, a);
        }
    }
}
