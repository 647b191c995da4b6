package dev.zimage.config;

/// What a server process does.
public enum ProcessRole {
    /// Takes orders and draws.
    ALL,

    /// Takes orders, which are drawn by other processes.
    API,

    /// Draws what other processes have taken.
    WORKER;

    public boolean takesOrders() {
        return this != WORKER;
    }

    public boolean draws() {
        return this != API;
    }
}
