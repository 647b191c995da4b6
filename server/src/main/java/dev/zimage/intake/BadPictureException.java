package dev.zimage.intake;

/// A picture that cannot be fetched or read. The message is for the client, as the rest of a
/// sentence that begins with the picture's name.
public final class BadPictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int index;

    /// @param index of the picture in the order, from 0
    BadPictureException(int index, String text) {
        super(text, null, false, false);
        this.index = index;
    }

    /// The number of the picture in the order, from 0.
    public int index() {
        return index;
    }

    /// What is wrong with it.
    public String text() {
        return String.valueOf(getMessage());
    }
}
