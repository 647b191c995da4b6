package dev.zimage.ocr;

import java.util.ArrayList;
import java.util.List;

/// Finds the connected parts of a probability map. The map is of a scaled picture; what is found is
/// in the pixels of the picture itself.
final class RegionFinder {

    private static final float CORE = 0.3f;
    private static final double SURE = 0.5;
    private static final int LEAST_PIXELS = 12;

    private final ProbabilityMap map;
    private final double across;
    private final double down;
    private final double growth;
    private final boolean[] seen;

    /// @param across how many pixels of the picture one of the map is wide
    /// @param down how many pixels of the picture one of the map is high
    /// @param growth see [Look#growth]
    RegionFinder(ProbabilityMap map, double across, double down, double growth) {
        this.map = map;
        this.across = across;
        this.down = down;
        this.growth = growth;
        this.seen = new boolean[map.values().length];
    }

    List<TextRegion> find() {
        List<TextRegion> regions = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            if (isNew(start)) {
                IntList pixels = connected(start);
                if (pixels.size() >= LEAST_PIXELS && mean(pixels) >= SURE) {
                    regions.add(TextRegion.of(places(pixels), growth));
                }
            }
        }
        return regions;
    }

    private boolean isNew(int at) {
        return !seen[at] && map.values()[at] > CORE;
    }

    private IntList connected(int start) {
        IntList pixels = new IntList();
        pixels.add(start);
        seen[start] = true;
        for (int i = 0; i < pixels.size(); i++) {
            int x = pixels.get(i) % map.width();
            int y = pixels.get(i) / map.width();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    visit(x + dx, y + dy, pixels);
                }
            }
        }
        return pixels;
    }

    private void visit(int x, int y, IntList pixels) {
        if (x >= 0 && y >= 0 && x < map.width() && y < map.height()) {
            int at = y * map.width() + x;
            if (isNew(at)) {
                seen[at] = true;
                pixels.add(at);
            }
        }
    }

    private double mean(IntList pixels) {
        double sum = 0;
        for (int i = 0; i < pixels.size(); i++) {
            sum += map.values()[pixels.get(i)];
        }
        return sum / pixels.size();
    }

    private List<Point> places(IntList pixels) {
        List<Point> places = new ArrayList<>(pixels.size());
        for (int i = 0; i < pixels.size(); i++) {
            int at = pixels.get(i);
            int row = at / map.width();
            places.add(new Point((at % map.width() + 0.5) * across, (row + 0.5) * down));
        }
        return places;
    }
}
