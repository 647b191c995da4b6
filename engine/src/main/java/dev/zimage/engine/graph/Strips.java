package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Input;
import java.util.Map;

/// How a picture is cut for the convolutions of one level of the decoder: into strips of rows, and
/// each strip into tiles of 4 by 4 pixels, whose surroundings of 6 by 6 overlap by two. The graph
/// takes the places of the tiles' pixels as inputs: integers that are passed as floats.
///
/// @param height of the picture at this level
/// @param width of the picture at this level
/// @param tileRows rows of tiles in a strip
record Strips(int height, int width, int tileRows) {

    static final int TILE = 4;
    static final int AROUND = 6;

    /// Rows that are computed for a strip besides its own: one above, one below, and one of zeros,
    /// for what tiles need from beyond the left and right edges.
    private static final int MORE_ROWS = 3;

    /// Tiles in a strip: enough to make reading the kernels worthwhile, and few enough for all
    /// values that are computed for them to stay in the cache.
    private static final int TILES = 256;

    /// Cuts a picture into strips of up to [#TILES] tiles, or of one row of tiles if that is more.
    static Strips of(int height, int width) {
        int most = Math.max(1, TILES / Math.ceilDiv(width, TILE));
        return new Strips(height, width, Math.min(most, Math.ceilDiv(height, TILE)));
    }

    private int tileColumns() {
        return Math.ceilDiv(width, TILE);
    }

    private int rows() {
        return tileRows * TILE;
    }

    private int count() {
        return Math.ceilDiv(height, rows());
    }

    /// Adds the inputs of the graph for this level.
    void addTo(Map<String, Input> inputs, int level) {
        int around = rows() + MORE_ROWS;
        float[] rows = new float[count() * around];
        float[] inside = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / around * rows() + i % around - 1;
            boolean last = i % around == around - 1;
            rows[i] = Math.clamp(row, 0, height - 1);
            inside[i] = row == rows[i] && !last ? 1 : 0;
        }
        inputs.put("rows." + level, Input.of(rows, count(), around));
        inputs.put("inside." + level, Input.of(inside, count(), around, 1, 1));
        int tiles = tileRows * tileColumns();
        inputs.put("around." + level, Input.of(around(), AROUND * AROUND, tiles));
        inputs.put("places." + level, Input.of(places(1), rows(), width));
        inputs.put("doubled." + level, Input.of(places(2), rows() * 2L, width * 2L));
        inputs.put("height." + level, Input.of(new float[] {height}, 1));
    }

    /// For each point of the surroundings and each tile, its place in a strip.
    private float[] around() {
        int tiles = tileRows * tileColumns();
        float[] places = new float[AROUND * AROUND * tiles];
        for (int i = 0; i < places.length; i++) {
            int tile = i % tiles;
            int point = i / tiles;
            int row = tile / tileColumns() * TILE + point / AROUND;
            int column = tile % tileColumns() * TILE + point % AROUND - 1;
            boolean beyond = column < 0 || column >= width;
            places[i] = beyond ? (rows() + MORE_ROWS - 1) * width : row * width + column;
        }
        return places;
    }

    /// For each pixel of a strip, its place among the results of the tiles.
    ///
    /// @param scale 2 for a result of twice the size, else 1
    private float[] places(int scale) {
        int tiles = tileRows * tileColumns();
        float[] places = new float[rows() * width * scale * scale];
        for (int i = 0; i < places.length; i++) {
            int y = i / (width * scale);
            int x = i % (width * scale);
            int tile = y / scale / TILE * tileColumns() + x / scale / TILE;
            int point = y / scale % TILE * TILE + x / scale % TILE;
            int parity = y % scale * scale + x % scale;
            places[i] = (parity * TILE * TILE + point) * tiles + tile;
        }
        return places;
    }
}
