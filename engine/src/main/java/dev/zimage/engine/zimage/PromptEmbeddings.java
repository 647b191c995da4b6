package dev.zimage.engine.zimage;

import dev.zimage.engine.graph.TextEncoder;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.text.PromptTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Embeddings of prompts by the text encoder. The last few are cached, so that another picture of
/// the same prompt costs nothing here. One prompt is encoded at a time.
final class PromptEmbeddings implements AutoCloseable {

    /// A prompt of the published model has at most 5 MB of states.
    private static final int REMEMBERED = 16;

    /// Loads the text encoder.
    @FunctionalInterface
    interface Loading {
        TextEncoder load() throws IOException;
    }

    private final PromptTokenizer tokenizer;
    private final Loading loading;
    private final boolean keep;
    private final Map<String, float[]> remembered = new LinkedHashMap<>(32, 0.75f, true);
    private @Nullable TextEncoder encoder;

    /// @param keep whether the encoder stays loaded; else it is there only while it is needed
    PromptEmbeddings(PromptTokenizer tokenizer, Loading loading, boolean keep) throws IOException {
        this.tokenizer = tokenizer;
        this.loading = loading;
        this.keep = keep;
        TextEncoder loaded = loading.load();
        if (keep) {
            this.encoder = loaded;
        } else {
            loaded.close(); // it can be loaded, and its weights are prepared
        }
    }

    /// The states of a prompt, tokens by their width. Not to be changed.
    synchronized float[] of(String prompt, Cancellation cancellation) {
        float[] known = remembered.get(prompt);
        if (known != null) {
            return known;
        }
        float[] states = encode(tokenizer.ids(prompt), cancellation);
        remembered.put(prompt, states);
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        return states;
    }

    private float[] encode(int[] ids, Cancellation cancellation) {
        TextEncoder loaded = encoder;
        try {
            if (loaded == null) {
                loaded = loading.load();
            }
            return loaded.encode(ids, cancellation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (loaded != null && !keep) {
                loaded.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
