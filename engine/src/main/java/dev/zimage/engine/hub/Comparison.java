package dev.zimage.engine.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Holds the files of a folder against those of the hub.
final class Comparison {

    private final PullListener listener;
    private final Optional<PulledModel> marked;
    private final PullFolder folder;
    private final int files;
    private final long total;
    private long read;
    private int same;

    /// @param marked what an earlier pull has checked and is to be believed
    Comparison(
            PullListener listener,
            Optional<PulledModel> marked,
            List<HubFile> files,
            PullFolder folder) {
        this.listener = listener;
        this.marked = marked;
        this.folder = folder;
        this.files = files.size();
        this.total = files.stream().filter(this::isToBeRead).mapToLong(HubFile::size).sum();
    }

    /// The SHA-256 of the file in the folder.
    ///
    /// @return empty when it is not what the hub has
    Optional<String> sha256(HubFile file) throws IOException, InterruptedException {
        Optional<String> known = known(file);
        if (known.isEmpty() && isToBeRead(file)) {
            FileCheck check = FileCheck.of(folder.place(file), file, this::tell);
            known = check.right() ? Optional.of(check.sha256()) : Optional.empty();
        }
        same += known.isPresent() ? 1 : 0;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return known;
    }

    private void tell(long bytes) {
        read += bytes;
        listener.progress(new PullProgress(PullProgress.Phase.COMPARING, read, total, same, files));
    }

    private boolean isToBeRead(HubFile file) {
        return known(file).isEmpty() && hasSize(file);
    }

    private Optional<String> known(HubFile file) {
        return marked.flatMap(model -> model.file(file.path()))
                .map(PulledModel.PulledFile::sha256)
                .filter(digest -> file.checksum().equals(Checksum.sha256(digest)))
                .filter(_ -> hasSize(file));
    }

    private boolean hasSize(HubFile file) {
        Path path = folder.place(file);
        try {
            return Files.isRegularFile(path) && Files.size(path) == file.size();
        } catch (IOException e) {
            return false;
        }
    }
}
