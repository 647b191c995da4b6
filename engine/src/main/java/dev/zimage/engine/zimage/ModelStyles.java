package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.lora.Lora;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A loaded model in each of its styles. Styles with the same LoRA files share a transformer; as
/// many are in memory as there is room for, and the least recently used one makes room for another.
/// Safe for use by several threads.
final class ModelStyles implements AutoCloseable {

    private final LoadedModel model;
    private final ZImageOptions options;
    private final int most;
    private final Map<List<Lora>, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);
    private boolean closed;

    /// A transformer that is loaded, or is being loaded. Guarded by the styles.
    private static final class Entry {

        final LoadProgress progress = new LoadProgress(LoadListener.NONE);
        @Nullable Transformer transformer;
        String weights = "";
        int users;
    }

    /// @param model which is closed with the styles
    /// @param options it was loaded with
    ModelStyles(LoadedModel model, ZImageOptions options) {
        this.model = model;
        this.options = options;
        this.most = new MemoryEstimator(model.folder(), options).transformers();
        Entry first = new Entry();
        first.transformer = model.transformer();
        first.weights = model.parameters().weights();
        entries.put(options.loras(), first);
    }

    /// A style while it is drawn with.
    ///
    /// @param model as it is drawn in the style; not to be closed
    /// @param end gives it back
    record Use(LoadedModel model, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    /// The model in a style; loads a transformer if there is need, which takes minutes the first
    /// time.
    ///
    /// @param id of the model
    /// @param progress hears that the picture waits meanwhile
    Use acquire(String id, ProgressListener progress) throws IOException, InterruptedException {
        ModelStyle style = options.style(id);
        Entry entry = entry(style.loras(), progress);
        Sampling sampling = style.sampling().of(model.folder().kind());
        GenerationParameters parameters = sampling.parameters(entry.weights, options.precision());
        Transformer transformer = Objects.requireNonNull(entry.transformer);
        return new Use(model.with(sampling, parameters, transformer), () -> release(entry));
    }

    private Entry entry(List<Lora> loras, ProgressListener progress)
            throws IOException, InterruptedException {
        Optional<Entry> loaded = loaded(loras);
        if (loaded.isPresent()) {
            return loaded.get();
        }
        progress.waiting(true);
        Entry entry = new Entry();
        Entry other = reserve(loras, entry);
        if (other == entry) {
            load(loras, entry);
        }
        progress.waiting(false);
        return other;
    }

    private synchronized Optional<Entry> loaded(List<Lora> loras) {
        Entry entry = entries.get(loras);
        if (entry == null || entry.transformer == null) {
            return Optional.empty();
        }
        entry.users++;
        return Optional.of(entry);
    }

    /// Makes room for a transformer, or waits for another thread that loads the same.
    ///
    /// @return the entry to be loaded, or one that is loaded
    private synchronized Entry reserve(List<Lora> loras, Entry fresh) throws InterruptedException {
        while (true) {
            if (closed) {
                throw new CancellationException("the engine was closed");
            }
            Optional<Entry> loaded = loaded(loras);
            if (loaded.isPresent()) {
                return loaded.get();
            }
            if (!entries.containsKey(loras) && (entries.size() < most || evictOne())) {
                fresh.users = 1;
                entries.put(loras, fresh);
                return fresh;
            }
            wait();
        }
    }

    /// Closes the least recently used transformer of those that nobody uses.
    private boolean evictOne() {
        for (Map.Entry<List<Lora>, Entry> each : entries.entrySet()) {
            Entry entry = each.getValue();
            if (entry.users == 0 && entry.transformer != null) {
                entry.transformer.close();
                entries.remove(each.getKey());
                return true;
            }
        }
        return false;
    }

    private void load(List<Lora> loras, Entry entry) throws IOException {
        ModelLoader loader =
                ModelLoader.ofTransformer(model.folder(), options.withLoras(loras), entry.progress);
        try {
            Transformer loaded = loader.transformer();
            become(entry, loaded, loader.weights());
        } catch (Throwable e) {
            forget(loras);
            throw e;
        }
    }

    private synchronized void become(Entry entry, Transformer loaded, String weights) {
        if (closed) {
            loaded.close();
            throw new CancellationException("the engine was closed");
        }
        entry.weights = weights;
        entry.transformer = loaded;
        notifyAll();
    }

    private synchronized void forget(List<Lora> loras) {
        entries.remove(loras);
        notifyAll();
    }

    private synchronized void release(Entry entry) {
        entry.users--;
        notifyAll();
    }

    /// Stops a loading that is under way, and closes the model with all its transformers.
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        for (Entry entry : entries.values()) {
            entry.progress.stop();
            if (entry.transformer != null) {
                entry.transformer.close();
            }
        }
        entries.clear();
        model.prompts().close();
        model.decoder().close();
    }
}
