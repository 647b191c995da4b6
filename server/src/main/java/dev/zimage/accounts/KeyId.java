package dev.zimage.accounts;

/// Identifies an API key in the database. It is not secret.
public record KeyId(long value) {

    @Override
    public String toString() {
        return "key_" + value;
    }
}
