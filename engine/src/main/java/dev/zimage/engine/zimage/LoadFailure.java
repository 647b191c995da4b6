package dev.zimage.engine.zimage;

import dev.zimage.engine.Fault;
import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.onnx.SessionException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Why a model could not be loaded.
///
/// @param mayPass whether another attempt may succeed without anybody's help
record LoadFailure(Fault fault, boolean mayPass, Throwable cause) {

    private static final String MORE_MEMORY =
            "free memory on this machine, or choose a smaller precision";

    /// @param folder of the model; paths in it are relative to it
    static LoadFailure of(Throwable failure, Path folder) {
        return switch (failure) {
            case UncheckedIOException wrapped when wrapped.getCause() != null ->
                    of(wrapped.getCause(), folder);
            case UnusableModelException model ->
                    new LoadFailure(within(folder, model.fault()), model.mayPass(), model);
            case OutOfMemoryError heap ->
                    new LoadFailure(
                            new Fault("Java ran out of memory: " + heap.getMessage(), MORE_MEMORY),
                            true,
                            heap);
            case SessionException session when isOutOfMemory(session) ->
                    new LoadFailure(new Fault(message(session), MORE_MEMORY), true, session);
            case IOException io -> new LoadFailure(within(folder, Fault.of(io)), false, io);
            default ->
                    new LoadFailure(
                            within(folder, new Fault(message(failure), "")), false, failure);
        };
    }

    /// The runtime says only in words what went wrong.
    static boolean isOutOfMemory(SessionException failure) {
        String message = message(failure).toLowerCase(Locale.ROOT);
        return message.contains("alloc") || message.contains("out of memory");
    }

    /// What an exception says, in words.
    static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return message(wrapped.getCause());
        }
        return failure instanceof IOException io
                ? Fault.of(io).text()
                : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static Fault within(Path folder, Fault fault) {
        String prefix = folder + File.separator;
        return new Fault(fault.reason().replace(prefix, ""), fault.remedy());
    }
}
