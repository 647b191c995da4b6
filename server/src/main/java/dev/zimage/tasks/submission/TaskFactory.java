package dev.zimage.tasks.submission;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.PictureSpec;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskContext;
import dev.zimage.tasks.TaskId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Makes the tasks of an order, with ids, seeds and prices. Stores nothing.
final class TaskFactory {

    private static final long SEEDS = ImageRequest.MAX_SEED + 1;

    private final Engines engines;
    private final Clock clock;
    private final RandomGenerator random;
    private final TimeOrderedEpochFactory ids;

    TaskFactory(TaskContext context) {
        this.engines = context.engines();
        this.clock = context.clock();
        this.random = context.random();
        this.ids = new TimeOrderedEpochFactory(clock);
    }

    /// @param count how many tasks; they differ in their seeds
    /// @param checkedUnder see [PictureSpec#checkedUnder]
    List<Task> make(TaskOrder order, int count, Credits price, @Nullable String checkedUnder) {
        return seeds(order, count).stream()
                .map(seed -> queued(order, picture(order, seed, checkedUnder), price))
                .toList();
    }

    /// A seed for each task, no two the same: the one that was asked for and those that follow it,
    /// or random ones.
    private List<Long> seeds(TaskOrder order, int count) {
        Long first = order.picture().seed();
        LongStream seeds =
                first == null
                        ? LongStream.generate(() -> random.nextLong(SEEDS)).distinct().limit(count)
                        : LongStream.range(first, first + count).map(seed -> seed % SEEDS);
        return seeds.boxed().toList();
    }

    private PictureSpec picture(TaskOrder order, long seed, @Nullable String checkedUnder) {
        return new PictureSpec(
                order.model().id(),
                engines.of(order.model().id(), order.caller().mode()).name(),
                order.prompt(),
                order.size(),
                seed,
                order.picture().format(),
                checkedUnder,
                order.options().textCheck());
    }

    private Task queued(TaskOrder order, PictureSpec picture, Credits price) {
        return Task.queued(
                TaskId.of(ids.create()),
                order.caller().account(),
                picture,
                order.options().metadata(),
                price,
                Instant.ofEpochMilli(clock.millis()));
    }

    /// The price of each task of an order. The sandbox is free.
    static Credits priceOf(TaskOrder order) {
        return order.caller().mode() == Mode.TEST ? Credits.ZERO : order.model().price();
    }
}
