package dev.zimage.engine;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A model that cannot be used as it is. The message is for the operator: it names the file, what
/// is wrong with it and, where that is known, what to do.
public class UnusableModelException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private final String reason;
    private final String remedy;
    private final boolean mayPass;

    /// @param mayPass whether waiting may help, because memory is short or a file is being copied
    public UnusableModelException(Fault fault, boolean mayPass, @Nullable Throwable cause) {
        super(fault.text(), cause);
        this.reason = fault.reason();
        this.remedy = fault.remedy();
        this.mayPass = mayPass;
    }

    public final Fault fault() {
        return new Fault(reason, remedy);
    }

    /// Whether the same attempt may succeed later without anybody's help.
    public final boolean mayPass() {
        return mayPass;
    }
}
