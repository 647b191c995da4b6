package dev.zimage.engine.weights;

import dev.zimage.engine.Fault;
import dev.zimage.engine.UnusableModelException;
import java.io.Serial;

/// Weight files that cannot be used. The message names the file and, where there is one, the
/// tensor.
public final class WeightsException extends UnusableModelException {

    @Serial private static final long serialVersionUID = 1L;

    public WeightsException(String reason) {
        this(new Fault(reason, ""), false);
    }

    public WeightsException(String reason, Throwable cause) {
        super(new Fault(reason, ""), false, cause);
    }

    WeightsException(FileProblem problem) {
        this(problem.fault(), problem.mayPass());
    }

    /// @param mayPass whether waiting may help
    public WeightsException(Fault fault, boolean mayPass) {
        super(fault, mayPass, null);
    }
}
