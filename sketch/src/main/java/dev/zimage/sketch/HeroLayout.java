package dev.zimage.sketch;

import dev.zimage.sketch.type.Align;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The scene fills the page, the type stands in its quiet part.
final class HeroLayout implements Layout {

    @Override
    public List<PrintedText> print(LayoutContext sheet) {
        Page page = sheet.page();
        Rectangle2D inside = page.inside();
        int variant = sheet.layoutRandom().nextInt(4);
        boolean aside = page.isWide() && variant < 2;
        Align align = aside || variant == 3 ? Align.LEFT : Align.CENTER;
        double vertical = aside ? 0.5 : variant == 2 ? 1 : 0;
        double width = aside ? inside.getWidth() * 0.56 : inside.getWidth();
        double height =
                aside
                        ? inside.getHeight() * 0.86
                        : inside.getHeight() * (page.isTall() ? 0.42 : 0.5);
        Rectangle2D column =
                new Rectangle2D.Double(
                        inside.getX(),
                        inside.getY() + (inside.getHeight() - height) * vertical,
                        width,
                        height);
        TypeBlock block = TypeBlock.set(sheet.brief().texts(), sheet.style(), page, width, height);
        Rectangle2D box = block.place(column, align, vertical);
        sheet.paintScene(Page.inset(box, -page.margin() * 0.5));
        page.grain(3, sheet.layoutRandom());
        return new TypePrinter(sheet).onScene(block, box, align);
    }
}
