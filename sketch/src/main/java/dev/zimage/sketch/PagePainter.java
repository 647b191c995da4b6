package dev.zimage.sketch;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.drawing.DrawingLibrary;
import dev.zimage.sketch.drawing.Grain;
import dev.zimage.sketch.drawing.Grid;
import dev.zimage.sketch.drawing.Host;
import dev.zimage.sketch.drawing.Picture;
import dev.zimage.sketch.prompt.Brief;
import java.awt.BasicStroke;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Paints a page by a layout's drawing, for which it sets the type and paints the scene.
final class PagePainter implements Host {

    private final LayoutContext sheet;
    private final Page page;
    private @Nullable TypeBlock block;
    private Rectangle2D box = new Rectangle2D.Double();
    private double align;
    private Backdrop behind = new Backdrop(0, 1, 0x808080);
    private final List<PrintedText> printed = new ArrayList<>();
    private @Nullable Boolean coloured;
    private Path2D letters = new Path2D.Float();

    PagePainter(LayoutContext sheet) {
        this.sheet = sheet;
        this.page = sheet.page();
    }

    /// @return what was set, for proofreading
    List<PrintedText> print(String layout) {
        paint("layouts/" + layout);
        return List.copyOf(printed);
    }

    @Override
    public Shape letters() {
        return letters;
    }

    private void paint(String drawing, double... values) {
        RandomGenerator random = sheet.layoutRandom();
        Picture picture =
                new Picture(
                        page.image(), null, sheet.palette(), Light.DAY, random, List.of(), this);
        DrawingLibrary.OF_PROGRAM.get(drawing).paint(picture, values);
    }

    @Override
    public void run(Step step) {
        switch (step.tag()) {
            case "type" -> block = set(step);
            case "place" -> place(step);
            case "scene" -> scene(step);
            case "soft" -> soft(step);
            case "behind" -> behind = Backdrop.behind(page, box(step));
            case "finish" -> Grain.over(page.image(), 4, sheet.layoutRandom().nextInt());
            default -> print(step);
        }
    }

    /// Sets all texts under each other, or the one that the step names.
    private TypeBlock set(Step step) {
        List<Brief.Text> texts = sheet.brief().texts();
        if (step.values().containsKey("text")) {
            String words = texts.get((int) step.number("text")).words();
            texts = List.of(new Brief.Text(words, Brief.Role.HEADLINE));
        }
        return TypeBlock.set(texts, sheet, step.number("width"), step.number("height"));
    }

    private void place(Step step) {
        align = step.number("align");
        box = Objects.requireNonNull(block).place(box(step), align, step.number("vertical"));
    }

    private void scene(Step step) {
        double[] clear = step.values().get("clear");
        Shape window = step.shape() == null ? page.whole() : step.shape();
        sheet.paintScene(window, clear == null ? null : box(clear));
    }

    private static Rectangle2D box(Step step) {
        double width = step.number("width");
        return box(step.number("x"), step.number("y"), width, step.number("height"));
    }

    private static Rectangle2D box(double... v) {
        return new Rectangle2D.Double(v[0], v[1], v[2], v[3]);
    }

    /// A shade or a glow of a shape, or of its outline.
    private void soft(Step step) {
        Shape shape = Objects.requireNonNull(step.shape());
        double line = step.number("line");
        Shape drawn = line > 0 ? new BasicStroke((float) line).createStrokedShape(shape) : shape;
        int reach = (int) step.number("reach");
        Rectangle within = shape.getBounds();
        within.grow(reach, reach);
        Grid.of(page.size().width(), page.size().height(), drawn, step.number("radius"))
                .lay(page.image(), within, (int) step.number("fill"), step.number("strength"));
    }

    /// Prints the texts in the inks that the step has, and an ornament below the headline.
    private void print(Step step) {
        TypeBlock set = Objects.requireNonNull(block);
        for (TypeBlock.Part part : set.parts()) {
            boolean headline = part.role() == Brief.Role.HEADLINE;
            double top = box.getY() + part.y();
            letters = part.text().outline(box.getX(), top, box.getWidth(), align);
            double size = part.text().size();
            double ink = step.number(headline ? "head" : "text");
            String how = headline ? sheet.style().treatment() : "flat";
            paint("layouts/treatments#" + how, size, ink, step.number("on"), step.number("accent"));
            printed.add(new PrintedText(letters, (int) ink, size));
        }
        if (!Double.isNaN(set.divide())) {
            double width = set.parts().getFirst().text().width();
            double x = box.getX() + align * (box.getWidth() - width);
            double y = box.getY() + set.divide();
            int ornament = sheet.style().ornament();
            paint("layouts/ornaments", ornament, x, y, width, align, step.number("accent"));
        }
    }

    /// Whether headlines on flat ground have a colour: one choice for all blocks of a page.
    private boolean coloured() {
        if (coloured == null) {
            coloured = sheet.layoutRandom().nextInt(3) > 0;
        }
        return coloured;
    }

    @Override
    public double value(String function, double[] a) {
        return switch (function) {
            case "boxX" -> box.getX();
            case "boxY" -> box.getY();
            case "boxW" -> box.getWidth();
            case "boxH" -> box.getHeight();
            case "blockH" -> Objects.requireNonNull(block).height();
            case "coloured" -> coloured() ? 1 : 0;
            case "worst" -> behind.worst((int) a[0]);
            case "cover" -> behind.cover((int) a[0], (int) a[1]);
            case "meanBehind" -> behind.mean();
            case "wishedInk" -> Objects.requireNonNullElse(sheet.brief().ink(), -1);
            case "wishedSmallInk" -> Objects.requireNonNullElse(sheet.brief().smallInk(), -1);
            case "neon" -> sheet.style().treatment().equals("neon") ? 1 : 0;
            case "texts" -> sheet.brief().texts().size();
            case "headline" -> sheet.brief().texts().getFirst().words().length();
            case "scenery" -> sheet.scenery().isEmpty() ? 0 : 1;
            case "wished" -> sheet.brief().ground() != null ? 1 : 0;
            case "brush" -> sheet.brief().is("brush") ? 1 : 0;
            case "vintage" -> sheet.brief().is("vintage") ? 1 : 0;
            default -> throw new IllegalArgumentException("unknown function " + function);
        };
    }
}
