package dev.zimage.engine;

/// An exponential moving average, such as of how long pictures take. Safe for use by several
/// threads.
public final class MovingAverage {

    private final double weightOfNewest;
    private double mean;
    private boolean measured;

    /// @param weightOfNewest how much of the average a new value makes up, from 0 to 1
    /// @param guess the average until there is a value
    public MovingAverage(double weightOfNewest, double guess) {
        this.weightOfNewest = weightOfNewest;
        this.mean = guess;
    }

    /// Takes a value into account; the first one replaces the guess.
    public synchronized void add(double value) {
        mean = measured ? mean + weightOfNewest * (value - mean) : value;
        measured = true;
    }

    /// The average of the values so far.
    public synchronized double mean() {
        return mean;
    }
}
