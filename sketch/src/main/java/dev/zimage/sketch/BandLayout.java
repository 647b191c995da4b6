package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A band of colour runs across the scene and carries the type.
final class BandLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        Rectangle2D inside = page.inside();
        double pad = page.shortSide() * 0.06;
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        inside.getWidth(),
                        inside.getHeight() * 0.46);
        double low = sheet.layoutRandom().nextInt(3) == 0 ? 0.5 : 0.84;
        Rectangle2D box = block.place(Page.inset(inside, pad * 0.5), Align.CENTER, low);
        Rectangle2D band =
                new Rectangle2D.Double(
                        0, box.getY() - pad, page.width(), box.getHeight() + 2 * pad);
        sheet.paintScene(band);
        int ground = sheet.layoutRandom().nextBoolean() ? sheet.palette().deep() : sheet.paper();
        page.fill(band, ground);
        rules(sheet, band, ground);
        page.grain(3, sheet.layoutRandom());
        return new TypePrinter(sheet).onFlat(block, box, Align.CENTER, ground);
    }

    private static void rules(LayoutContext sheet, Rectangle2D band, int ground) {
        Page page = sheet.page();
        double line = page.hairline() * 2;
        double in = page.shortSide() * 0.016;
        Graphics2D g = page.graphics();
        g.setColor(new Color(sheet.accentOn(ground)));
        g.fill(new Rectangle2D.Double(0, band.getY() + in, page.width(), line));
        g.fill(new Rectangle2D.Double(0, band.getMaxY() - in - line, page.width(), line));
        g.dispose();
    }
}
