package dev.zimage.engine.safety;

import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.SessionException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;

/// Estimates how likely a picture is pornographic. The weights come with the program. Safe for use
/// by several threads; a call runs native code, so it belongs on a named platform thread.
public final class PictureClassifier implements AutoCloseable {

    private final Session session;

    private PictureClassifier(Session session) {
        this.session = session;
    }

    /// Loads the network, which takes some 30 MB of memory.
    ///
    /// @param threads that compute one picture
    /// @throws IOException when the weights are not whole
    /// @throws SessionException when the runtime refuses the network or has no memory for it
    public static PictureClassifier load(int threads) throws IOException {
        Graph graph = MobileNetGraph.write(QuantisedWeights.read());
        return new PictureClassifier(
                Session.load("safety", graph, RuntimeOptions.withThreads(threads)));
    }

    /// Looks at a picture of any size; transparency is ignored.
    ///
    /// @throws SessionException when the runtime fails, for example out of memory
    public Likelihoods classify(BufferedImage image) {
        int side = Thumbnail.SIDE;
        Input input = Input.of(Thumbnail.of(image), 1, 3, side, side);
        return Likelihoods.of(session.run(Map.of("image", input), new Cancellation()));
    }

    @Override
    public void close() {
        session.close();
    }
}
