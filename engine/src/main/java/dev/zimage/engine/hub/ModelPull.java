package dev.zimage.engine.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Pulls a model from a hub into a folder. Any number may run at once, each on a folder of its own;
/// a second one on the same folder is refused.
///
/// Until the end the folder's own files do not change: downloads are kept beside them, and the next
/// pull resumes an interrupted one where it stopped. [FolderState] tells whether a folder is
/// complete.
public final class ModelPull {

    private static final int TRIES_TO_LIST = 3;

    private final PullRequest request;
    private final TransferPolicy policy;
    private final PullListener listener;
    private final Clock clock;
    private final Map<String, String> sha256 = new TreeMap<>();

    private ModelPull(
            PullRequest request, TransferPolicy policy, PullListener listener, Clock clock) {
        this.request = request;
        this.policy = policy;
        this.listener = listener;
        this.clock = clock;
    }

    /// What a pull has done.
    ///
    /// @param model what the folder holds now
    /// @param fetched bytes that came from the hub, 0 when the folder was whole already
    public record Outcome(PulledModel model, long fetched) {}

    /// Pulls, and returns when the folder holds the whole model.
    ///
    /// @throws PullException when it does not; what was fetched is kept
    /// @throws InterruptedException when the calling thread was interrupted; likewise
    public static Outcome run(PullRequest request, PullListener listener, Clock clock)
            throws PullException, InterruptedException {
        return run(request, TransferPolicy.usual(), listener, clock);
    }

    static Outcome run(
            PullRequest request, TransferPolicy policy, PullListener listener, Clock clock)
            throws PullException, InterruptedException {
        try (PullFolder folder = PullFolder.open(request.folder());
                HubClient client = new HubClient(request, policy)) {
            return new ModelPull(request, policy, listener, clock).run(folder, client);
        }
    }

    private Outcome run(PullFolder folder, HubClient client)
            throws PullException, InterruptedException {
        HubApi api = HubApi.of(request.source(), client);
        HubApi.Listing listing = list(api);
        List<HubFile> files = NeededFiles.of(request.source().repository(), listing.files());
        listener.found(
                listing.commit(), files.size(), files.stream().mapToLong(HubFile::size).sum());
        try {
            List<HubFile> missing = missing(folder, files);
            long fetched = 0;
            if (!missing.isEmpty()) {
                fetched = fetch(folder, api, client, listing.commit(), files, missing);
            }
            return end(folder, model(listing.commit(), files), missing, fetched);
        } catch (IOException e) {
            throw PullFolder.failure(folder.path(), e);
        }
    }

    private static Outcome end(
            PullFolder folder, PulledModel model, List<HubFile> missing, long fetched)
            throws IOException {
        Optional<PulledModel> marked = folder.marked().filter(model::isSameAs);
        if (missing.isEmpty() && marked.isPresent()) {
            folder.removeUnfinished();
            return new Outcome(marked.get(), 0);
        }
        folder.install(missing, model);
        return new Outcome(model, fetched);
    }

    private HubApi.Listing list(HubApi api) throws PullException, InterruptedException {
        TransferPolicy.Attempts attempts =
                new TransferPolicy.Attempts(
                        policy, TRIES_TO_LIST, request.source().hub().toString(), listener);
        while (true) {
            try {
                return api.list();
            } catch (IOException e) {
                attempts.failed(e, false);
            }
        }
    }

    /// The files that are not in the folder as the hub has them. Those that are have their SHA-256
    /// noted.
    private List<HubFile> missing(PullFolder folder, List<HubFile> files)
            throws IOException, InterruptedException {
        Optional<PulledModel> marked = request.recheck() ? Optional.empty() : folder.marked();
        Comparison comparison = new Comparison(listener, marked, files, folder);
        List<HubFile> missing = new ArrayList<>();
        for (HubFile file : files) {
            Optional<String> known = comparison.sha256(file);
            known.ifPresentOrElse(
                    digest -> sha256.put(file.path(), digest), () -> missing.add(file));
        }
        return missing;
    }

    private long fetch(
            PullFolder folder,
            HubApi api,
            HubClient client,
            String commit,
            List<HubFile> files,
            List<HubFile> missing)
            throws IOException, PullException, InterruptedException {
        folder.prepare(missing);
        List<PartFile> parts = new ArrayList<>();
        try {
            for (HubFile file : missing) {
                parts.add(PartFile.open(file, folder, policy.segment()));
            }
            long before = parts.stream().mapToLong(PartFile::done).sum();
            long toCome = missing.stream().mapToLong(HubFile::size).sum() - before;
            folder.requireSpace(toCome);
            new Download(request, policy, listener, api, client, commit)
                    .run(parts, files.size() - missing.size());
            parts.forEach(part -> sha256.put(part.file().path(), part.requireSha256()));
            return toCome;
        } finally {
            for (PartFile part : parts) {
                part.close();
            }
        }
    }

    private PulledModel model(String commit, List<HubFile> files) {
        ModelSource source = request.source();
        return new PulledModel(
                PulledModel.FORMAT,
                source.hub().toString(),
                source.repository(),
                source.revision(),
                commit,
                clock.instant().getEpochSecond(),
                files.stream()
                        .map(file ->
                                new PulledModel.PulledFile(
                                        file.path(),
                                        file.size(),
                                        sha256.getOrDefault(file.path(), "")))
                        .toList());
    }

    /// Holds the files of a folder against those of the hub.
    private static final class Comparison {

        private final PullListener listener;
        private final Optional<PulledModel> marked;
        private final PullFolder folder;
        private final int files;
        private final long total;
        private long read;
        private int same;

        /// @param marked what an earlier pull has checked, which is not checked again
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
                HubFile.Reading reading = HubFile.Reading.of(folder.place(file), file, this::tell);
                known = reading.right() ? Optional.of(reading.sha256()) : Optional.empty();
            }
            same += known.isPresent() ? 1 : 0;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return known;
        }

        private void tell(long bytes) {
            read += bytes;
            listener.progress(
                    new PullListener.Progress(
                            PullListener.Progress.Phase.COMPARING, read, total, same, files));
        }

        private boolean isToBeRead(HubFile file) {
            return known(file).isEmpty() && hasSize(file);
        }

        private Optional<String> known(HubFile file) {
            return marked.flatMap(model -> model.file(file.path()))
                    .map(PulledModel.PulledFile::sha256)
                    .filter(digest -> file.checksum().equals(HubFile.Checksum.sha256(digest)))
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
}
