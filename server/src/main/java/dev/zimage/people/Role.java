package dev.zimage.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do in the console.
public enum Role {
    /// Sees and changes all accounts.
    OPERATOR,
    /// Sees the own account only.
    MEMBER;

    /// The word in the database and on the wire: `operator` or `member`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role with this label; empty when there is none.
    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
