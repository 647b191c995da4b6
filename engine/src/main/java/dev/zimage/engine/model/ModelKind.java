package dev.zimage.engine.model;

/// The models of the Z-Image family that can be drawn with. They have the same layout; the noise
/// levels of the scheduler tell them apart.
public enum ModelKind {
    /// Distilled to few steps, with the guidance trained into the weights.
    TURBO("Z-Image-Turbo", 8, 0),
    /// The model that Turbo was distilled from: it needs guidance, and many more steps.
    BASE("Z-Image", 28, 4);

    private static final double SHIFT_OF_BASE = 6.0;

    private final String title;
    private final int steps;
    private final double guidance;

    ModelKind(String title, int steps, double guidance) {
        this.title = title;
        this.steps = steps;
        this.guidance = guidance;
    }

    static ModelKind of(SchedulerConfig scheduler) {
        boolean base = scheduler.shift() == SHIFT_OF_BASE && scheduler.dynamic() == null;
        return base ? BASE : TURBO;
    }

    /// The name under which it is published.
    public String title() {
        return title;
    }

    /// Sampling steps where nothing else is asked for.
    public int usualSteps() {
        return steps;
    }

    /// Scale of the guidance where nothing else is asked for; 0 for none.
    public double usualGuidance() {
        return guidance;
    }
}
