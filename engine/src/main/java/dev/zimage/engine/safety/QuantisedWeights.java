package dev.zimage.engine.safety;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The weights as nsfwjs publishes them: a byte each, with a scale and a least value for each
/// tensor, one tensor after the other.
final class QuantisedWeights {

    private static final String NAME = "mobilenet_v2";

    private final Map<String, Place> places = new HashMap<>();
    private final byte[] bytes;

    private record Listed(String name, List<Integer> shape, String dtype, Scale quantization) {

        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private record Scale(double min, double scale, String dtype) {}

    private record Place(Listed tensor, int offset) {}

    private QuantisedWeights(List<Listed> tensors, byte[] bytes) throws IOException {
        this.bytes = bytes;
        int offset = 0;
        for (Listed tensor : tensors) {
            places.put(tensor.name, new Place(tensor, offset));
            offset += tensor.size();
        }
        if (offset != bytes.length) {
            throw new IOException(
                    "%s.bin has %d bytes, %s.json describes %d"
                            .formatted(NAME, bytes.length, NAME, offset));
        }
    }

    /// Reads them from the resources of this package.
    static QuantisedWeights read() throws IOException {
        try {
            Listed[] tensors =
                    new JsonMapper().readValue(resource(NAME + ".json"), Listed[].class);
            return new QuantisedWeights(List.of(tensors), resource(NAME + ".bin"));
        } catch (JacksonException e) {
            throw new IOException(NAME + ".json cannot be read", e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = QuantisedWeights.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the program");
            }
            return in.readAllBytes();
        }
    }

    /// The sizes of the axes of a tensor.
    int[] shape(String name) {
        return place(name).tensor.shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The elements of a tensor, in its own order.
    float[] floats(String name) {
        Place place = place(name);
        Scale scale = place.tensor.quantization;
        float[] values = new float[place.tensor.size()];
        for (int i = 0; i < values.length; i++) {
            int number = Byte.toUnsignedInt(bytes[place.offset + i]);
            values[i] = (float) (number * scale.scale + scale.min);
        }
        return values;
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(
                    "no weights " + name + " among " + Arrays.toString(places.keySet().toArray()));
        }
        return place;
    }
}
