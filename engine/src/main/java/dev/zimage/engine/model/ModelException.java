package dev.zimage.engine.model;

import dev.zimage.engine.Fault;
import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.weights.FileProblem;
import java.io.Serial;

/// A model's folder that cannot be used. The message names the file and the field or the tensors.
public final class ModelException extends UnusableModelException {

    @Serial private static final long serialVersionUID = 1L;

    public ModelException(String reason) {
        this(new Fault(reason, ""), false);
    }

    public ModelException(String reason, Throwable cause) {
        super(new Fault(reason, ""), false, cause);
    }

    public ModelException(FileProblem problem) {
        this(problem.fault(), problem.mayPass());
    }

    /// @param mayPass whether waiting may help
    public ModelException(Fault fault, boolean mayPass) {
        super(fault, mayPass, null);
    }
}
