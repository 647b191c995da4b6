package dev.zimage.engine.hub;

import java.util.regex.Pattern;

/// A model on a hub.
///
/// @param repository `owner/name`
/// @param revision a branch, a tag or a commit
public record ModelSource(HubAddress hub, String repository, String revision) {

    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}");
    private static final Pattern REVISION =
            Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");

    public ModelSource {
        if (!REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException(
                    "a model at a hub is named OWNER/NAME: letters, digits, dots, dashes and"
                            + " underscores");
        }
        if (!REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException("a revision is a branch, a tag or a commit");
        }
    }

    @Override
    public String toString() {
        return repository + " at " + revision + " from " + hub;
    }
}
