package dev.zimage.media;

import java.util.List;
import java.util.Optional;

/// A kind of media store: what the setting `media.store` calls one, and which settings it has of
/// its own. All that the service has to know about a kind is declared here; each kind has a package
/// of its own and is listed once, in [MediaStores].
public interface MediaStoreKind {

    /// How `media.store` names one, for a sentence: `s3://bucket/prefix`.
    String form();

    /// What that is: Markdown, without a dot at the end.
    String description();

    /// The settings that only this kind reads.
    default List<StoreSetting<?>> settings() {
        return List.of();
    }

    /// The location that a value of `media.store` names; empty where it is none of this kind.
    Optional<MediaLocation> parse(String value);
}
