package dev.zimage.engine.zimage;

/// A part of a model, with its share of the work of loading all.
enum Part {
    TOKENIZER("tokenizer", "the tokenizer", 0.02),
    DECODER("vae", "the decoder", 0.03),
    TEXT_ENCODER("text_encoder", "the text encoder", 0.35),
    TRANSFORMER("transformer", "the transformer", 0.60);

    private final String component;
    private final String label;
    private final double share;

    Part(String component, String label, double share) {
        this.component = component;
        this.label = label;
        this.share = share;
    }

    /// The name of its folder.
    String component() {
        return component;
    }

    /// As messages name it.
    String label() {
        return label;
    }

    double share() {
        return share;
    }
}
