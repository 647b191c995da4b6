package dev.zimage.config;

/// The value of a setting in force.
///
/// @param value as it was written
/// @param origin where it was written, for example `environment variable ZIMAGE_SERVER_PORT`
public record Setting(ConfigKey<?> key, String value, String origin) {

    static final String DEFAULT = "default";

    /// The value without secrets, for people to read.
    public String shown() {
        return key.type().shown().apply(value);
    }
}
