package dev.zimage.sketch.drawing;

import java.util.List;

/// A step of a drawing.
@FunctionalInterface
interface Instruction {

    void run(Frame frame);

    static Instruction all(List<Instruction> steps) {
        List<Instruction> fixed = List.copyOf(steps);
        return frame -> fixed.forEach(step -> step.run(frame));
    }
}
