package dev.zimage.api.console;

import dev.zimage.api.Route;
import dev.zimage.config.PublicUrl;
import java.util.List;

/// The browser console's side of the server: its pages, and the JSON that they alone use, which is
/// no part of the public API.
public final class Console {

    private final List<Route> routes;

    public Console(PublicUrl publicUrl) {
        this.routes = new Pages(publicUrl).routes();
    }

    /// All operations of the console.
    public List<Route> routes() {
        return routes;
    }
}
