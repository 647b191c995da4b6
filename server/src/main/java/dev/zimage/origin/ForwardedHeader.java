package dev.zimage.origin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Parses a `Forwarded` header (RFC 7239). Accepts values that should be quoted but are not, such
/// as `for=[::1]:80`, because proxies send them.
final class ForwardedHeader {

    private final String text;
    private int at;

    private ForwardedHeader(String text) {
        this.text = text;
    }

    /// The hops in the order of the header, the client's first; empty when any part of it is
    /// malformed.
    static List<Hop> parse(String header) {
        try {
            return new ForwardedHeader(header).hops();
        } catch (MalformedException malformed) {
            return List.of();
        }
    }

    private List<Hop> hops() throws MalformedException {
        List<Hop> hops = new ArrayList<>();
        do {
            Map<String, String> pairs = element();
            if (!pairs.isEmpty()) {
                hops.add(new Hop(pairs.get("for"), pairs.get("host"), pairs.get("proto"), null));
            }
        } while (skip(','));
        if (at < text.length()) {
            throw new MalformedException();
        }
        return hops;
    }

    private Map<String, String> element() throws MalformedException {
        Map<String, String> pairs = new HashMap<>();
        do {
            String name = word("=,;\" \t").toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                continue;
            }
            if (!skip('=') || pairs.putIfAbsent(name, value()) != null) {
                throw new MalformedException();
            }
        } while (skip(';'));
        return pairs;
    }

    private String value() throws MalformedException {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        String value = word(",;=\" \t");
        if (value.isEmpty()) {
            throw new MalformedException();
        }
        return value;
    }

    private String quoted() throws MalformedException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        throw new MalformedException();
    }

    private String word(String end) {
        skipBlanks();
        int start = at;
        while (at < text.length() && end.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean skip(char expected) {
        skipBlanks();
        boolean found = at < text.length() && text.charAt(at) == expected;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
