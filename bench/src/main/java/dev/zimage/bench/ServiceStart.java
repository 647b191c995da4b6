package dev.zimage.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// One start of the program on an empty data directory, and its first order.
///
/// @param toReady seconds until `/health/ready` is a 200
/// @param toOrder seconds until the first order is answered
/// @param toPicture seconds until the picture of that order is complete
record ServiceStart(double toReady, double toOrder, double toPicture) {

    private static final String COMPLETED = "\"status\":\"completed\"";

    static ServiceStart measure(
            BenchContext stage, List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (StartedProgram program = new StartedProgram(stage, command, variables)) {
            program.await(Requests.READY, _ -> true);
            double ready = secondsSince(start);
            program.await(Requests.submits(List.of(program.key())).getFirst(), _ -> true);
            double ordered = secondsSince(start);
            program.await(Requests.listing(program.key()), body -> body.contains(COMPLETED));
            return new ServiceStart(ready, ordered, secondsSince(start));
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
