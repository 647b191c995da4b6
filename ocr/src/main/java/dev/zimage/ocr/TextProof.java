package dev.zimage.ocr;

import dev.zimage.engine.onnx.Cancellation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// Proofreads a picture: reads it, compares it with the wanted texts, and looks again from nearer
/// and from farther for texts that it has not found. A text counts as exact when one look reads it
/// so.
public final class TextProof {

    /// How long the longer side of the picture is made for each look.
    private static final int[] SIDES = {TextReader.SIDE, 448, 1088};

    private TextProof() {}

    /// Says of each wanted text, in its order, what the picture has of it.
    public static List<ComparedText> of(
            BufferedImage picture, List<String> wanted, TextReader reader)
            throws InterruptedException {
        List<String> readable = wanted.stream().filter(reader::canRead).toList();
        List<ComparedText> best = new ArrayList<>();
        for (int side : SIDES) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped between two looks at a picture");
            }
            if (best.isEmpty() || best.stream().anyMatch(text -> !text.isExact())) {
                merge(
                        best,
                        TextComparison.of(
                                readable, reader.read(picture, side, new Cancellation())));
            }
        }
        return inOrder(wanted, readable, best);
    }

    private static void merge(List<ComparedText> best, List<ComparedText> newer) {
        if (best.isEmpty()) {
            best.addAll(newer);
            return;
        }
        for (int i = 0; i < best.size(); i++) {
            if (newer.get(i).errors() < best.get(i).errors()) {
                best.set(i, newer.get(i));
            }
        }
    }

    private static List<ComparedText> inOrder(
            List<String> wanted, List<String> readable, List<ComparedText> compared) {
        List<ComparedText> all = new ArrayList<>();
        int next = 0;
        for (String text : wanted) {
            boolean isRead = next < readable.size() && readable.get(next).equals(text);
            all.add(isRead ? compared.get(next++) : new ComparedText(text, null, 0));
        }
        return all;
    }
}
