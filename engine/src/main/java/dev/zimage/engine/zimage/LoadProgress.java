package dev.zimage.engine.zimage;

import dev.zimage.engine.precision.PreparationListener;
import java.util.concurrent.CancellationException;

/// How far the loading of a model is, and the way to stop it.
final class LoadProgress implements PreparationListener {

    /// Of the share of a part, what making its prepared weights takes where they have to be made.
    private static final double PREPARING = 0.95;

    private final LoadListener listener;
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

    void begin(Part part) {
        tell("loading " + part.label(), part.begin());
    }

    void finished() {
        tell("ready", 1);
    }

    @Override
    public void prepared(String component, long done, long all) {
        for (Part part : Part.values()) {
            if (part.component().equals(component)) {
                double within = PREPARING * done / Math.max(1, all);
                tell("preparing " + part.label(), part.begin() + part.share() * within);
            }
        }
    }

    private void tell(String what, double now) {
        if (stopped) {
            throw new CancellationException("the loading was stopped");
        }
        fraction = now;
        listener.loading(what, now);
    }
}
