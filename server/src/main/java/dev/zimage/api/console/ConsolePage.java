package dev.zimage.api.console;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A page of the console as `console/pages.json` declares it, the one table of pages: the server
/// takes its addresses from there, the browser its routes and menus (as the script
/// `assets/pages.js`).
///
/// @param path the address: `:name` stands for one segment, `*` for the rest
/// @param to the path of the page that this address shows instead, null for a page of its own
/// @param page the script of the page in `assets/pages`, null where `to` is set
/// @param bare a page without the menu, before the sign-in
@JsonIgnoreProperties(ignoreUnknown = true)
record ConsolePage(String path, @Nullable String to, @Nullable String page, boolean bare) {

    static List<ConsolePage> parse(byte[] table) {
        return JsonMapper.shared().readValue(table, new TypeReference<List<ConsolePage>>() {});
    }

    /// The address as the HTTP library writes it.
    String address() {
        return path.replaceAll(":(\\w+)", "{$1}").replace("*", "<rest>");
    }

    boolean matches(String requested) {
        String expression =
                Pattern.quote(path)
                        .replaceAll(":(\\w+)", "\\\\E[^/]+\\\\Q")
                        .replace("*", "\\E.+\\Q");
        return requested.matches(expression + "/?");
    }
}
