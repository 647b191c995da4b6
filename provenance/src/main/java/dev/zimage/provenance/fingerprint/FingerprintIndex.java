package dev.zimage.provenance.fingerprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Fingerprints in memory, 32 bytes each, numbered in the order in which they came; searched one
/// after the other, since processors count the different bits of a million in a few milliseconds.
/// Safe for use by several threads.
public final class FingerprintIndex {

    private static final int CHUNK = 1 << 14;

    private static final int WORDS = Fingerprint.BITS / Long.SIZE;

    private final List<long[]> chunks = new ArrayList<>();

    private int size;

    public FingerprintIndex() {}

    /// A fingerprint that is near the one looked for.
    ///
    /// @param number of the fingerprint, from 0
    /// @param distance in bits
    public record Match(int number, int distance) {}

    /// @return the number of the fingerprint
    public synchronized int add(Fingerprint fingerprint) {
        if (size % CHUNK == 0) {
            chunks.add(new long[CHUNK * WORDS]);
        }
        long[] chunk = chunks.getLast();
        int at = size % CHUNK * WORDS;
        chunk[at] = fingerprint.a();
        chunk[at + 1] = fingerprint.b();
        chunk[at + 2] = fingerprint.c();
        chunk[at + 3] = fingerprint.d();
        return size++;
    }

    public synchronized int size() {
        return size;
    }

    /// The nearest fingerprints, nearest first; of equally near ones the oldest first.
    ///
    /// @param distance in bits, at most
    /// @param limit how many, at most
    public List<Match> near(Fingerprint fingerprint, int distance, int limit) {
        List<Match> matches = new ArrayList<>();
        List<long[]> all;
        int count;
        synchronized (this) {
            all = List.copyOf(chunks);
            count = size;
        }
        for (int i = 0; i < all.size(); i++) {
            int inChunk = Math.min(CHUNK, count - i * CHUNK);
            search(all.get(i), inChunk, i * CHUNK, fingerprint, distance, matches);
        }
        matches.sort(Comparator.comparingInt(Match::distance));
        return matches.size() > limit ? List.copyOf(matches.subList(0, limit)) : matches;
    }

    private static void search(
            long[] chunk, int count, int first, Fingerprint wanted, int most, List<Match> matches) {
        long a = wanted.a();
        long b = wanted.b();
        long c = wanted.c();
        long d = wanted.d();
        for (int i = 0; i < count; i++) {
            int at = i * WORDS;
            int distance =
                    Long.bitCount(chunk[at] ^ a)
                            + Long.bitCount(chunk[at + 1] ^ b)
                            + Long.bitCount(chunk[at + 2] ^ c)
                            + Long.bitCount(chunk[at + 3] ^ d);
            if (distance <= most) {
                matches.add(new Match(first + i, distance));
            }
        }
    }
}
