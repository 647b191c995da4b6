package dev.zimage.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Stops runs of sessions, from any thread. A run in progress ends after its current node; a later
/// one does not start. It cannot be reset: each picture has its own.
public final class Cancellation {

    private final Set<RunOptions> running = new HashSet<>();
    private boolean cancelled;

    /// Stops the runs in progress and all later ones.
    public synchronized void cancel() {
        cancelled = true;
        running.forEach(Cancellation::terminate);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized void begin(RunOptions run) {
        if (cancelled) {
            throw new CancellationException("stopped before the run");
        }
        running.add(run);
    }

    synchronized void end(RunOptions run) {
        running.remove(run);
    }

    private static void terminate(RunOptions run) {
        try {
            run.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("the runtime does not take a stop", e);
        }
    }
}
