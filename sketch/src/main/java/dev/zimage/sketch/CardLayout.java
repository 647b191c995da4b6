package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A card with the type lies on the scene.
final class CardLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        double pad = page.shortSide() * 0.085;
        Rectangle2D inside = page.inside();
        double width = inside.getWidth() * (page.isWide() ? 0.72 : 0.96) - 2 * pad;
        double height = inside.getHeight() * 0.86 - 2 * pad;
        boolean square = sheet.brief().texts().size() == 1;
        TypeBlock block =
                TypeBlock.set(
                        sheet.brief().texts(),
                        sheet.style(),
                        page,
                        width,
                        square ? Math.min(height, width) : height);
        double low = sheet.layoutRandom().nextInt(3) == 0 ? 0.86 : 0.5;
        Rectangle2D outer = Page.inset(inside, pad);
        Rectangle2D box = block.place(outer, Align.CENTER, low);
        Rectangle2D card = Page.inset(box, -pad);
        sheet.paintScene(card);
        page.grain(3, sheet.layoutRandom());
        int paper = sheet.layoutRandom().nextInt(4) == 0 ? sheet.palette().deep() : sheet.paper();
        paintCard(sheet, card, paper, sheet.layoutRandom().nextInt(4));
        return new TypePrinter(sheet).onFlat(block, box, Align.CENTER, paper);
    }

    private static void paintCard(LayoutContext sheet, Rectangle2D card, int paper, int variant) {
        Page page = sheet.page();
        double u = page.shortSide();
        Shape shape =
                switch (variant) {
                    case 0 -> Ornaments.rounded(card, u * 0.035);
                    case 1 -> Ornaments.ticket(card, u * 0.04);
                    default -> card;
                };
        Shape fallen =
                AffineTransform.getTranslateInstance(0, u * 0.012).createTransformedShape(shape);
        new SoftMask(page, fallen, u * 0.03)
                .lay(
                        page,
                        Contrast.mix(sheet.palette().deep(), 0, 0.4),
                        0.4,
                        SoftMask.Blend.COVER,
                        Page.inset(card, -u * 0.12));
        page.fill(shape, paper);
        Ornaments ornaments = new Ornaments(page);
        Graphics2D g = page.graphics();
        int line = Contrast.mix(paper, sheet.accentOn(paper), 0.85);
        switch (variant) {
            case 0 -> ornaments.corners(g, Page.inset(card, u * 0.032), line);
            case 1 ->
                    ornaments.outline(
                            g, Ornaments.ticket(Page.inset(card, u * 0.02), u * 0.04), line);
            case 2 -> ornaments.frame(g, Page.inset(card, u * 0.024), line, true);
            default -> ornaments.frame(g, Page.inset(card, u * 0.024), line, false);
        }
        g.dispose();
    }
}
