package dev.zimage.health;

import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A media store that reports pictures that it could not store.
record WatchedMedia(MediaStore watched, Consumer<IOException> failed) implements MediaStore {

    @Override
    public void store(MediaKey key, byte[] picture) throws IOException {
        try {
            watched.store(key, picture);
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public Optional<StoredMedia> find(MediaKey key) throws IOException {
        return watched.find(key);
    }

    @Override
    public boolean delete(MediaKey key) throws IOException {
        return watched.delete(key);
    }

    @Override
    public Map<MediaKey, IOException> deleteAll(Collection<MediaKey> pictures) {
        return watched.deleteAll(pictures);
    }

    @Override
    public void check(boolean afterFailure) throws IOException {
        watched.check(afterFailure);
    }

    @Override
    public void inspect() throws IOException {
        watched.inspect();
    }

    @Override
    public OptionalLong freeBytes() {
        return watched.freeBytes();
    }

    @Override
    public void browse(Instant storedBefore, Consumer<List<MediaKey>> some) throws IOException {
        watched.browse(storedBefore, some);
    }

    @Override
    public void close() {
        watched.close();
    }

    @Override
    public String toString() {
        return watched.toString();
    }
}
