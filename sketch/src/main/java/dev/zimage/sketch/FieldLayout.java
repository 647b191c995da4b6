package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Style;
import dev.zimage.sketch.type.Align;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Type on a plain field beside large plain shapes, in the manner of the Swiss poster. A named
/// scene takes the place of the shapes.
final class FieldLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        int ground = ground(sheet);
        page.fill(page.whole(), ground);
        boolean brush = sheet.brief().styles().contains(Style.BRUSH);
        if (brush && sheet.scenery().isEmpty() && isShort(sheet.brief())) {
            return printInCircle(sheet, ground);
        }
        boolean beside = page.isWide();
        boolean first = sheet.layoutRandom().nextInt(3) > 0;
        Align align = !beside && sheet.layoutRandom().nextInt(4) == 0 ? Align.CENTER : Align.LEFT;
        double gap = page.margin();
        Rectangle2D inside = page.inside();
        double width = beside ? inside.getWidth() * 0.58 : inside.getWidth();
        double height = beside ? inside.getHeight() : inside.getHeight() * 0.62;
        TypeBlock block = TypeBlock.set(sheet.brief().texts(), sheet.style(), page, width, height);
        double vertical = beside ? sheet.layoutRandom().nextInt(3) * 0.5 : first ? 0 : 1;
        Rectangle2D column =
                new Rectangle2D.Double(
                        beside && !first ? inside.getMaxX() - width : inside.getX(),
                        inside.getY(),
                        width,
                        inside.getHeight());
        Rectangle2D box = block.place(column, align, vertical);
        Rectangle2D rest =
                beside ? besideOf(page, column, first, gap) : beyond(page, box, first, gap);
        if (sheet.scenery().isEmpty()) {
            new Shapes(sheet).paint(rest, ground);
        } else {
            sheet.paintSceneIn(rest);
        }
        page.grain(3, sheet.layoutRandom());
        return new TypePrinter(sheet).onFlat(block, box, align, ground);
    }

    private static boolean isShort(Brief brief) {
        return brief.texts().size() <= 2 && brief.texts().getFirst().words().length() <= 12;
    }

    private static Rectangle2D beyond(Page page, Rectangle2D box, boolean below, double gap) {
        double top = below ? box.getMaxY() + gap : 0;
        double bottom = below ? page.height() : box.getY() - gap;
        return new Rectangle2D.Double(0, top, page.width(), Math.max(1, bottom - top));
    }

    private static Rectangle2D besideOf(Page page, Rectangle2D column, boolean right, double gap) {
        double left = right ? column.getMaxX() + gap : 0;
        double end = right ? page.width() : column.getX() - gap;
        return new Rectangle2D.Double(left, 0, Math.max(1, end - left), page.height());
    }

    /// Brush type inside a circle that one stroke of a brush draws.
    private static List<PrintedText> printInCircle(LayoutContext sheet, int ground) {
        Page page = sheet.page();
        double u = page.shortSide();
        Rectangle2D middle =
                new Rectangle2D.Double(
                        page.width() / 2 - u * 0.27,
                        page.height() / 2 - u * 0.25,
                        u * 0.54,
                        u * 0.5);
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        middle.getWidth(),
                        middle.getHeight());
        new Shapes(sheet).circleStroke(page.width() / 2, page.height() / 2, u * 0.385, ground);
        page.grain(4, sheet.layoutRandom());
        Rectangle2D box = block.place(middle, Align.CENTER, 0.5);
        return new TypePrinter(sheet).onFlat(block, box, Align.CENTER, ground);
    }

    private static int ground(LayoutContext sheet) {
        int own = sheet.palette().background();
        return Contrast.ratio(sheet.inkOn(own), own) >= 7 ? own : sheet.paper();
    }
}
