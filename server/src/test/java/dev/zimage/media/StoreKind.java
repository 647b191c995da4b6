package dev.zimage.media;

import dev.zimage.media.folder.FolderMediaStore;
import dev.zimage.media.s3.S3Location;
import dev.zimage.media.s3.S3MediaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The media stores that every test of a store, and of the links to pictures, runs on.
public enum StoreKind {
    FOLDER {
        @Override
        public Place place(Path folder) {
            return new Place(Map.of("media.store", folder.resolve("media").toString())) {
                @Override
                public MediaStore open() {
                    return new FolderMediaStore(folder.resolve("media"));
                }
            };
        }
    },
    S3 {
        @Override
        public Place place(Path folder) {
            S3Server server = S3Server.get();
            String bucket = server.bucket();
            S3Location location =
                    new S3Location(
                            bucket,
                            "pictures/",
                            Optional.of(server.endpoint()),
                            Optional.empty(),
                            true);
            return new Place(S3Server.settings(bucket, server.port())) {
                @Override
                public MediaStore open() throws IOException {
                    return S3MediaStore.open(location);
                }
            };
        }
    };

    /// A place for pictures that is empty at first.
    ///
    /// @param folder in which it can be
    public abstract Place place(Path folder);

    /// Where pictures are kept.
    public abstract static class Place {

        private final Map<String, String> settings;

        private Place(Map<String, String> settings) {
            this.settings = settings;
        }

        /// The settings of a server that keeps its pictures there.
        public Map<String, String> settings() {
            return settings;
        }

        /// Opens a store on it; several can be open at once.
        public abstract MediaStore open() throws IOException;
    }
}
