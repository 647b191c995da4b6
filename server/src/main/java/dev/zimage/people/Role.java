package dev.zimage.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do in the console. Each role may do everything that those after it may.
public enum Role {
    /// Sees and changes all accounts.
    OPERATOR,
    /// Manages their own account: its people, keys and webhooks.
    OWNER,
    /// Orders pictures for the account, and makes keys for their own use.
    MEMBER,
    /// Sees everything of the account and changes nothing.
    VIEWER;

    /// Whether this role may do what the other one may.
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }

    /// The word in the database and on the wire, like `owner`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role with this label; empty when it is unknown.
    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }

    /// The role in the table `people`: operators are marked as such beside their role in the
    /// account.
    static Role stored(String kind, String accountRole) {
        return kind.equals(OPERATOR.label()) ? OPERATOR : of(accountRole).orElseThrow();
    }

    /// The column `role` in the table `people`.
    String kind() {
        return this == OPERATOR ? label() : MEMBER.label();
    }

    /// The column `account_role` in the table `people`.
    String accountRole() {
        return this == OPERATOR ? OWNER.label() : label();
    }
}
