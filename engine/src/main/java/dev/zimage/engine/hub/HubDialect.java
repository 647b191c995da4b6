package dev.zimage.engine.hub;

import java.net.URI;

/// The language that a hub speaks.
public enum HubDialect {
    /// `/api/models/…` and `/…/resolve/…`, as Hugging Face and its mirrors have them.
    HUGGING_FACE("huggingface"),
    /// `/api/v1/models/…`, as ModelScope has it.
    MODEL_SCOPE("modelscope");

    private final String label;

    HubDialect(String label) {
        this.label = label;
    }

    /// The name on the command line and in files.
    public String label() {
        return label;
    }

    /// The branch that a hub of this kind publishes on.
    public String defaultRevision() {
        return switch (this) {
            case HUGGING_FACE -> "main";
            case MODEL_SCOPE -> "master";
        };
    }

    /// What a hub at this address most likely speaks.
    static HubDialect of(URI address) {
        return HubAddress.isModelScope(address) ? MODEL_SCOPE : HUGGING_FACE;
    }
}
