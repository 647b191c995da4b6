package dev.zimage.upstream;

import java.util.regex.Pattern;

/// The key that a server wants. It is sent to the servers of its engine and printed nowhere.
public final class AccessKey {

    /// What a header can hold.
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final String text;

    /// @throws IllegalArgumentException when no header can hold it; the message does not show it
    public AccessKey(String text) {
        if (!VISIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be one line of visible ASCII characters without spaces");
        }
        this.text = text;
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "AccessKey[hidden]";
    }
}
