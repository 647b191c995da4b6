package dev.zimage.ocr;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.SessionException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads the text in a picture: English and Chinese, rotated or bent to some degree, in lines or in
/// columns. Safe for use by several threads; a call runs native code, so it belongs on a named
/// platform thread.
public final class TextReader implements AutoCloseable {

    private static final String FOLDER = "/models/";

    private static final double SURE = 0.5;
    private static final double UNCERTAIN = 0.85;
    private static final double WIDER = 1.25;

    private final TextDetector detector;
    private final TextRecogniser recogniser;

    private TextReader(TextDetector detector, TextRecogniser recogniser) {
        this.detector = detector;
        this.recogniser = recogniser;
    }

    /// Loads the networks, which take some 60 MB of memory.
    ///
    /// @param threads that compute one picture
    /// @throws IOException when a network is missing from the program
    /// @throws SessionException when the runtime refuses a network or has no memory for it
    public static TextReader load(int threads) throws IOException {
        RuntimeOptions runtime = RuntimeOptions.withThreads(threads);
        byte[] finding = resource("ch_PP-OCRv4_det_infer.onnx");
        byte[] reading = resource("ch_PP-OCRv4_rec_infer.onnx");
        CharacterSet characters;
        try (InputStream in = open("ppocr_keys_v1.txt")) {
            characters = CharacterSet.read(in);
        }
        TextDetector detector = new TextDetector(Session.load("text detector", finding, runtime));
        try {
            return new TextReader(
                    detector,
                    new TextRecogniser(
                            Session.load("text recogniser", reading, runtime), characters));
        } catch (SessionException e) {
            detector.close();
            throw e;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = TextReader.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IOException(name + " is missing from the program");
        }
        return in;
    }

    /// Whether the reader knows all characters of a text, and it has any.
    public boolean canRead(String text) {
        int[] folded = Folding.of(text);
        for (int character : folded) {
            if (!recogniser.characters().hasFolded(character)) {
                return false;
            }
        }
        return folded.length > 0;
    }

    /// The lines of a picture, in no particular order.
    ///
    /// @throws SessionException when the runtime fails, for example out of memory
    public List<ReadLine> read(BufferedImage image) {
        return read(image, Look.USUAL, new Cancellation());
    }

    List<ReadLine> read(BufferedImage image, Look look, Cancellation cancellation) {
        LineCrop crop = new LineCrop(Bitmap.of(image));
        List<ReadLine> lines = new ArrayList<>();
        for (TextRegion region : detector.find(image, look, cancellation)) {
            Reading reading = reading(crop, region, cancellation);
            if (!reading.text().isBlank() && reading.confidence() >= SURE) {
                lines.add(
                        new ReadLine(
                                reading.text(),
                                region.box(),
                                reading.confidence(),
                                reading.weakest()));
            }
        }
        return lines;
    }

    private Reading reading(LineCrop crop, TextRegion region, Cancellation cancellation) {
        Reading flat = line(crop, region.ribbon(), cancellation);
        return region.isColumn() ? column(crop, region.box(), flat, cancellation) : flat;
    }

    /// A line that is uncertain is read again wider: narrow letters that are doubled run together.
    private Reading line(LineCrop crop, Ribbon ribbon, Cancellation cancellation) {
        Reading reading = recogniser.read(crop.line(ribbon), cancellation);
        return reading.weakest() < UNCERTAIN
                ? reading.surer(recogniser.read(crop.line(ribbon, WIDER), cancellation))
                : reading;
    }

    /// A column has upright letters below one another, or it is a line that was turned.
    private Reading column(LineCrop crop, TextBox box, Reading flat, Cancellation cancellation) {
        Reading best = flat;
        int letters = (int) Math.round(box.thickness() / box.length());
        for (int count = Math.max(2, letters - 1); count <= letters + 1; count++) {
            best = best.better(recogniser.read(crop.column(box, count), cancellation));
        }
        Point down = box.across();
        best = best.better(recogniser.read(crop.line(turned(box, down)), cancellation));
        return best.better(recogniser.read(crop.line(turned(box, down.times(-1))), cancellation));
    }

    private static Ribbon turned(TextBox box, Point direction) {
        return Ribbon.of(
                new TextBox(
                        box.centre(),
                        direction,
                        /* length= */ box.thickness(),
                        /* thickness= */ box.length()));
    }

    @Override
    public void close() {
        detector.close();
        recogniser.close();
    }
}
