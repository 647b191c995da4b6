package dev.zimage.ocr;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Session;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/// Finds lines of text with PP-OCR's detector, a network with differentiable binarisation.
final class TextDetector implements AutoCloseable {

    /// What the network takes: sides that it can halve five times.
    private static final int STEP = 32;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final Session session;

    TextDetector(Session session) {
        this.session = session;
    }

    /// The lines of a picture, in its own pixels.
    List<TextRegion> find(BufferedImage image, Look look, Cancellation cancellation) {
        double scale = (double) look.side() / Math.max(image.getWidth(), image.getHeight());
        int width = steps(image.getWidth() * scale);
        int height = steps(image.getHeight() * scale);
        Planes planes = planes(Bitmap.of(Bitmap.scaled(image, width, height)));
        float[] values = session.run(Map.of("x", planes.input()), cancellation);
        double across = (double) image.getWidth() / width;
        double down = (double) image.getHeight() / height;
        return new RegionFinder(
                        new ProbabilityMap(values, width, height), across, down, look.growth())
                .find();
    }

    private static int steps(double length) {
        return Math.max(1, (int) Math.round(length / STEP)) * STEP;
    }

    /// The means are for the channels in the order blue, green, red, in which the network was
    /// trained.
    private static Planes planes(Bitmap bitmap) {
        Planes planes = new Planes(bitmap.width(), bitmap.height());
        for (int y = 0; y < bitmap.height(); y++) {
            for (int x = 0; x < bitmap.width(); x++) {
                int pixel = bitmap.pixels()[y * bitmap.width() + x];
                planes.set(
                        x,
                        y,
                        normal(pixel >> 16 & 0xff, 2),
                        normal(pixel >> 8 & 0xff, 1),
                        normal(pixel & 0xff, 0));
            }
        }
        return planes;
    }

    private static float normal(int level, int channel) {
        return (level / 255f - MEAN[channel]) / DEVIATION[channel];
    }

    @Override
    public void close() {
        session.close();
    }
}
