package dev.zimage.bench;

import dev.zimage.bench.model.ModelShape;
import java.time.Duration;
import java.util.List;

/// How long and how often things are measured.
///
/// @param clients concurrent connections that the HTTP benchmarks are run with
/// @param rounds of the subject and of its baseline, in turn
/// @param round the length of one
/// @param warmUp of each process before its first round
/// @param warmUpOrders that a process over PostgreSQL takes before its first round
/// @param storedTasks of the full table
/// @param starts of the program, cold caches of the disk not included
/// @param pictureLoad for how long clients order pictures before the memory is measured
/// @param pictures of each size and format
/// @param model of random weights
/// @param sides of the pictures that the model is measured with
record BenchPlan(
        List<Integer> clients,
        int rounds,
        Duration round,
        Duration warmUp,
        int warmUpOrders,
        int storedTasks,
        int starts,
        Duration pictureLoad,
        int pictures,
        ModelShape model,
        List<Integer> sides) {

    /// For published figures: about ten minutes.
    static BenchPlan full() {
        return new BenchPlan(
                List.of(1, 64, 256),
                7,
                Duration.ofMillis(2_500),
                Duration.ofSeconds(10),
                50_000,
                1_000_000,
                7,
                Duration.ofSeconds(60),
                20,
                ModelShape.published(),
                List.of(256, 512, 1024));
    }

    /// For a quick look: under two minutes.
    static BenchPlan quick() {
        return new BenchPlan(
                List.of(1, 64, 256),
                5,
                Duration.ofMillis(400),
                Duration.ofMillis(2_500),
                15_000,
                100_000,
                3,
                Duration.ofSeconds(10),
                4,
                ModelShape.fewLayers(),
                List.of(256, 512));
    }
}
