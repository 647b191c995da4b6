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

        /// The value of an attribute, 0 when it is not given.
        public double number(String name) {
            return values.getOrDefault(name, new double[1])[0];
        }
    }

    void run(Step step);

    /// The outline of the letters that the host prints.
    Shape letters();

    /// The value of a function that the host offers.
    double value(String function, double[] arguments);
}
