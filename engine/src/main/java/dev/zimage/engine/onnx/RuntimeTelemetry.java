package dev.zimage.engine.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Turns off what ONNX Runtime reports to its vendor. From version 1.29 on, its libraries for Linux
/// and macOS send the machine, the process and the models to Microsoft unless
/// `ORT_DISABLE_TELEMETRY` is in the environment when they start, and keep an id of the machine and
/// a database of events in the user's cache. Java cannot change the environment of its own process;
/// the C library can.
@SuppressWarnings("restricted") // who may load the runtime's native code may call the C library
final class RuntimeTelemetry {

    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

    private RuntimeTelemetry() {}

    /// Must come before the runtime's environment is made.
    ///
    /// @throws SessionException when the variable cannot be set: better no picture than a report
    static void turnOff() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows, where the environment has nothing to do with it
        }
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int)
                            linker.downcallHandle(
                                            setenv.get(),
                                            FunctionDescriptor.of(
                                                    JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                                    .invokeExact(
                                            arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException(SWITCH + " cannot be set");
            }
        } catch (Throwable e) {
            throw new SessionException("ONNX Runtime cannot be started: " + e, e);
        }
    }

    /// For Windows, where events go to the system's own tracing.
    static void turnOff(OrtEnvironment environment) throws OrtException {
        environment.setTelemetry(false);
    }
}
