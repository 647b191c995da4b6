package dev.zimage.sketch.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A thing that a prompt can ask for. `motifs.txt` lists them.
///
/// @param name that its file has, as `ice-cream`
/// @param place where in a picture it belongs: `light`, `heaven`, `weather`, `land`, `air`,
///   `water`, `ground`, `table` or `nowhere`
/// @param still whether it needs no landscape around it
public record Motif(String name, String place, boolean still) {

    private static final Set<String> SUBJECTS = Set.of("air", "water", "ground", "table");
    private static final Map<String, Motif> ALL = read();

    private static Map<String, Motif> read() {
        Map<String, Motif> all = new LinkedHashMap<>();
        for (WordTable.Line line : WordTable.read("motifs.txt")) {
            for (String name : line.values()) {
                all.put(name, new Motif(name, line.keys().getFirst(), line.keys().size() > 1));
            }
        }
        return all;
    }

    public static List<Motif> all() {
        return new ArrayList<>(ALL.values());
    }

    /// @throws IllegalArgumentException when there is no motif of that name
    public static Motif named(String name) {
        Motif motif = ALL.get(name);
        if (motif == null) {
            throw new IllegalArgumentException("no motif " + name + " in motifs.txt");
        }
        return motif;
    }

    /// Whether it stands in a scene by itself, and is not a part of land or sky.
    public boolean isSubject() {
        return SUBJECTS.contains(place);
    }

    /// Its name in plain English, as `ice cream`.
    public String title() {
        return name.replace('-', ' ');
    }
}
