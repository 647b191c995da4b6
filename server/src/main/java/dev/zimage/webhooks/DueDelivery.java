package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;

/// A delivery that was claimed to be attempted now, under a lease.
///
/// @param row identifies it in the database
/// @param receiver host and port of the URL
/// @param attempt the number of this attempt, from 1
record DueDelivery(
        long row, AccountId account, String receiver, int attempt, WebhookMessage message) {

    /// The endpoint whose secrets sign the message.
    Endpoint.Id signer() {
        Endpoint.Id endpoint = message.endpoint();
        return endpoint == null ? Endpoint.Id.CALLBACK : endpoint;
    }
}
