package dev.zimage.people;

/// How an installation wants people to sign in.
///
/// @param operatorsNeedCodes whether operators have to set up two-factor codes
public record SignInRules(boolean operatorsNeedCodes) {

    /// Nothing but a password.
    public static final SignInRules USUAL = new SignInRules(false);

    /// Whether the person may only look because they have not set up the codes that they need.
    public boolean lacksCodes(Person person) {
        return operatorsNeedCodes
                && person.role() == Role.OPERATOR
                && person.canSignIn()
                && !person.twoFactor();
    }

    /// The role that counts at the moment: less than the person's own while they lack codes.
    public Role effectiveRole(Person person) {
        return lacksCodes(person) ? Role.VIEWER : person.role();
    }
}
