package dev.zimage.people;

import dev.zimage.crypto.Sha256;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address, which identifies a person: in lower case and without surrounding blanks.
/// Nothing is sent to it.
///
/// @param text of the address
public record EmailAddress(String text) {

    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s@\\p{Cntrl}\\p{Cf}]{1,64}@[^\\s@\\p{Cntrl}\\p{Cf}]{1,253}");

    private static final String LABEL =
            "[\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";

    /// A dot-atom of RFC 5322, with the letters of all scripts (RFC 6531), and a host name.
    /// Stricter than [#FORM], which an address that is already stored may have.
    private static final Pattern TYPED =
            Pattern.compile(
                    "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@"
                            + LABEL
                            + "(\\."
                            + LABEL
                            + ")*");

    public EmailAddress {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an e-mail address has the form name@host");
        }
    }

    /// Parses an address as people type it; empty when it is malformed.
    public static Optional<EmailAddress> parse(String typed) {
        String text = normal(typed);
        return text.length() <= LONGEST
                        && FORM.matcher(text).matches()
                        && TYPED.matcher(text).matches()
                ? Optional.of(new EmailAddress(text))
                : Optional.empty();
    }

    private static String normal(String typed) {
        return typed.length() > 2 * LONGEST
                ? typed
                : Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /// A hash, for use where the address of an unknown person must not be stored.
    String hash() {
        return Sha256.hex(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
