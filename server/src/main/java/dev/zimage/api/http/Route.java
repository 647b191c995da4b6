package dev.zimage.api.http;

/// One operation of the API.
///
/// @param method `GET` routes answer `HEAD` too
/// @param path with parameters in braces
/// @param access what the caller's key must allow; there is no default, so that no route forgets it
public record Route(String method, String path, Access access, Handler handler) {

    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call);
    }

    public static Route open(String method, String path, Handler handler) {
        return new Route(method, path, Access.OPEN, handler);
    }

    public static Route keyed(String method, String path, Access access, Handler handler) {
        return new Route(method, path, access, handler);
    }

    /// Whether the caller must show an API key.
    public boolean keyNeeded() {
        return access != Access.OPEN;
    }
}
