package dev.zimage.engine.zimage;

import dev.zimage.engine.precision.PreparationListener;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// How far the loading of a model is, and the way to stop it. Parts may be loaded at the same time.
final class LoadProgress implements PreparationListener {

    /// The fraction of a part's share for preparing its weights, if they have to be prepared.
    private static final double PREPARING = 0.95;

    /// The fraction of a part's share for reading the published files.
    private static final double CHECKING = 0.15;

    private final LoadListener listener;
    private final Map<ModelComponent, Double> done = new EnumMap<>(ModelComponent.class);
    private volatile double fraction;
    private volatile boolean stopped;

    LoadProgress(LoadListener listener) {
        this.listener = listener;
    }

    /// 0 to 1.
    double fraction() {
        return fraction;
    }

    /// Ends the loading at the next report.
    void stop() {
        stopped = true;
    }

    /// The fastest precision is found out.
    void measuring() {
        tell(ModelComponent.TOKENIZER, "measuring the processor", 0);
    }

    void begin(ModelComponent part) {
        tell(part, "loading " + part.label(), 0);
    }

    void loaded(ModelComponent part) {
        tell(part, "loading " + part.label(), 1);
    }

    @Override
    public void waiting(String component) {
        tell(component, "waiting for another process", 0);
    }

    @Override
    public void removed(Path file, long bytes) {
        listener.removed(file, bytes);
    }

    @Override
    public void checked(String component, long bytes, long all) {
        tell(component, "checking the files of %s", CHECKING * part(bytes, all));
    }

    @Override
    public void prepared(String component, long bytes, long all) {
        double within = CHECKING + (PREPARING - CHECKING) * part(bytes, all);
        tell(component, "preparing %s", within);
    }

    private static double part(long bytes, long all) {
        return (double) bytes / Math.max(1, all);
    }

    private void tell(String component, String doing, double within) {
        for (ModelComponent part : ModelComponent.values()) {
            if (part.folder().equals(component)) {
                tell(part, doing.formatted(part.label()), within);
            }
        }
    }

    /// The whole model is there.
    void finished() {
        fraction = 1;
        listener.loading("ready", 1);
    }

    private synchronized void tell(ModelComponent part, String what, double within) {
        if (stopped) {
            throw new CancellationException("the loading was stopped");
        }
        done.merge(part, within, Math::max);
        double sum = 0;
        for (Map.Entry<ModelComponent, Double> entry : done.entrySet()) {
            sum += entry.getKey().share() * entry.getValue();
        }
        fraction = Math.min(sum, 1);
        listener.loading(what, fraction);
    }
}
