package dev.zimage.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do in the console.
public enum Role {
    /// Sees and changes all accounts.
    OPERATOR,
    /// Sees their own account only.
    MEMBER;

    /// The word in the database and on the wire: `operator` or `member`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role with this label; empty when it is unknown.
    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
