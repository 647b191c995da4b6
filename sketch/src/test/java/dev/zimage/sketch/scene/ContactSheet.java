package dev.zimage.sketch.scene;

import dev.zimage.sketch.colour.Palette;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Paints prompts side by side, to be looked at: `ContactSheet FILE COLUMNS THUMB PROMPT…`. A
/// prompt may begin with options in braces, as `{9:16 top 7}`: the format, where type would stand,
/// the seed.
final class ContactSheet {

    private ContactSheet() {}

    static void main(String[] args) throws IOException {
        int columns = Integer.parseInt(args[1]);
        int thumb = Integer.parseInt(args[2]);
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            pictures.add(picture(args[i]));
        }
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage sheet =
                new BufferedImage(columns * thumb, rows * thumb, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage p = pictures.get(i);
            double scale = (thumb - 6.0) / Math.max(p.getWidth(), p.getHeight());
            g.drawImage(
                    p,
                    i % columns * thumb + 3,
                    i / columns * thumb + 3,
                    (int) (p.getWidth() * scale),
                    (int) (p.getHeight() * scale),
                    null);
        }
        g.dispose();
        ImageIO.write(sheet, "png", Path.of(args[0]).toFile());
    }

    private static BufferedImage picture(String spec) {
        String prompt = spec;
        String options = "";
        if (spec.startsWith("{")) {
            options = spec.substring(1, spec.indexOf('}'));
            prompt = spec.substring(spec.indexOf('}') + 1);
        }
        int w = 1024;
        int h = 1024;
        long seed = 1;
        String clear = "";
        for (String option : options.split(" ", -1)) {
            switch (option) {
                case "16:9" -> {
                    w = 1280;
                    h = 720;
                }
                case "9:16" -> {
                    w = 720;
                    h = 1280;
                }
                case "4:3" -> {
                    w = 1152;
                    h = 864;
                }
                case "3:4" -> {
                    w = 864;
                    h = 1152;
                }
                case "top", "bottom", "left", "right", "middle" -> clear = option;
                case "" -> {}
                default -> seed = Long.parseLong(option);
            }
        }
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Scenery scenery = Scenery.read(prompt);
        Palette palette =
                scenery.suggestedPalette(new SplittableRandom(seed))
                        .orElse(new Palette(0xF1E4CC, 0x23303F, 0x5F8F8B, 0xFFF7E6, 0xE2603A));
        Rectangle2D keep = area(clear, w, h);
        long start = System.nanoTime();
        scenery.paint(g, w, h, palette, new SplittableRandom(seed), keep);
        System.out.printf(
                "%4d ms %s %s%n", (System.nanoTime() - start) / 1_000_000, spec, scenery.names());
        g.dispose();
        return image;
    }

    private static @Nullable Rectangle2D area(String name, int w, int h) {
        return switch (name) {
            case "top" -> new Rectangle2D.Double(w * 0.08, h * 0.07, w * 0.84, h * 0.36);
            case "bottom" -> new Rectangle2D.Double(w * 0.08, h * 0.62, w * 0.84, h * 0.31);
            case "left" -> new Rectangle2D.Double(w * 0.06, h * 0.1, w * 0.44, h * 0.8);
            case "right" -> new Rectangle2D.Double(w * 0.5, h * 0.1, w * 0.44, h * 0.8);
            case "middle" -> new Rectangle2D.Double(w * 0.1, h * 0.3, w * 0.8, h * 0.36);
            default -> null;
        };
    }
}
