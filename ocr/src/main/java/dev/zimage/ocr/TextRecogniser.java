package dev.zimage.ocr;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Session;
import java.util.Map;

/// Reads a line with PP-OCR's recogniser, a network with connectionist temporal classification.
final class TextRecogniser implements AutoCloseable {

    private final Session session;
    private final CharacterSet characters;

    TextRecogniser(Session session, CharacterSet characters) {
        this.session = session;
        this.characters = characters;
    }

    CharacterSet characters() {
        return characters;
    }

    Reading read(Planes line, Cancellation cancellation) {
        return decoded(session.run(Map.of("x", line.input()), cancellation));
    }

    /// The likeliest class of each step; equal neighbours are one character, blanks none.
    private Reading decoded(float[] probabilities) {
        int classes = characters.size();
        StringBuilder text = new StringBuilder();
        double sum = 0;
        double weakest = 1;
        int count = 0;
        int last = CharacterSet.BLANK;
        for (int step = 0; step < probabilities.length / classes; step++) {
            int best = likeliest(probabilities, step * classes, classes);
            if (best != CharacterSet.BLANK && best != last) {
                text.append(characters.character(best));
                float probability = probabilities[step * classes + best];
                sum += probability;
                weakest = Math.min(weakest, probability);
                count++;
            }
            last = best;
        }
        return count == 0 ? Reading.NOTHING : new Reading(text.toString(), sum / count, weakest);
    }

    private static int likeliest(float[] probabilities, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (probabilities[from + i] > probabilities[from + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void close() {
        session.close();
    }
}
