package dev.zimage.sketch.drawing;

import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/// A drawing that was read from its file, or a part of one that has a name and takes values.
/// Immutable, and so safe to share between threads.
public final class DrawingTemplate {

    private final List<String> parameters;
    private final List<ObjDoubleConsumer<Frame>> setters;
    private final VariableScope scope;
    private @Nullable Instruction body;

    DrawingTemplate(List<String> parameters, VariableScope scope) {
        this.parameters = parameters;
        this.scope = scope;
        this.setters = scope.setters(parameters);
    }

    /// The drawing may be used before it is complete, by itself too.
    void complete(Instruction steps) {
        this.body = steps;
    }

    List<String> parameters() {
        return parameters;
    }

    VariableScope scope() {
        return scope;
    }

    /// Paints the drawing and so finishes the picture.
    ///
    /// @param values of its parameters, in their order
    public void paint(Picture picture, double... values) {
        run(new Frame(picture, new double[scope.size()]), values);
        picture.graphics.dispose();
    }

    void call(Frame caller, double... values) {
        run(new Frame(caller, new double[scope.size()]), values);
    }

    void run(Frame frame, double... values) {
        for (int i = 0; i < setters.size(); i++) {
            setters.get(i).accept(frame, values[i]);
        }
        if (body != null) {
            body.run(frame);
        }
    }
}
