package dev.zimage.verification;

import dev.zimage.database.Database;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.fingerprints.FingerprintArchive;
import dev.zimage.tasks.lookup.TaskReader;
import java.util.List;
import java.util.Optional;

/// The pictures that were drawn here.
public interface KnownPictures {

    /// Where no pictures are kept.
    KnownPictures NONE =
            new KnownPictures() {
                @Override
                public List<Task> like(Fingerprint fingerprint) {
                    return List.of();
                }

                @Override
                public Optional<Fingerprint> looks(TaskId id) {
                    return Optional.empty();
                }

                @Override
                public Optional<Task> task(TaskId id) {
                    return Optional.empty();
                }
            };

    /// The tasks whose pictures look the same, nearest first.
    List<Task> like(Fingerprint fingerprint);

    /// What the picture of a task looks like, where that was kept.
    Optional<Fingerprint> looks(TaskId id);

    /// The task with this id.
    Optional<Task> task(TaskId id);

    /// Those of an installation.
    static KnownPictures of(Database database, FingerprintArchive fingerprints) {
        return new KnownPictures() {
            @Override
            public List<Task> like(Fingerprint fingerprint) {
                return fingerprints.like(fingerprint);
            }

            @Override
            public Optional<Fingerprint> looks(TaskId id) {
                return fingerprints.of(id);
            }

            @Override
            public Optional<Task> task(TaskId id) {
                return database.read(tx -> TaskReader.find(tx, id));
            }
        };
    }
}
