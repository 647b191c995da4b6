package dev.zimage.engine.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/// Byte pair encoding: a word is its bytes, and as long as two neighbours have a merge, the one
/// that was learnt first is applied, from the left.
final class BytePairs {

    /// Two neighbours that become one.
    ///
    /// @param rank when it was learnt, from 0
    record Merge(int left, int right, int rank, int id) {}

    private final int[] byteIds;

    /// Pairs in order, with rank and resulting id at the same place.
    private final long[] pairs;

    private final int[] ranks;
    private final int[] results;

    /// @param byteIds the id of each of the 256 bytes
    BytePairs(int[] byteIds, Merge[] merges) {
        this.byteIds = byteIds;
        Merge[] sorted = merges.clone();
        Arrays.sort(sorted, Comparator.comparingLong(m -> pair(m.left, m.right)));
        this.pairs = new long[sorted.length];
        this.ranks = new int[sorted.length];
        this.results = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            pairs[i] = pair(sorted[i].left, sorted[i].right);
            ranks[i] = sorted[i].rank;
            results[i] = sorted[i].id;
        }
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    /// A place in a word where a merge could be applied, at the time it was queued.
    private record Candidate(int rank, int at, int left, int right, int result)
            implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return rank != other.rank
                    ? Integer.compare(rank, other.rank)
                    : Integer.compare(at, other.at);
        }
    }

    void encode(byte[] word, IntConsumer into) {
        int n = word.length;
        int[] ids = new int[n];
        int[] next = new int[n];
        int[] previous = new int[n];
        for (int i = 0; i < n; i++) {
            ids[i] = byteIds[word[i] & 0xFF];
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i + 1 < n; i++) {
            offer(queue, ids, i, i + 1);
        }
        for (Candidate best = queue.poll(); best != null; best = queue.poll()) {
            int at = best.at;
            int right = next[at];
            if (ids[at] != best.left || right >= n || ids[right] != best.right) {
                continue; // one of the two has been merged since
            }
            ids[at] = best.result;
            ids[right] = -1;
            next[at] = next[right];
            if (next[at] < n) {
                previous[next[at]] = at;
                offer(queue, ids, at, next[at]);
            }
            if (previous[at] >= 0) {
                offer(queue, ids, previous[at], at);
            }
        }
        for (int i = 0; i < n; i = next[i]) {
            into.accept(ids[i]);
        }
    }

    private void offer(PriorityQueue<Candidate> queue, int[] ids, int at, int right) {
        int found = Arrays.binarySearch(pairs, pair(ids[at], ids[right]));
        if (found >= 0) {
            queue.add(new Candidate(ranks[found], at, ids[at], ids[right], results[found]));
        }
    }
}
