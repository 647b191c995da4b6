package dev.zimage.api;

/// One operation of the API.
///
/// @param method `GET` routes answer `HEAD` too
/// @param path with parameters in braces
/// @param keyNeeded whether the caller must show an API key
record Route(String method, String path, boolean keyNeeded, Handler handler) {

    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }

    static Route open(String method, String path, Handler handler) {
        return new Route(method, path, false, handler);
    }

    static Route keyed(String method, String path, Handler handler) {
        return new Route(method, path, true, handler);
    }
}
