package dev.zimage.engine.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/// Keeps ONNX Runtime's environment for as long as there is the process. Its Java binding gives the
/// environment up in a shutdown hook of its own, which runs beside all other hooks: also while a
/// model is being loaded, and then the loading thread crashes the process. The runtime counts its
/// references to the environment; this is one more, which is never released.
///
/// The calls are those of `onnxruntime_c_api.h`: `OrtGetApiBase()->GetApi(1)->CreateEnv(…)`.
@SuppressWarnings("restricted") // who may load the runtime's native code may call it, too
final class EnvironmentHold {

    /// Of the first version, whose functions all later ones have at the same places.
    private static final int API_VERSION = 1;

    /// The places of functions in `OrtApiBase` and `OrtApi`.
    private static final int GET_API = 0;

    private static final int CREATE_ENV = 3;

    /// `ORT_LOGGING_LEVEL_ERROR`.
    private static final int ERRORS = 3;

    private static final Linker LINKER = Linker.nativeLinker();

    private EnvironmentHold() {}

    /// Takes the hold. The runtime's libraries must be loaded, and its environment be made.
    ///
    /// @throws SessionException when the runtime has no such functions
    static void take() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment api = api();
            MemorySegment name = arena.allocateFrom("zimage");
            MemorySegment environment = arena.allocate(ADDRESS);
            MemorySegment status =
                    (MemorySegment)
                            LINKER.downcallHandle(
                                            function(api, CREATE_ENV),
                                            FunctionDescriptor.of(
                                                    ADDRESS, JAVA_INT, ADDRESS, ADDRESS))
                                    .invokeExact(ERRORS, name, environment);
            if (status.address() != 0) {
                throw new IllegalStateException("the environment cannot be held");
            }
        } catch (Throwable e) {
            throw new SessionException("ONNX Runtime cannot be started: " + e, e);
        }
    }

    private static MemorySegment api() throws Throwable {
        MemorySegment getApiBase = SymbolLookup.loaderLookup().findOrThrow("OrtGetApiBase");
        MemorySegment base =
                (MemorySegment)
                        LINKER.downcallHandle(getApiBase, FunctionDescriptor.of(ADDRESS))
                                .invokeExact();
        return (MemorySegment)
                LINKER.downcallHandle(
                                function(base, GET_API), FunctionDescriptor.of(ADDRESS, JAVA_INT))
                        .invokeExact(API_VERSION);
    }

    private static MemorySegment function(MemorySegment table, int place) {
        return table.reinterpret((place + 1) * ADDRESS.byteSize()).getAtIndex(ADDRESS, place);
    }
}
