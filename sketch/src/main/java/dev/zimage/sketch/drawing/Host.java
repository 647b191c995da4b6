package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a picture is part of, which offers elements and functions of its own to drawings.
public interface Host {

    /// An element of the host's.
    ///
    /// @param values of its attributes
    /// @param shape that its `of` names
    record Step(String tag, Map<String, double[]> values, @Nullable Shape shape) {

        public double number(String name, double otherwise) {
            double[] value = values.get(name);
            return value == null ? otherwise : value[0];
        }
    }

    void run(Step step);

    /// The value of a function of the host's.
    double value(String function, double[] arguments);
}
