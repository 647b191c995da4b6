package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A lit sign: the type inside a tube that runs round it, on a dark wall.
final class SignLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        Rectangle2D inside = page.inside();
        double pad = page.shortSide() * 0.1;
        Rectangle2D column = Page.inset(inside, pad);
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        column.getWidth(),
                        Math.min(column.getHeight(), column.getWidth()));
        Rectangle2D box = block.place(column, Align.CENTER, 0.5);
        int wall = Oklch.of(sheet.palette().deep()).withLightness(0.17).rgb();
        if (sheet.scenery().isEmpty()) {
            bricks(sheet, wall);
        } else {
            sheet.paintScene(Page.inset(box, -pad));
            page.veil(wall, 0.62);
        }
        page.grain(4, sheet.layoutRandom());
        tube(sheet, Page.inset(box, -pad * 0.8));
        return new TypePrinter(sheet).onScene(block, box, Align.CENTER);
    }

    private static void bricks(LayoutContext sheet, int wall) {
        Page page = sheet.page();
        page.fill(page.whole(), Contrast.mix(wall, 0, 0.35));
        double h = page.shortSide() * 0.052;
        double w = h * 2.6;
        double joint = h * 0.09;
        Graphics2D g = page.graphics();
        int row = 0;
        for (double y = -h * 0.3; y < page.height(); y += h) {
            double from = row++ % 2 == 0 ? 0 : -w / 2;
            for (double x = from; x < page.width(); x += w) {
                double shade = sheet.layoutRandom().nextDouble(0, 0.10);
                g.setColor(new Color(Contrast.mix(wall, sheet.palette().mid(), shade)));
                g.fill(new Rectangle2D.Double(x, y, w - joint, h - joint));
            }
        }
        g.dispose();
    }

    private static void tube(LayoutContext sheet, Rectangle2D box) {
        Page page = sheet.page();
        double u = page.shortSide();
        int glow = Oklch.of(sheet.palette().mid()).withLightness(0.68).withChroma(0.2).rgb();
        Rectangle2D lit = Page.inset(box, -u * 0.14);
        Shape path = Ornaments.rounded(box, u * 0.05);
        Shape line =
                new BasicStroke(
                                (float) Math.max(1, u * 0.0085),
                                BasicStroke.CAP_ROUND,
                                BasicStroke.JOIN_ROUND)
                        .createStrokedShape(path);
        new SoftMask(page, line, u * 0.05).lay(page, glow, 1.6, SoftMask.Blend.SCREEN, lit);
        new SoftMask(page, line, u * 0.012).lay(page, glow, 0.9, SoftMask.Blend.SCREEN, lit);
        page.fill(line, Contrast.mix(glow, 0xFFFFFF, 0.72));
    }
}
