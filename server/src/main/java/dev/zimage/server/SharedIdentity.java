package dev.zimage.server;

import dev.zimage.database.Database;
import dev.zimage.database.InstallationSecret;
import dev.zimage.database.StorageException;
import dev.zimage.provenance.credentials.IdentityStore;
import java.io.IOException;
import java.util.Optional;

/// The key that signs pictures, in the database: all processes of the installation sign as one.
public final class SharedIdentity implements IdentityStore {

    private final InstallationSecret secret;

    public SharedIdentity(Database database) {
        this.secret = new InstallationSecret(database, "provenance.identity");
    }

    @Override
    public Optional<String> read() throws IOException {
        try {
            return secret.read();
        } catch (StorageException e) {
            throw failed(e);
        }
    }

    @Override
    public String keep(String pem) throws IOException {
        try {
            return secret.keep(pem);
        } catch (StorageException e) {
            throw failed(e);
        }
    }

    @Override
    public void replace(String pem) throws IOException {
        try {
            secret.replace(pem);
        } catch (StorageException e) {
            throw failed(e);
        }
    }

    private IOException failed(StorageException e) {
        return new IOException(this + ": " + e.failure().meaning(), e);
    }

    @Override
    public String toString() {
        return "the signing key in the database";
    }
}
