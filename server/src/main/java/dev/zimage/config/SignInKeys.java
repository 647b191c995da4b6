package dev.zimage.config;

/// The settings of how people sign in to the console.
final class SignInKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<Boolean> OPERATORS_NEED_CODES =
            SECTION.key(
                    "sign_in.operators_need_codes",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether operators who have not set up"
                            + " [two-factor codes](console.md#two-factor-codes) can only look.");

    private SignInKeys() {}
}
