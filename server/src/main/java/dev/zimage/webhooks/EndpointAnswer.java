package dev.zimage.webhooks;

import org.jspecify.annotations.Nullable;

/// A webhook, as the API and the command line show it in JSON. Times are Unix seconds.
public record EndpointAnswer(
        String id, String url, boolean enabled, @Nullable String disabledReason, long createdAt) {

    public static EndpointAnswer of(Endpoint endpoint) {
        return new EndpointAnswer(
                endpoint.id().toString(),
                endpoint.url(),
                endpoint.enabled(),
                endpoint.disabledReason(),
                endpoint.createdAt().getEpochSecond());
    }
}
