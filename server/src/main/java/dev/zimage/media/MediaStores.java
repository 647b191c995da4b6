package dev.zimage.media;

import dev.zimage.media.folder.FolderKind;
import dev.zimage.media.s3.S3Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of media stores. A new one is listed here.
public final class MediaStores {

    /// In the order in which messages and the documentation list them.
    public static final List<MediaStoreKind> ALL = List.of(new FolderKind(), new S3Kind());

    /// Which store an installation has.
    ///
    /// @param own the values of the settings that kinds of stores have of their own, by their names
    public record Choice(MediaLocation location, Map<String, String> own) {

        public Choice {
            own = Map.copyOf(own);
        }

        /// See [MediaLocation#open].
        public MediaStore open(Path usual) throws IOException {
            return location.open(usual, own);
        }

        /// See [MediaLocation#folder].
        public Optional<Path> folder(Path usual) {
            return location.folder(usual);
        }
    }

    private MediaStores() {}

    /// The location that a value of the setting `media.store` names; empty where it is not allowed.
    public static Optional<MediaLocation> parse(String value) {
        return ALL.stream().flatMap(kind -> kind.parse(value).stream()).findFirst();
    }

    /// Which values the setting `media.store` takes, for a sentence.
    public static String allowed() {
        List<String> forms = ALL.stream().map(MediaStoreKind::form).toList();
        return "empty, %s, or %s"
                .formatted(String.join(", ", forms.subList(0, forms.size() - 1)), forms.getLast());
    }

    /// What the values of the setting `media.store` stand for, for a sentence.
    public static String description() {
        return ALL.stream().map(MediaStoreKind::description).collect(Collectors.joining(", or "));
    }
}
