package dev.zimage.provenance.metadata;

import tools.jackson.databind.json.JsonMapper;

/// The implicit label of GB 45438-2025, which China's regulations require in the metadata of
/// generated content.
///
/// @param producer name or code of the service that made the picture
/// @param id of the picture at that service
public record AigcLabel(String producer, String id) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// The content was certainly generated; the other codes are for "possibly" and "suspected".
    private static final String GENERATED = "1";

    /// The value of the standard's member `AIGC`.
    String json() {
        return JSON.writeValueAsString(
                JSON.createObjectNode()
                        .put("Label", GENERATED)
                        .put("ContentProducer", producer)
                        .put("ProduceID", id)
                        .put("ReservedCode1", "")
                        .put("ContentPropagator", "")
                        .put("PropagateID", "")
                        .put("ReservedCode2", ""));
    }
}
