package dev.zimage.provenance;

import dev.zimage.engine.GenerationParameters;

/// IPTC's digital source types: what a picture comes from, in the words that XMP and C2PA share.
public enum SourceType {
    /// Drawn by a model that was trained on pictures.
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia"),
    /// Drawn by rules.
    ALGORITHMIC_MEDIA("algorithmicMedia");

    private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private final String code;

    SourceType(String code) {
        this.code = code;
    }

    /// That of what an engine drew.
    public static SourceType of(GenerationParameters.Origin origin) {
        return switch (origin) {
            case MODEL -> TRAINED_ALGORITHMIC_MEDIA;
            case ALGORITHM -> ALGORITHMIC_MEDIA;
        };
    }

    /// The URI of the term.
    public String uri() {
        return VOCABULARY + code;
    }
}
