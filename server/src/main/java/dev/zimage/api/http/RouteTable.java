package dev.zimage.api.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Finds the operations of a path. Only the path of the request counts, as it was sent: the HTTP
/// library's own router would also go by a header of the client. One slash at the end makes no
/// difference.
final class RouteTable {

    private final Map<String, Entry> plain = new HashMap<>();
    private final Map<String, Entry> patterns = new LinkedHashMap<>();

    private record Entry(String path, List<String> segments, Map<String, Route> routes) {}

    /// A path that is served.
    ///
    /// @param path as the route declares it
    /// @param routes of the path by method
    /// @param parameters of the path by name, still percent-encoded
    record Match(String path, Map<String, Route> routes, Map<String, String> parameters) {}

    RouteTable(List<Route> routes) {
        Map<String, Map<String, Route>> paths =
                routes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Route::path,
                                        TreeMap::new,
                                        Collectors.toMap(Route::method, route -> route)));
        paths.forEach((path, byMethod) ->
                (isPattern(path) ? patterns : plain)
                        .put(path, new Entry(path, segments(path), Map.copyOf(byMethod))));
    }

    private static boolean isPattern(String path) {
        return path.contains("{") || path.contains("<");
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /// @param asked the path of a request, still percent-encoded
    Optional<Match> find(String asked) {
        boolean slash = !asked.endsWith("//") && asked.length() > 1 && asked.endsWith("/");
        String path = slash ? asked.substring(0, asked.length() - 1) : asked;
        Entry known = plain.get(path);
        return known == null
                ? findPattern(segments(path))
                : Optional.of(new Match(known.path, known.routes, Map.of()));
    }

    private Optional<Match> findPattern(List<String> asked) {
        return patterns.values().stream()
                .filter(entry -> fits(entry.segments, asked))
                .findFirst()
                .map(entry -> new Match(entry.path, entry.routes, parameters(entry, asked)));
    }

    private static boolean fits(List<String> pattern, List<String> asked) {
        boolean rest = pattern.getLast().startsWith("<");
        if (rest ? pattern.size() > asked.size() : pattern.size() != asked.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            boolean fits =
                    (segment.startsWith("{") || segment.startsWith("<"))
                            ? !asked.get(i).isEmpty()
                            : segment.equals(asked.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(Entry entry, List<String> asked) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < entry.segments.size(); i++) {
            String segment = entry.segments.get(i);
            if (segment.startsWith("{")) {
                parameters.put(name(segment), asked.get(i));
            } else if (segment.startsWith("<")) {
                parameters.put(name(segment), String.join("/", asked.subList(i, asked.size())));
            }
        }
        return parameters;
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
