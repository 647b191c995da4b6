package dev.zimage.usage;

/// Amounts of usage, as the API and the command line show them in JSON.
public record UsageFigures(
        long imagesCompleted,
        long imagesFailed,
        long imagesProcessing,
        long charged,
        long refunded,
        long net) {

    public static UsageFigures of(UsageAmounts amounts) {
        return new UsageFigures(
                amounts.completed(),
                amounts.failed(),
                amounts.processing(),
                amounts.charged().amount(),
                amounts.refunded().amount(),
                amounts.net().amount());
    }
}
