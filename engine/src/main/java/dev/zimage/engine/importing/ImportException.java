package dev.zimage.engine.importing;

import dev.zimage.engine.Fault;
import dev.zimage.engine.UnusableModelException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Files of which no model can be made, or a place where none can be put. The message names the
/// file and what to do. Nothing of the model is left at its place.
public final class ImportException extends UnusableModelException {

    @Serial private static final long serialVersionUID = 1L;

    ImportException(String reason, String remedy) {
        this(reason, remedy, null);
    }

    ImportException(String reason, String remedy, @Nullable Throwable cause) {
        super(new Fault(reason, remedy), false, cause);
    }
}
