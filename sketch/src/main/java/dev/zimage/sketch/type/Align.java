package dev.zimage.sketch.type;

/// Where lines start in their column.
public enum Align {
    LEFT(0),
    CENTER(0.5),
    RIGHT(1);

    private final double share;

    Align(double share) {
        this.share = share;
    }

    /// How much of the room that is left over goes before the line.
    public double before(double room) {
        return room * share;
    }
}
