import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.picture.PictureEncoder;
import dev.zimage.sketch.SketchEngine;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Makes the pictures that the classifier is tested with, all harmless: posters and scenes of the
/// sketch engine, and shapes. A JPEG gets a PNG of its pixels beside it, for `classify.cjs`.
///
///     java -cp <engine, sketch and their libraries> Pictures.java FOLDER
void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    try (SketchEngine engine = new SketchEngine()) {
        draw(engine, folder, "a lighthouse on a cliff at dusk", 320, 192, ImageFormat.PNG);
        draw(engine, folder, "a cat on a red sofa", 192, 320, ImageFormat.PNG);
        draw(engine, folder, "a poster that reads OPENING SOON", 256, 256, ImageFormat.JPEG);
        draw(engine, folder, "金色的灯笼，写着“新年快乐”", 512, 288, ImageFormat.JPEG);
        draw(engine, folder, "a bowl of peaches", 224, 224, ImageFormat.PNG);
        draw(engine, folder, "a mountain lake", 64, 64, ImageFormat.PNG);
    }
    write(shapes(240, 160, new Color(232, 190, 160), new Color(150, 95, 70)), folder, "skin-tones");
    write(shapes(160, 240, new Color(90, 150, 220), new Color(20, 40, 90)), folder, "blue-tones");
    write(noise(96, 128), folder, "noise");
    write(flat(32, 16), folder, "flat");
    write(flat(1, 1), folder, "one-pixel");
}

void draw(
        SketchEngine engine, Path folder, String prompt, int width, int height, ImageFormat format)
        throws Exception {
    ImageSize size = new ImageSize(width, height);
    BufferedImage drawn =
            engine.generate(new ImageRequest(prompt, size, 7), ProgressListener.NONE).pixels();
    byte[] bytes = PictureEncoder.encode(drawn, format);
    String name = "sketch-" + width + "x" + height;
    Path file = folder.resolve(name + "." + format.extension());
    Files.write(file, bytes);
    if (format == ImageFormat.JPEG) {
        write(ImageIO.read(file.toFile()), folder, name);
    }
}

BufferedImage shapes(int width, int height, Color light, Color dark) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, light, width, height, dark));
    pen.fillRect(0, 0, width, height);
    pen.setPaint(new GradientPaint(0, height, light.brighter(), width, 0, dark));
    pen.fill(new Ellipse2D.Double(width * 0.2, height * 0.15, width * 0.5, height * 0.6));
    pen.setColor(dark);
    pen.fill(new Ellipse2D.Double(width * 0.45, height * 0.45, width * 0.1, width * 0.1));
    pen.dispose();
    return image;
}

BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < width * height; i++) {
        image.setRGB(i % width, i / width, random.nextInt(0x1000000));
    }
    return image;
}

BufferedImage flat(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
        image.setRGB(i % width, i / width, 0x336699);
    }
    return image;
}

void write(BufferedImage image, Path folder, String name) throws IOException {
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
}
