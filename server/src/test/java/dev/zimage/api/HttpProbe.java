package dev.zimage.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/// Something that an HTTP library may act on by itself: a header, a query, a spelling of the path,
/// a form of the request target, a method or a version.
///
/// @param name for messages
/// @param form makes a whole request of a method and a path
record HttpProbe(String name, BinaryOperator<String> form) {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    String request(String method, String path) {
        return form.apply(method, path);
    }

    @Override
    public String toString() {
        return name.replace("\r\n", " ").strip();
    }

    static List<HttpProbe> all() {
        List<HttpProbe> all = new ArrayList<>();
        HEADERS.forEach(lines -> all.add(new HttpProbe(lines, (m, p) -> plain(m, p, lines))));
        BODIES.forEach(body -> all.add(new HttpProbe(body, (m, p) -> head(m, p) + body)));
        AFTER.forEach(end -> all.add(new HttpProbe(end, (m, p) -> plain(m, p + end, ""))));
        BEFORE.forEach(start -> all.add(new HttpProbe(start, (m, p) -> plain(m, start + p, ""))));
        METHODS.forEach(method -> all.add(new HttpProbe(method, (m, p) -> plain(method, p, ""))));
        all.add(new HttpProbe("no length", (m, p) -> head(m, p) + "\r\n"));
        all.add(
                new HttpProbe(
                        "all slashes encoded", (m, p) -> plain(m, p.replace("/", "%2F"), "")));
        all.add(new HttpProbe("a path in capitals", (m, p) -> plain(m, capitals(p), "")));
        all.add(new HttpProbe("HTTP/1.0", (m, p) -> plain(m, p, "").replace("P/1.1", "P/1.0")));
        all.add(new HttpProbe("OPTIONS *", (m, p) -> plain("OPTIONS", "*", "")));
        return all;
    }

    private static String capitals(String path) {
        return path.toUpperCase(Locale.ROOT);
    }

    private static String head(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: x\r\n";
    }

    private static String plain(String method, String target, String lines) {
        return head(method, target)
                + lines
                + (WITH_BODY.contains(method) ? "Content-Length: 2\r\n\r\n{}" : "\r\n");
    }

    private static final List<String> HEADERS =
            lines(
                    """
                    X-HTTP-Method-Override: x
                    X-HTTP-Method-Override: DELETE
                    X-HTTP-Method-Override: BEFORE
                    X-HTTP-Method-Override:
                    X-HTTP-Method: DELETE
                    X-Method-Override: DELETE
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Version: x|Upgrade: websocket|Connection: Upgrade
                    Sec-WebSocket-Version: 13|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Protocol: ,a
                    Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA
                    Upgrade: TLS/1.0|Connection: Upgrade
                    Upgrade: ,|Connection: Upgrade
                    Content-Type: text/html;charset
                    Content-Type: application/json;charset
                    Content-Type: application/json; charset=
                    Content-Type: application/json; charset=nowhere
                    Content-Type: application/json; charset="
                    Content-Type: multipart/form-data
                    Content-Type: multipart/form-data; boundary=
                    Content-Type: application/x-www-form-urlencoded
                    Content-Type: ;
                    Content-Type:
                    Accept: ;q=
                    Accept: text/html;q=x, */*;q=
                    Accept: text/html
                    Accept-Encoding: gzip;q=
                    Accept-Encoding: *;q=0, identity;q=0
                    Accept-Encoding: ,
                    Accept-Language: ;;;
                    Accept-Charset: nowhere
                    Range: bytes=-
                    Range: bytes=0-
                    Range: bytes=a-b
                    Range: bytes=0-1,2-3
                    Range: items=0-1
                    Range: bytes=99999999999999999999-
                    Range:
                    If-Range: "
                    If-None-Match: "
                    If-None-Match: W/
                    If-None-Match: *
                    If-Match: x
                    If-Modified-Since: yesterday
                    If-Unmodified-Since: yesterday
                    Cookie: JSESSIONID=x
                    Cookie: JSESSIONID=../../x
                    Cookie: JSESSIONID=node0abc.node0
                    Cookie: =
                    Cookie: ;;;
                    Cookie: a="b
                    Cookie: $Version=1; a=b; $Path=/
                    Cookie: a=\u00ff; b=\u0080
                    Cookie:
                    Authorization: Basic !!!
                    Authorization: Basic
                    Authorization:
                    Authorization: Digest x
                    Authorization: Negotiate x
                    Proxy-Authorization: Basic !!!
                    Expect: x
                    TE: trailers, deflate;q=x
                    Trailer: Content-Length
                    Connection: close, Host
                    Connection: ,
                    Keep-Alive: timeout=x
                    Proxy-Connection: keep-alive
                    Forwarded: for="
                    Forwarded: host=evil.example;proto=javascript
                    X-Forwarded-For: x
                    X-Forwarded-For: ,,,
                    X-Forwarded-Proto: javascript
                    X-Forwarded-Host: a b
                    X-Forwarded-Port: 99999999999
                    X-Forwarded-Prefix: /../..
                    X-Forwarded-Server: evil.example
                    X-Proxied-Https: on
                    X-Original-URL: /metrics
                    X-Rewrite-URL: /metrics
                    Proxy: http://evil.example/
                    Max-Forwards: 0
                    Max-Forwards: x
                    Origin: null
                    Origin: http:
                    Origin: ://
                    Sec-Fetch-Site: x
                    Referer: ::
                    Access-Control-Request-Method: x
                    Access-Control-Request-Headers: \u00ff
                    Priority: u=x
                    Early-Data: 1
                    Date: x
                    Prefer: wait=
                    Prefer: wait=99999999999999
                    Idempotency-Key: \u00ff
                    Last-Event-ID: x
                    MCP-Protocol-Version: x
                    MCP-Session-Id: x
                    X-CSRF-Token: \u00ff
                    X-Stainless-Retry-Count: -1
                    Content-Encoding: gzip
                    Content-Encoding: br, gzip
                    Content-Length: 0
                    Traceparent: x
                    """);

