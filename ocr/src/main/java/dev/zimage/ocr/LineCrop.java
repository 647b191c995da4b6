package dev.zimage.ocr;

/// Cuts lines out of a picture and lays them flat, 48 pixels high, as the recogniser takes them.
final class LineCrop {

    static final int HEIGHT = 48;

    /// Wider lines are condensed: a line of some 80 letters.
    private static final int MAX_WIDTH = 1920;

    private static final int LEAST_WIDTH = 16;

    private final Bitmap bitmap;

    LineCrop(Bitmap bitmap) {
        this.bitmap = bitmap;
    }

    Planes line(Ribbon ribbon) {
        return line(ribbon, 1);
    }

    /// @param stretch how many times as wide as it is
    Planes line(Ribbon ribbon, double stretch) {
        double aspect = ribbon.length() / ribbon.meanThickness();
        int width = Math.clamp((int) Math.ceil(HEIGHT * aspect * stretch), LEAST_WIDTH, MAX_WIDTH);
        return cut(ribbon, width);
    }

    /// Letters below one another, set beside one another.
    ///
    /// @param box whose line runs to the right, over all letters
    /// @param letters how many stand below one another
    Planes column(TextBox box, int letters) {
        Planes row = new Planes(HEIGHT * letters, HEIGHT);
        double height = box.thickness() / letters;
        for (int i = 0; i < letters; i++) {
            Point centre =
                    box.centre().plus(box.across(), (i + 0.5) * height - box.thickness() / 2);
            TextBox letter = new TextBox(centre, box.direction(), box.length(), height);
            row.paste(cut(Ribbon.of(letter), HEIGHT), i * HEIGHT);
        }
        return row;
    }

    /// Each pixel is the mean of as many samples as it has pixels of the picture below it.
    private Planes cut(Ribbon ribbon, int width) {
        Planes planes = new Planes(width, HEIGHT);
        int fine = Math.clamp(Math.round(ribbon.meanThickness() / HEIGHT), 1, 8);
        float[] sample = new float[3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                float[] sum = new float[3];
                for (int i = 0; i < fine * fine; i++) {
                    double along = (x + (i % fine + 0.5) / fine) * ribbon.length() / width;
                    int row = i / fine;
                    double across = (y + (row + 0.5) / fine) / HEIGHT;
                    Point place = ribbon.at(along, across);
                    bitmap.sample(place.x(), place.y(), sample);
                    for (int channel = 0; channel < 3; channel++) {
                        sum[channel] += sample[channel];
                    }
                }
                float scale = 1f / (127.5f * fine * fine);
                planes.set(x, y, sum[0] * scale - 1, sum[1] * scale - 1, sum[2] * scale - 1);
            }
        }
        return planes;
    }
}
