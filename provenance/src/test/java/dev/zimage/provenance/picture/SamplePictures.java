package dev.zimage.provenance.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Pictures for tests, from a seed: posters with flat grounds, and clouds of all sizes with the
/// noise of a sensor, whose spectrum is like a photograph's.
public final class SamplePictures {

    private SamplePictures() {}

    public static BufferedImage poster(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
        g.fillRect(0, 0, width, height);
        for (int i = 0; i < 7; i++) {
            g.setColor(colour(random));
            int side = random.nextInt(Math.min(width, height) / 2);
            g.fillOval(random.nextInt(width), random.nextInt(height), side, side);
        }
        g.setColor(colour(random));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, height / 6));
        g.drawString("OPEN LATE", width / 12, height / 3 + random.nextInt(height / 3));
        g.dispose();
        return image;
    }

    private static Color colour(Random random) {
        return new Color(30 + random.nextInt(200), 30 + random.nextInt(200), random.nextInt(256));
    }

    public static BufferedImage photo(int width, int height, long seed) {
        Random random = new Random(seed);
        double[] light = new double[width * height];
        int longSide = Math.max(width, height);
        for (int cells = 2; cells <= longSide / 2; cells *= 2) {
            cloud(light, width, height, (double) longSide / cells, 70 / Math.sqrt(cells), random);
        }
        double warmth = 0.8 + random.nextDouble() * 0.4;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 120 + light[y * width + x] + 2 * random.nextGaussian();
                int red = (int) Math.clamp(value * warmth, 0, 255);
                int green = (int) Math.clamp(value, 0, 255);
                int blue = (int) Math.clamp(value * (2 - warmth), 0, 255);
                row[x] = red << 16 | green << 8 | blue;
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    /// Adds random values at the corners of cells, blended between them.
    private static void cloud(
            double[] light, int width, int height, double cell, double strength, Random random) {
        int columns = (int) (width / cell) + 2;
        int rows = (int) (height / cell) + 2;
        double[] corners = random.doubles((long) columns * rows, -strength, strength).toArray();
        for (int row = 0; row < height; row++) {
            double y = row / cell;
            double down = smooth(y - (int) y);
            for (int column = 0; column < width; column++) {
                double x = column / cell;
                int at = ((int) y) * columns + (int) x;
                double right = smooth(x - (int) x);
                double above = corners[at] * (1 - right) + corners[at + 1] * right;
                double below =
                        corners[at + columns] * (1 - right) + corners[at + columns + 1] * right;
                light[row * width + column] += above * (1 - down) + below * down;
            }
        }
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
