package dev.zimage.sketch.drawing;

import java.awt.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The owner of a picture, for example a page, which offers drawings elements and functions of its
/// own.
public interface Host {

    /// An element that the host runs.
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

    /// The value of a function that the host offers.
    double value(String function, double[] arguments);
}
