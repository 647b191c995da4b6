package dev.zimage.api.console;

import io.nayuki.qrcodegen.QrCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A text as a QR code, drawn as one path of SVG whose unit is a module.
///
/// @param size of a side in modules, with the quiet zone
/// @param path of the dark modules
record QrSymbol(int size, String path) {

    private static final int QUIET_ZONE = 4;

    static QrSymbol of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        String path =
                IntStream.range(0, code.size)
                        .boxed()
                        .flatMap(y ->
                                IntStream.range(0, code.size)
                                        .filter(x -> code.getModule(x, y))
                                        .mapToObj(x -> module(x, y)))
                        .collect(Collectors.joining());
        return new QrSymbol(code.size + 2 * QUIET_ZONE, path);
    }

    private static String module(int x, int y) {
        return "M%d %dh1v1h-1z".formatted(x + QUIET_ZONE, y + QUIET_ZONE);
    }
}
