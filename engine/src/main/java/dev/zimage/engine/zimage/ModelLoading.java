package dev.zimage.engine.zimage;

import dev.zimage.engine.Fault;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Loads a model on a thread of its own, and again after each failure that may pass. Safe for use
/// by several threads.
final class ModelLoading implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ZImageOptions options;
    private final LoadListener listener;
    private final Thread thread;
    private volatile State state;
    private boolean closed;

    private sealed interface State {
        record Loading(LoadProgress progress) implements State {}

        record Loaded(LoadedModel model) implements State {}

        record Waiting(LoadFailure failure, Duration pause) implements State {}

        record Failed(LoadFailure failure) implements State {}
    }

    private ModelLoading(ZImageOptions options, LoadListener listener) {
        this.options = options;
        this.listener = listener;
        this.state = new State.Loading(new LoadProgress(listener));
        this.thread = Thread.ofPlatform().name("z-image-load").daemon().unstarted(this::run);
    }

    static ModelLoading start(ZImageOptions options, LoadListener listener) {
        ModelLoading loading = new ModelLoading(options, listener);
        loading.thread.start();
        return loading;
    }

    Readiness readiness() {
        return switch (state) {
            case State.Loading(LoadProgress progress) -> new Readiness.Loading(progress.fraction());
            case State.Loaded _ -> new Readiness.Ready();
            case State.Waiting(LoadFailure failure, Duration wait) ->
                    new Readiness.Retrying(failure.fault(), wait);
            case State.Failed(LoadFailure failure) -> new Readiness.Failed(failure.fault());
        };
    }

    /// The model, empty where it is not loaded now.
    Optional<LoadedModel> model() {
        return state instanceof State.Loaded(LoadedModel model)
                ? Optional.of(model)
                : Optional.empty();
    }

    /// Waits for the attempt that is under way.
    ///
    /// @throws GenerationException when it failed, or the one before did and the next has not begun
    synchronized LoadedModel await() throws GenerationException, InterruptedException {
        while (state instanceof State.Loading) {
            wait();
        }
        return switch (state) {
            case State.Loaded(LoadedModel model) -> model;
            case State.Waiting(LoadFailure failure, _) -> throw failed(failure);
            case State.Failed(LoadFailure failure) -> throw failed(failure);
            case State.Loading _ -> throw new IllegalStateException("awaited");
        };
    }

    private static GenerationException failed(LoadFailure failure) {
        return new GenerationException(
                GenerationException.Cause.FAILED,
                "the model could not be loaded: " + failure.fault().text(),
                failure.cause());
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        while (!attempt(wait)) {
            wait = wait.multipliedBy(2);
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }

    /// @param wait after a failure that may pass
    /// @return whether there is to be no other attempt
    private boolean attempt(Duration wait) {
        LoadProgress progress = new LoadProgress(listener);
        if (!become(new State.Loading(progress))) {
            return true;
        }
        try {
            LoadedModel model = ModelLoader.load(options, progress);
            if (become(new State.Loaded(model))) {
                progress.finished();
            } else {
                model.close();
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            return failed(LoadFailure.of(e, options.weights()), wait);
        }
    }

    private boolean failed(LoadFailure failure, Duration wait) {
        if (failure.mayPass()) {
            return !become(new State.Waiting(failure, wait)) || !pause(failure.fault(), wait);
        }
        if (become(new State.Failed(failure))) {
            listener.failed(failure.fault());
        }
        return true;
    }

    /// @return false when the loading was given up meanwhile
    private boolean pause(Fault fault, Duration wait) {
        listener.retrying(fault, wait);
        long end = System.nanoTime() + wait.toNanos();
        synchronized (this) {
            for (long left = wait.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                try {
                    wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return !closed;
        }
    }

    private synchronized boolean become(State next) {
        if (closed) {
            return false;
        }
        state = next;
        notifyAll();
        return true;
    }

    /// Stops a loading that is under way, and waits until it has ended. A loaded model stays.
    @Override
    public void close() {
        giveUp();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void giveUp() {
        if (state instanceof State.Loading(LoadProgress progress)) {
            progress.stop();
        }
        if (!(state instanceof State.Loaded)) {
            CancellationException cause = new CancellationException("the engine was closed");
            become(new State.Failed(LoadFailure.of(cause, options.weights())));
        }
        closed = true;
        notifyAll();
    }
}
