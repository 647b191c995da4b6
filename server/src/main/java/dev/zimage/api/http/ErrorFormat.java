package dev.zimage.api.http;

/// Writes an error in the shape that the clients of a path expect.
@FunctionalInterface
public interface ErrorFormat {

    Answer of(String path, Refusal refusal, String requestId);
}
