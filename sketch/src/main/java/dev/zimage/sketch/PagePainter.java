package dev.zimage.sketch;

import dev.zimage.sketch.colour.Light;
import dev.zimage.sketch.drawing.DrawingLibrary;
import dev.zimage.sketch.drawing.Grain;
import dev.zimage.sketch.drawing.Host;
import dev.zimage.sketch.drawing.Picture;
import dev.zimage.sketch.prompt.Brief;
import java.awt.BasicStroke;
import java.awt.Shape;
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
    private final List<PrintedText> printed = new ArrayList<>();
    private @Nullable Boolean coloured;

    PagePainter(LayoutContext sheet) {
        this.sheet = sheet;
        this.page = sheet.page();
    }

    /// @return what was set, for proofreading
    List<PrintedText> print(String layout) {
        paint("layouts/" + layout);
        return List.copyOf(printed);
    }

    /// Whether headlines on flat ground have a colour: one choice for all blocks of a page.
    boolean coloured() {
        if (coloured == null) {
            coloured = sheet.layoutRandom().nextInt(3) > 0;
        }
        return coloured;
    }

    /// Paints the ornament between headline and text.
    void divide(TypeBlock set, Rectangle2D place, double side, int colour) {
        double width = set.parts().getFirst().text().width();
        double x = place.getX() + side * (place.getWidth() - width);
        double y = place.getY() + set.divide();
        paint("layouts/ornaments", sheet.style().ornament(), x, y, width, side, colour);
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
            default -> printType(step);
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
        double width = step.number("width");
        Rectangle2D column = box(step.number("x"), step.number("y"), width, step.number("height"));
        align = step.number("align");
        box = Objects.requireNonNull(block).place(column, align, step.number("vertical"));
    }

    private void scene(Step step) {
        double[] clear = step.values().get("clear");
        Shape window = step.shape() == null ? page.whole() : step.shape();
        sheet.paintScene(window, clear == null ? null : box(clear));
    }

    private static Rectangle2D box(double... v) {
        return new Rectangle2D.Double(v[0], v[1], v[2], v[3]);
    }

    /// A shade or a glow of a shape, or of its outline.
    private void soft(Step step) {
        Shape shape = Objects.requireNonNull(step.shape());
        double line = step.number("line");
        Shape drawn = line > 0 ? new BasicStroke((float) line).createStrokedShape(shape) : shape;
        Rectangle2D within = Page.inset(shape.getBounds2D(), -step.number("reach"));
        double strength = step.number("strength");
        page.soften(drawn, step.number("radius"), (int) step.number("fill"), strength, within);
    }

    private void printType(Step step) {
        Grain.over(page.image(), 4, sheet.layoutRandom().nextInt());
        TypeBlock set = Objects.requireNonNull(block);
        TypePrinter printer = new TypePrinter(sheet, this, set, box, align);
        boolean flat = step.values().containsKey("on");
        printed.addAll(flat ? printer.onFlat((int) step.number("on")) : printer.onScene());
    }

    @Override
    public double value(String function, double[] a) {
        return switch (function) {
            case "boxX" -> box.getX();
            case "boxY" -> box.getY();
            case "boxW" -> box.getWidth();
            case "boxH" -> box.getHeight();
            case "blockH" -> Objects.requireNonNull(block).height();
            case "inkOn" -> sheet.inkOn((int) a[0]);
            case "accentOn" -> sheet.accentOn((int) a[0]);
            case "texts" -> sheet.brief().texts().size();
            case "headline" -> sheet.brief().texts().getFirst().words().length();
            case "scenery" -> truth(!sheet.scenery().isEmpty());
            case "wished" -> truth(sheet.brief().ground() != null);
            case "brush" -> truth(sheet.brief().is("brush"));
            case "vintage" -> truth(sheet.brief().is("vintage"));
            default -> throw new IllegalArgumentException("unknown function " + function);
        };
    }

    private static double truth(boolean value) {
        return value ? 1 : 0;
    }
}
