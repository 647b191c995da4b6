package dev.zimage.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All tasks, newest first; the next page is fetched when the last one is used up.
final class TaskPages implements Iterator<ImageTask> {

    private final Function<String, ResponseJson.Page> pages;
    private final Queue<ImageTask> fetched = new ArrayDeque<>();
    private @Nullable String before = "";

    /// @param pages fetches the page of tasks older than this id; the empty id stands for the
    ///   newest
    TaskPages(Function<String, ResponseJson.Page> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        if (fetched.isEmpty() && before != null) {
            fetch(before);
        }
        return !fetched.isEmpty();
    }

    private void fetch(String olderThan) {
        ResponseJson.Page page = pages.apply(olderThan);
        fetched.addAll(page.tasks());
        before = page.hasMore() && !page.tasks().isEmpty() ? page.tasks().getLast().id() : null;
    }

    @Override
    public ImageTask next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more tasks");
        }
        return fetched.remove();
    }
}
