package dev.zimage.client;

/// The account has not enough credits (402). The message says the price and the balance.
public final class InsufficientCreditsException extends ApiException {

    private static final long serialVersionUID = 1L;

    InsufficientCreditsException(ErrorAnswer answer) {
        super(answer);
    }
}
