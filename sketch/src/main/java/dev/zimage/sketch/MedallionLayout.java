package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The scene in a round window on a plain page, the type beneath it or beside it.
final class MedallionLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        Rectangle2D inside = page.inside();
        boolean beside = page.isWide();
        boolean first = sheet.layoutRandom().nextBoolean();
        double gap = page.margin();
        double most = beside ? inside.getHeight() : inside.getWidth();
        double diameter =
                Math.min(most, (beside ? inside.getWidth() * 0.42 : inside.getHeight() * 0.52));
        Rectangle2D column =
                beside
                        ? new Rectangle2D.Double(
                                first ? inside.getX() + diameter + gap : inside.getX(),
                                inside.getY(),
                                inside.getWidth() - diameter - gap,
                                inside.getHeight())
                        : new Rectangle2D.Double(
                                inside.getX(),
                                inside.getY() + diameter + gap * 0.6,
                                inside.getWidth(),
                                inside.getHeight() - diameter - gap * 0.6);
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        column.getWidth(),
                        column.getHeight());
        Align align = beside ? Align.LEFT : Align.CENTER;
        double spare = beside ? 0 : (column.getHeight() - block.height()) / 3;
        double x =
                beside
                        ? (first ? inside.getX() : inside.getMaxX() - diameter)
                        : inside.getCenterX() - diameter / 2;
        double y = beside ? inside.getCenterY() - diameter / 2 : inside.getY() + spare;
        int ground = ground(sheet);
        page.fill(page.whole(), ground);
        Ellipse2D circle = new Ellipse2D.Double(x, y, diameter, diameter);
        sheet.paintSceneIn(circle);
        ring(sheet, circle, ground);
        page.grain(3, sheet.layoutRandom());
        Rectangle2D box = block.place(column, align, beside ? 0.5 : 0.62);
        return new TypePrinter(sheet).onFlat(block, box, align, ground);
    }

    private static int ground(LayoutContext sheet) {
        int own = sheet.palette().background();
        return Contrast.ratio(sheet.inkOn(own), own) >= 6 ? own : sheet.paper();
    }

    private static void ring(LayoutContext sheet, Ellipse2D circle, int ground) {
        Page page = sheet.page();
        double line = page.hairline();
        Graphics2D g = page.graphics();
        g.setColor(new Color(Contrast.mix(ground, sheet.accentOn(ground), 0.9)));
        g.setStroke(new BasicStroke((float) (line * 2)));
        double out = line * 6;
        g.draw(
                new Ellipse2D.Double(
                        circle.getX() - out,
                        circle.getY() - out,
                        circle.getWidth() + 2 * out,
                        circle.getHeight() + 2 * out));
        g.dispose();
    }
}
