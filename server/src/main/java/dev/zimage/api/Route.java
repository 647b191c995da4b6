package dev.zimage.api;

/// One operation of the API.
///
/// @param method `GET` routes answer `HEAD` too
/// @param path with parameters in braces
/// @param access what the caller's key must allow; there is no default, so that no route forgets it
record Route(String method, String path, Access access, Handler handler) {

    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }

    static Route open(String method, String path, Handler handler) {
        return new Route(method, path, Access.OPEN, handler);
    }

    static Route keyed(String method, String path, Access access, Handler handler) {
        return new Route(method, path, access, handler);
    }

    /// Whether the caller must show an API key.
    boolean keyNeeded() {
        return access != Access.OPEN;
    }
}