    private static final List<String> BODIES =
            Stream.of(
                            "Transfer-Encoding: chunked|Trailer: x||2|{}|0|x: y||",
                            "Transfer-Encoding: chunked||2;a=\"b|{}|0||",
                            "Transfer-Encoding: chunked||ffffffff|",
                            "Transfer-Encoding: chunked||7fffffffffffffff|",
                            "Transfer-Encoding: chunked||zz|",
                            "Transfer-Encoding: chunked|Content-Type: application/json||0||",
                            "Transfer-Encoding: gzip, chunked||0||",
                            "Transfer-Encoding: identity, chunked||0||",
                            "Transfer-Encoding: gzip|Transfer-Encoding: chunked||0||",
                            "Transfer-Encoding: identity||",
                            "Transfer-Encoding: x||",
                            "Transfer-Encoding: chunked, chunked||0||",
                            "Transfer-Encoding: chunked, gzip||0||",
                            "Transfer-Encoding: ||",
                            "Expect: 100-continue, x|Content-Length: 2||{}",
                            "Content-Type: application/json|Content-Length: 4||null",
                            "Content-Type: application/x-www-form-urlencoded|Content-Length: 14||_method=DELETE",
                            "Content-Type: multipart/form-data; boundary=x|Content-Length: 3||--x")
                    .map(text -> text.replace("|", "\r\n"))
                    .toList();

    /// What follows the path.
    private static final List<String> AFTER =
            lines(
                            """
                            ?_method=DELETE
                            ?X-HTTP-Method-Override=x
                            ?%
                            ?%zz
                            ?%ff
                            ?a=%
                            ?%u0041
                            ?=
                            ?&&&
                            ?limit=%zz
                            ?limit&limit
                            ?limit=1;limit=2
                            ?expires=%ff&signature=%zz
                            ?jsessionid=x
                            ??
                            ?a[]={}<>
                            ?\u00e9
                            #fragment
                            ;jsessionid=x
                            ;a=b;c
                            ;
                            /
                            //
                            /;
                            /.
                            /./
                            /..
                            /..;
                            /%2e
                            /%2e%2e
                            %2f
                            %5c
                            %3Bjsessionid=x
                            %00
                            %0d%0aX-Evil:%20x
                            %
                            %u0041
                            .json
                            {}
                            %7Bid%7D
                            """)
                    .stream()
                    .map(String::strip)
                    .toList();

    /// What precedes the path.
    private static final List<String> BEFORE =
            List.of(
                    "http://x",
                    "https://x",
                    "ftp://x",
                    "HTTP://X",
                    "http://x:80",
                    "http://u:p@x",
                    "http://",
                    "http:",
                    "/",
                    "//evil.example",
                    "/.",
                    "/..",
                    "/;a=b",
                    "/%2e%2e");

    private static final List<String> METHODS =
            List.of(
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "QUERY",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "PRI",
                    "BEFORE",
                    "BEFORE_MATCHED",
                    "AFTER",
                    "WEBSOCKET_BEFORE_UPGRADE",
                    "get",
                    "G".repeat(2_000));

    private static List<String> lines(String text) {
        return text.lines().map(line -> line.replace("|", "\r\n") + "\r\n").toList();
    }
}
