package dev.zimage.api.console;

import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.PasswordCheck;
import dev.zimage.people.Person;
import dev.zimage.people.SignIn;
import java.time.Duration;

/// Asks people who have signed in for their password again, before what a stolen session must not
/// do.
final class PasswordAgain {

    private final SignIn signIn;
    private final PublicUrl publicUrl;

    PasswordAgain(SignIn signIn, PublicUrl publicUrl) {
        this.signIn = signIn;
        this.publicUrl = publicUrl;
    }

    /// The person, whose password in the body of the request was checked.
    Person confirmed(Call call, ConsoleSession session) {
        String password = Body.read(call, "password").fields().requiredText("password");
        Person person = session.person();
        Refusal wrong = new Refusal(ErrorCode.FORBIDDEN, "password: this is not your password");
        if (password.length() > SignInHandlers.LONGEST_PASSWORD * 2) {
            throw wrong;
        }
        return switch (signIn.confirm(person, password, SignInHandlers.client(call, publicUrl))) {
            case PasswordCheck.Right() -> person;
            case PasswordCheck.Wrong() -> throw wrong;
            case PasswordCheck.RetryLater(Duration after) -> throw SignInHandlers.later(after);
        };
    }
}
