package dev.zimage.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Stops runs of sessions, from any thread. A run that is under way ends after the node that it is
/// at; one that begins later does not begin. There is no way back: each picture has its own.
public final class Cancellation {

    private final Set<RunOptions> running = new HashSet<>();
    private boolean cancelled;

    /// Ends what is running with this, and what would begin.
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
