package dev.zimage.engine.importing;

import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.model.ModelException;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.ModelKind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes a model's folder of the published layout from single files. Everything is checked before
/// the first byte of weights is written, and the folder has its name only when it is whole.
///
/// Values are kept exactly: bf16, f16 and f32 as they are, fp8 without scales as bf16; fp8 with
/// scales and quantised blocks become f32, as the reference readers decode them.
public final class ModelImport {

    private final ImportRequest request;
    private final ImportListener listener;
    private final ImportFolder folder;
    private long done;

    private ModelImport(ImportRequest request, ImportListener listener, ImportFolder folder) {
        this.request = request;
        this.listener = listener;
        this.folder = folder;
    }

    /// What an import has made.
    ///
    /// @param folder the model's
    /// @param bytes of all its files
    public record Outcome(Path folder, long bytes) {}

    /// Imports, and returns when the folder holds the whole model.
    ///
    /// @throws UnusableModelException when it does not, for a reason that somebody can mend; there
    ///   is no such folder then
    /// @throws InterruptedException when the calling thread was interrupted; likewise
    public static Outcome run(ImportRequest request, ImportListener listener)
            throws IOException, InterruptedException {
        List<SourceWeights> sources = new ArrayList<>();
        try (ImportFolder folder = ImportFolder.open(request.to())) {
            return new ModelImport(request, listener, folder).run(sources);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (UnusableModelException e) {
            throw e;
        } catch (IOException e) {
            throw ImportFolder.failure(request.to(), e);
        } finally {
            sources.forEach(SourceWeights::close);
        }
    }

    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        var _ = Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("the import was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    /// @param opened receives the sources, to be closed by the caller
    private Outcome run(List<SourceWeights> opened) throws IOException {
        new ConfigFiles(request.config(), request.kind()).write(folder.path());
        ModelFolder model = open();
        requireKind(model.kind());
        List<PartPlan> plans = new ArrayList<>();
        for (ImportedPart part : ImportedPart.values()) {
            SourceWeights source = SourceWeights.open(request.file(part));
            opened.add(source);
            plans.add(PartPlan.of(part, source, model));
        }
        long total = plans.stream().mapToLong(PartPlan::bytes).sum();
        folder.requireSpace(total);
        for (PartPlan plan : plans) {
            write(plan, total);
        }
        open().check();
        long bytes = bytes(folder.path());
        folder.finish();
        return new Outcome(request.to(), bytes);
    }

    /// Messages about the copied configurations name the folder that they come from.
    private ModelFolder open() throws IOException {
        try {
            return ModelFolder.open(folder.path());
        } catch (ModelException e) {
            String from = request.config().orElse(request.to()).toString();
            throw new ImportException(
                    e.fault().reason().replace(folder.path().toString(), from),
                    e.fault().remedy(),
                    e);
        }
    }

    /// With the scheduler of the other model, each picture would be a bad one.
    private void requireKind(ModelKind found) throws ImportException {
        if (found != request.kind()) {
            throw new ImportException(
                    "%s: the scheduler is that of %s, and the import is of %s"
                            .formatted(
                                    request.config().orElse(request.to()),
                                    found.title(),
                                    request.kind().title()),
                    "name the other one with --model, or another folder with --config");
        }
    }

    private void write(PartPlan plan, long total) throws IOException {
        String file = plan.part().file();
        PartWriter.write(
                plan,
                folder.path().resolve(file),
                bytes -> {
                    done += bytes;
                    listener.progress(plan.part(), Math.min(done, total), total);
                });
        listener.finished(plan.part(), file, plan.bytes());
    }

    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
        }
        return sum;
    }
}
