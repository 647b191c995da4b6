package dev.zimage.sketch;

/// Where lines start in their column.
enum Align {
    LEFT(0),
    CENTER(0.5),
    RIGHT(1);

    private final double share;

    Align(double share) {
        this.share = share;
    }

    /// How much of the room that is left over goes before the line.
    double before(double room) {
        return room * share;
    }
}
