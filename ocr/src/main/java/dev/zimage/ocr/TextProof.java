package dev.zimage.ocr;

import dev.zimage.engine.onnx.Cancellation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// Proofreads a picture: reads it, compares it with the wanted texts, and looks again at larger and
/// smaller scales for texts that it has not found. A text counts as exact when one look reads it
/// exactly, unless another look is more certain of a wrong character.
public final class TextProof {

    /// The look at the smaller scale has wider margins, for commas below their line.
    private static final List<Look> LOOKS =
            List.of(Look.USUAL, new Look(448, 2.2), new Look(1088, 1.6));

    private TextProof() {}

    /// Compares each wanted text with the picture; the results are in the order of the texts.
    public static List<ComparedText> of(
            BufferedImage picture, List<String> wanted, TextReader reader)
            throws InterruptedException {
        List<String> readable = wanted.stream().filter(reader::canRead).toList();
        List<TextLook> best = new ArrayList<>();
        for (Look look : LOOKS) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped between two looks at a picture");
            }
            if (best.isEmpty() || best.stream().anyMatch(TextLook::isOpen)) {
                merge(
                        best,
                        TextComparison.look(
                                readable, reader.read(picture, look, new Cancellation())));
            }
        }
        return inOrder(wanted, readable, best.stream().map(TextLook::text).toList());
    }

    private static void merge(List<TextLook> best, List<TextLook> newer) {
        if (best.isEmpty()) {
            best.addAll(newer);
            return;
        }
        for (int i = 0; i < best.size(); i++) {
            best.set(i, best.get(i).with(newer.get(i)));
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
