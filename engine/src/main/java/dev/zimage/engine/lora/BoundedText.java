package dev.zimage.engine.lora;

/// A text that can be read only so often. The patterns of a file from elsewhere may be made so that
/// matching them with a short name takes years.
final class BoundedText implements CharSequence {

    /// Matching a name with an ordinary pattern takes a few hundred.
    private static final int MOST_READS = 100_000;

    private final String text;
    private int reads;

    BoundedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    /// @throws IllegalArgumentException when it was read too often
    @Override
    public char charAt(int index) {
        reads++;
        if (reads > MOST_READS) {
            throw new IllegalArgumentException("alpha_pattern has a pattern that takes too long");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
