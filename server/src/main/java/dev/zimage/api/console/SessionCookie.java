package dev.zimage.api.console;

import dev.zimage.api.http.Call;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.SecretToken;
import dev.zimage.people.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The cookie that carries a session. No script can read it, and no other site's form sends it.
/// Where the service is reached by https it goes nowhere else, and its name keeps other hosts of
/// the domain from setting it.
final class SessionCookie {

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private final PublicUrl publicUrl;
    private final String plainName;
    private final long maxAge;

    SessionCookie(PublicUrl publicUrl) {
        this(publicUrl, "zimage_session", Sessions.MAX_AGE.toSeconds());
    }

    /// A cookie of the same kind for something else.
    SessionCookie(PublicUrl publicUrl, String plainName, long maxAge) {
        this.publicUrl = publicUrl;
        this.plainName = plainName;
        this.maxAge = maxAge;
    }

    /// The token that the client sent. A comma does not end a cookie: another host of the domain
    /// can set one with any name, whose value goes on with a comma and the name of this one.
    Optional<String> read(Call call) {
        List<String> lines =
                call.headerLines("Cookie").stream()
                        .filter(line -> line.contains(plainName))
                        .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String start = name(call) + "=";
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .findFirst();
    }

    /// The value of `Set-Cookie` for a new session.
    String set(Call call, SecretToken token) {
        return set(call, token.reveal());
    }

    String set(Call call, String value) {
        return header(call, value, maxAge);
    }

    /// The value of `Set-Cookie` that takes the cookie away.
    String remove(Call call) {
        return header(call, "", 0);
    }

    private String header(Call call, String value, long seconds) {
        return name(call)
                + "="
                + value
                + "; Max-Age="
                + seconds
                + ATTRIBUTES
                + (isSecure(call) ? "; Secure" : "");
    }

    private String name(Call call) {
        return isSecure(call) ? "__Host-" + plainName : plainName;
    }

    private boolean isSecure(Call call) {
        return publicUrl.baseFor(call.origin()).startsWith("https:");
    }
}
