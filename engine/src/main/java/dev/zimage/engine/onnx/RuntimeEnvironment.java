package dev.zimage.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The one environment of ONNX Runtime that a process has.
final class RuntimeEnvironment {

    private static final OrtEnvironment ENVIRONMENT = Start.now();

    private RuntimeEnvironment() {}

    static OrtEnvironment get() {
        return ENVIRONMENT;
    }

    /// A thread with a deep stack. While it starts, the runtime matches the command line of the
    /// process against a regular expression, by recursion: 260 bytes of stack a character. On an
    /// ordinary stack of 1 MB, 4,000 characters of class path and prompt would end the process
    /// without a word. What is not used of a stack takes no memory.
    ///
    /// A class of its own, for a lambda of the class that waits would wait for that class.
    private static final class Start extends Thread {

        private static final long STACK = 256L << 20;

        private final CompletableFuture<OrtEnvironment> started = new CompletableFuture<>();

        Start() {
            super(null, null, "onnx-runtime-start", STACK);
        }

        static OrtEnvironment now() {
            Start start = new Start();
            start.start();
            try {
                return start.started.join();
            } catch (CompletionException e) {
                throw new SessionException("ONNX Runtime cannot be started: " + e.getCause(), e);
            }
        }

        @Override
        public void run() {
            try {
                RuntimeTelemetry.turnOff();
                OrtEnvironment environment =
                        OrtEnvironment.getEnvironment(
                                OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "zimage");
                RuntimeTelemetry.turnOff(environment);
                EnvironmentHold.take();
                started.complete(environment);
            } catch (Throwable e) {
                started.completeExceptionally(e);
            }
        }
    }
}
