package dev.zimage.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A graph, loaded. Safe for use by several threads; runs at the same time share the threads of the
/// session and each have their own intermediate results, so that one at a time is quickest.
///
/// Between runs the session keeps the weights, and no memory for intermediate results: sizes can
/// alternate without growth.
public final class Session implements AutoCloseable {

    private final String name;
    private final OrtSession session;
    private final ReadWriteLock running = new ReentrantReadWriteLock();
    private boolean closed;

    /// How the runtime keeps matrices.
    public enum Matrices {
        /// Packed again in the order in which the processor takes them, in memory of this process:
        /// slow to load, and quickest to run.
        PACKED,
        /// As they are mapped: loaded at once, and in memory that processes share and the system
        /// can take back. Matrices are packed in every run, which matters little for a few tokens
        /// when they are in bytes, and much otherwise.
        MAPPED
    }

    private Session(String name, OrtSession session) {
        this.name = name;
        this.session = session;
    }

    /// The version of ONNX Runtime, found without starting it; empty where it is not known.
    public static String runtimeVersion() {
        String version = OrtSession.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /// Loads a graph.
    ///
    /// @param name for messages and profiles
    /// @param folder that the files of its external constants are in; they are mapped, and must
    ///   stay as they are until the session is closed
    /// @throws SessionException when the runtime refuses the graph or has no memory for it
    public static Session load(
            String name, Graph graph, Path folder, Matrices matrices, RuntimeOptions runtime) {
        return load(name, graph.serialised(), folder, matrices, runtime);
    }

    private static Session load(
            String name, byte[] graph, Path folder, Matrices matrices, RuntimeOptions runtime) {
        try (SessionOptions options = options(name, folder, runtime)) {
            options.addConfigEntry(
                    "session.disable_prepacking", matrices == Matrices.MAPPED ? "1" : "0");
            return new Session(name, RuntimeEnvironment.get().createSession(graph, options));
        } catch (OrtException e) {
            throw new SessionException(name + " could not be loaded: " + e.getMessage(), e);
        }
    }

    /// Loads a graph that has all its constants in itself.
    ///
    /// @throws SessionException when the runtime refuses the graph or has no memory for it
    public static Session load(String name, Graph graph, RuntimeOptions runtime) {
        return load(name, graph, Path.of(""), Matrices.PACKED, runtime);
    }

    /// Loads the file of a graph that has all its constants in itself.
    ///
    /// @throws SessionException when the runtime refuses the graph or has no memory for it
    public static Session load(String name, byte[] file, RuntimeOptions runtime) {
        return load(name, file, Path.of(""), Matrices.PACKED, runtime);
    }

    private static SessionOptions options(String name, Path folder, RuntimeOptions runtime)
            throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setLoggerId(name);
        options.setIntraOpNumThreads(runtime.threads());
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry(
                "session.model_external_initializers_file_folder_path",
                folder.toAbsolutePath().toString());
        options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
        // Waiting threads sleep: the nodes are long, and requests are served by the same
        // processors.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.set_denormal_as_zero", "1");
        if (runtime.profile() != null) {
            options.enableProfiling(runtime.profile() + "-" + name);
        }
        return options;
    }

    /// Computes the only result of the graph.
    ///
    /// @return the elements of the result, row after row
    /// @throws CancellationException when it was cancelled before or during the run
    /// @throws SessionException when the runtime fails, for example out of memory
    public float[] run(Map<String, Input> inputs, Cancellation cancellation) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        running.readLock().lock();
        try (Arena arena = Arena.ofConfined();
                RunOptions run = new RunOptions()) {
            if (closed) {
                throw new IllegalStateException(name + " is closed");
            }
            run.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            cancellation.begin(run);
            try {
                for (Map.Entry<String, Input> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), tensor(input.getValue(), arena));
                }
                return run(tensors, run);
            } finally {
                cancellation.end(run);
                tensors.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            if (cancellation.isCancelled()) {
                throw stopped(e);
            }
            throw new SessionException(name + " failed: " + e.getMessage(), e);
        } finally {
            running.readLock().unlock();
        }
    }

    private float[] run(Map<String, ? extends OnnxTensorLike> inputs, RunOptions run)
            throws OrtException {
        try (OrtSession.Result result = session.run(inputs, run)) {
            OnnxTensor tensor = (OnnxTensor) result.get(0);
            ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }

    private static OnnxTensor tensor(Input input, Arena arena) throws OrtException {
        FloatBuffer direct =
                arena.allocateFrom(ValueLayout.JAVA_FLOAT, input.values())
                        .asByteBuffer()
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        return OnnxTensor.createTensor(RuntimeEnvironment.get(), direct, input.shape());
    }

    private static CancellationException stopped(Exception cause) {
        CancellationException stopped = new CancellationException("stopped during the run");
        stopped.initCause(cause);
        return stopped;
    }

    /// Frees the session, after the runs that are under way.
    @Override
    public void close() {
        running.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new SessionException(name + " could not be closed: " + e.getMessage(), e);
        } finally {
            running.writeLock().unlock();
        }
    }
}
