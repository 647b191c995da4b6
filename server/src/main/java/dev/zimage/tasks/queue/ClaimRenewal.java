package dev.zimage.tasks.queue;

import dev.zimage.tasks.TaskProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Renews claims together.
///
/// @param claims one after the other
/// @param progress of each
record ClaimRenewal(List<Claim> claims, List<TaskProgress> progress) {

    static ClaimRenewal of(Map<Claim, TaskProgress> progress) {
        List<Claim> claims = List.copyOf(progress.keySet());
        return new ClaimRenewal(claims, claims.stream().map(progress::get).toList());
    }

    /// The cast gives a type to the parameters where all of them are null.
    ///
    /// @return those that no longer hold
    Set<Claim> run(Handle tx, long until) {
        int renewed =
                bindClaims(
                                tx.createUpdate(
                                        "update tasks set lease_until = :until, progress = case id "
                                                + each("when :id%1$d then :progress%1$d", " ")
                                                + " end, started_at = case id "
                                                + each(
                                                        "when :id%1$d then cast(:begun%1$d as bigint)",
                                                        " ")
                                                + " end where "
                                                + hold()))
                        .bind("until", until)
                        .bindMap(progressByName())
                        .bindMap(beginsByName())
                        .execute();
        return renewed == claims.size() ? Set.of() : lost(tx);
    }

    private Set<Claim> lost(Handle tx) {
        Set<String> held =
                bindClaims(tx.createQuery("select id from tasks where " + hold()))
                        .mapTo(String.class)
                        .collect(Collectors.toSet());
        Set<Claim> lost = new HashSet<>(claims);
        lost.removeIf(claim -> held.contains(claim.task().id().hex()));
        return lost;
    }

    private String hold() {
        return "status = 'running' and ("
                + each(
                        "(id = :id%1$d and worker = :worker%1$d and attempts = :attempt%1$d)",
                        " or ")
                + ")";
    }

    private String each(String pattern, String between) {
        return IntStream.range(0, claims.size())
                .mapToObj(pattern::formatted)
                .collect(Collectors.joining(between));
    }

    private <S extends SqlStatement<S>> S bindClaims(S statement) {
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            statement
                    .bind("id" + i, claim.task().id().hex())
                    .bind("worker" + i, claim.worker())
                    .bind("attempt" + i, claim.attempt());
        }
        return statement;
    }

    private Map<String, Double> progressByName() {
        return IntStream.range(0, claims.size())
                .boxed()
                .collect(Collectors.toMap(i -> "progress" + i, i -> progress.get(i).fraction()));
    }

    private Map<String, @Nullable Long> beginsByName() {
        Map<String, @Nullable Long> begins = new HashMap<>();
        for (int i = 0; i < claims.size(); i++) {
            Instant begun = progress.get(i).begun();
            begins.put("begun" + i, begun == null ? null : begun.toEpochMilli());
        }
        return begins;
    }
}
