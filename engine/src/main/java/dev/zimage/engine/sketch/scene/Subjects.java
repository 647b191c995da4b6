package dev.zimage.engine.sketch.scene;

/// Which drawing shows which motif.
final class Subjects {

    private Subjects() {}

    static Subject of(Motif motif) {
        return switch (motif) {
            case BOAT -> new Subject(0.9, 0.24, Boats::draw);
            case HOUSE -> new Subject(1.35, 0.2, Houses::draw);
            case CAT -> new Subject(0.9, 0.24, Cat::draw);
            default -> new Subject(0.9, 0.24, Cat::draw);
        };
    }
}
