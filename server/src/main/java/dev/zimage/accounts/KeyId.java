package dev.zimage.accounts;

/// Names an API key inside the database. It is not secret.
public record KeyId(long value) {

    @Override
    public String toString() {
        return "key_" + value;
    }
}
