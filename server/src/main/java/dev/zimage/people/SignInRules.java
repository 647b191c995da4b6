package dev.zimage.people;

/// How an installation wants people to sign in.
///
/// @param operatorsNeedCodes whether operators have to set up two-factor codes
public record SignInRules(boolean operatorsNeedCodes) {

    /// Nothing but a password.
    public static final SignInRules USUAL = new SignInRules(false);

    /// Whether codes are missing without which the person may only look.
    public boolean lacksCodes(Person person) {
        return operatorsNeedCodes
                && person.role() == Role.OPERATOR
                && person.canSignIn()
                && !person.twoFactor();
    }

    /// What the person may do as things are.
    public Role effectiveRole(Person person) {
        return lacksCodes(person) ? Role.VIEWER : person.role();
    }
}
