package dure.access;

import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A second factor without a browser: an installation may be taken into use by a script. */
@RestController
@RequestMapping("/api/v1/second-factor")
@Tag(name = "access")
class SecondFactorApi {
    private final SecondFactors secondFactors;
    private final AccessStore accounts;

    SecondFactorApi(SecondFactors secondFactors, AccessStore accounts) {
        this.secondFactors = secondFactors;
        this.accounts = accounts;
    }

    /**
     * @param secret in Base32, as authenticator apps take it
     * @param begun the same sealed, to be sent back with a code
     */
    record Begun(String secret, String uri, String begun) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    record Proof(@Nullable String begun, @Nullable String code) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    record RecoveryCodesAnswer(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodesAnswer";
        }
    }

    @Operation(
            operationId = "beginSecondFactor",
            summary = "Begin to enrol an authenticator app (TOTP)",
            description = "Changes nothing yet: the app is taken into use by its first right code.")
    @PostMapping
    Begun begin(@AuthenticationPrincipal @Nullable Object principal) {
        var who = enrolling(principal);
        var begun = secondFactors.begin(who);
        var secret = secondFactors.open(who, begun);
        return new Begun(
                Totp.text(secret),
                Totp.uri(secret, "Dure", who.login()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(begun));
    }

    @Operation(
            operationId = "enrolSecondFactor",
            summary = "Take the authenticator app into use",
            description = "Ten recovery codes, each good once, stand in this answer and nowhere else.")
    @PostMapping("/enrolment")
    RecoveryCodesAnswer enrol(@AuthenticationPrincipal @Nullable Object principal, @RequestBody Proof proof) {
        var who = enrolling(principal);
        if (proof.begun() == null || proof.code() == null) {
            var missing = proof.begun() == null ? "begun" : "code";
            throw Refusal.of(new Refusal.Field(missing, "web.problem.missing", missing));
        }
        try {
            return new RecoveryCodesAnswer(
                    secondFactors.enrol(who, Base64.getUrlDecoder().decode(proof.begun()), proof.code()));
        } catch (AccessKey.WrongKey | IllegalArgumentException e) {
            throw Refusal.of(new Refusal.Field("begun", "access.code.begun"));
        }
    }

    private SignedIn enrolling(@Nullable Object principal) {
        if (principal instanceof SignedIn who
                && accounts.account(who.account())
                        .filter(one -> secondFactors.missing(who, one) != SecondFactors.Missing.SHOWING)
                        .isPresent()) {
            return who;
        }
        throw Refusal.of(HttpStatus.FORBIDDEN, "web.problem.403");
    }
}
