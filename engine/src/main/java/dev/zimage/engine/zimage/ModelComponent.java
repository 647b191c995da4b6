package dev.zimage.engine.zimage;

/// A component of a model, with its share of the time that loading takes.
enum ModelComponent {
    TOKENIZER("tokenizer", "the tokenizer", 0.02),
    DECODER("vae", "the decoder", 0.03),
    TEXT_ENCODER("text_encoder", "the text encoder", 0.35),
    TRANSFORMER("transformer", "the transformer", 0.60);

    private final String folder;
    private final String label;
    private final double share;

    ModelComponent(String folder, String label, double share) {
        this.folder = folder;
        this.label = label;
        this.share = share;
    }

    /// The name of its folder.
    String folder() {
        return folder;
    }

    /// As messages name it.
    String label() {
        return label;
    }

    double share() {
        return share;
    }
}
