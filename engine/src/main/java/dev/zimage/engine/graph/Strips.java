package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Input;
import java.util.Map;

/// Where a picture is cut for the convolutions of a level of the decoder: into strips of rows, and
/// these into tiles of 4 by 4, whose surroundings of 6 by 6 overlap by two. The graph is told by
/// places, which are integers in floats.
///
/// @param height of the picture at this level
/// @param width likewise
/// @param tileRows of a strip
record Strips(int height, int width, int tileRows) {

    static final int TILE = 4;
    static final int AROUND = 6;

    /// Zeros left and right of a strip: right of it enough for a tile that sticks out.
    static final int LEFT = 1;

    static final int RIGHT = 4;

    /// Tiles of a strip: enough to be worth reading the kernels, and few enough for what is
    /// computed of them to stay in the cache.
    private static final int TILES = 256;

    /// Cuts a picture into strips of about as many tiles.
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
        int around = rows() + 2;
        float[] rows = new float[count() * around];
        float[] inside = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = i / around * rows() + i % around - 1;
            rows[i] = Math.clamp(row, 0, height - 1);
            inside[i] = row == rows[i] ? 1 : 0;
        }
        inputs.put("rows." + level, Input.of(rows, count(), around));
        inputs.put("inside." + level, Input.of(inside, count(), around, 1, 1));
        int tiles = tileRows * tileColumns();
        inputs.put("around." + level, Input.of(around(), AROUND * AROUND, tiles));
        inputs.put("places." + level, Input.of(places(1), rows(), width));
        inputs.put("doubled." + level, Input.of(places(2), rows() * 2L, width * 2L));
        inputs.put("height." + level, Input.of(new float[] {height}, 1));
    }

    /// The places of a strip with its zeros that tiles see.
    private float[] around() {
        int tiles = tileRows * tileColumns();
        float[] places = new float[AROUND * AROUND * tiles];
        for (int i = 0; i < places.length; i++) {
            int tile = i % tiles;
            int point = i / tiles;
            int row = tile / tileColumns() * TILE + point / AROUND;
            int column = tile % tileColumns() * TILE + point % AROUND;
            places[i] = row * (LEFT + width + RIGHT) + column;
        }
        return places;
    }

    /// Which result of the tiles a pixel of the strip is.
    ///
    /// @param scale pixels of a side for each place
    private float[] places(int scale) {
        int tiles = tileRows * tileColumns();
        float[] places = new float[rows() * width * scale * scale];
        for (int i = 0; i < places.length; i++) {
            int y = i / (width * scale);
            int x = i % (width * scale);
            int tile = y / scale / TILE * tileColumns() + x / scale / TILE;
            int point = y / scale % TILE * TILE + x / scale % TILE;
            int parity = y % scale * scale + x % scale;
            places[i] = (point * tiles + tile) * scale * scale + parity;
        }
        return places;
    }
}
