package dev.zimage.client;

/// The account does not have enough credits (402). The message has the price and the balance.
public final class InsufficientCreditsException extends ApiException {

    private static final long serialVersionUID = 1L;

    InsufficientCreditsException(ErrorAnswer answer) {
        super(answer);
    }
}
