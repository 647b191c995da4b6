package dev.zimage.api.console;

import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.BaseUrl;
import dev.zimage.origin.PublicUrl;
import java.util.Optional;

/// Whether a request came from a page of the console, and not from a page of another site in the
/// same browser. Browsers say where a request came from, and pages cannot change what they say;
/// what says nothing is no browser.
final class SameOrigin {

    private final PublicUrl publicUrl;

    SameOrigin(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// @throws Refusal when the request came from another site
    void require(Call call) {
        Optional<String> site = call.header("Sec-Fetch-Site");
        Optional<String> origin = call.header("Origin");
        if (site.isPresent() && !site.get().equals("same-origin")) {
            throw foreign();
        }
        if (site.isEmpty() && origin.isPresent() && !isOwn(call, origin.get())) {
            throw foreign();
        }
    }

    private boolean isOwn(Call call, String origin) {
        Optional<BaseUrl> sent = BaseUrl.parse(origin).filter(url -> url.toString().equals(origin));
        if (sent.isEmpty() || !origin.equals(sent.get().origin())) {
            return false; // no origin as browsers write it
        }
        String scheme = origin.substring(0, origin.indexOf("://") + 3);
        return BaseUrl.parse(publicUrl.baseFor(call.origin()))
                        .filter(own -> own.origin().equals(origin))
                        .isPresent()
                || BaseUrl.parse(scheme + call.header("Host").orElse("")).equals(sent);
    }

    private static Refusal foreign() {
        return new Refusal(
                ErrorCode.ORIGIN_NOT_ALLOWED,
                "This request came from a page of another site; behind a proxy that changes the"
                        + " Host header, set server.public_url");
    }
}
