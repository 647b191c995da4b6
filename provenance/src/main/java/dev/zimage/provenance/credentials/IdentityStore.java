package dev.zimage.provenance.credentials;

import java.io.IOException;
import java.util.Optional;

/// Where an installation keeps the key that was made for it, with its certificate: one text in PEM.
public interface IdentityStore {

    /// What is kept.
    ///
    /// @throws IOException when it cannot be read; says why
    Optional<String> read() throws IOException;

    /// Keeps a text unless there is one.
    ///
    /// @return what is kept now: another process may have been first
    /// @throws IOException when it cannot be written; says why
    String keep(String pem) throws IOException;

    /// Keeps a text in place of the one before.
    ///
    /// @throws IOException when it cannot be written; says why
    void replace(String pem) throws IOException;

    /// The place, for messages.
    @Override
    String toString();
}
