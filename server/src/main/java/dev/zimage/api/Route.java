package dev.zimage.api;

/// One operation of the API.
///
/// @param method `GET` routes answer `HEAD` too
/// @param path with parameters in braces
/// @param keyNeeded whether the caller must show an API key
public record Route(String method, String path, boolean keyNeeded, Handler handler) {

    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, false, handler);
    }

    public static Route keyed(String method, String path, Handler handler) {
        return new Route(method, path, true, handler);
    }
}
