package dure.access;

import dure.region.MunicipalityCode;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "access", description = "Passwords and tokens")
class AccessApi {
    private final Accounts accounts;
    private final Tokens tokens;

    AccessApi(Accounts accounts, Tokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    record NewPassword(@Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /**
     * @param owner the login of the account in whose name the machine acts; null: of whoever asks
     * @param scopes texts of permissions, as plans:write
     * @param municipality its code; null for all
     * @param days how long it is valid
     */
    record NewToken(
            @Nullable String name,
            @Nullable String owner,
            @Nullable List<String> scopes,
            @Nullable String municipality,
            @Nullable Integer days) {}

    /** @param secret in the answer to its creation only */
    record TokenAnswer(
            UUID id,
            String name,
            String owner,
            List<String> scopes,
            @Nullable String municipality,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String secret) {
        static TokenAnswer of(Token token, @Nullable String secret) {
            return new TokenAnswer(
                    token.id(),
                    token.name(),
                    token.owner(),
                    token.permissions().stream().sorted().map(Permission::text).toList(),
                    token.municipality() == null ? null : token.municipality().value(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.revokedAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "Token " + id;
        }
    }

    @Operation(
            summary = "Change the password of the account that asks",
            description = "With HTTP Basic and the one-time password this takes a fresh installation into use.")
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@AuthenticationPrincipal @Nullable Object principal, @RequestBody NewPassword body) {
        if (!(principal instanceof SignedIn who)) {
            throw Refusal.of(HttpStatus.FORBIDDEN, "web.problem.403");
        }
        accounts.changePassword(who, null, required("newPassword", body.newPassword()), null);
    }

    @Operation(
            operationId = "createToken",
            summary = "Make a token",
            description = "Its secret stands in this answer and nowhere else.")
    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenAnswer create(@RequestBody NewToken body) {
        var created = tokens.create(
                required("name", body.name()),
                body.owner(),
                permissions(body.scopes() == null ? List.of() : body.scopes()),
                municipality(body.municipality()),
                body.days() == null ? 0 : body.days());
        return TokenAnswer.of(created.token(), created.secret());
    }

    @Operation(operationId = "tokens", summary = "Every token, revoked and expired ones too, newest first")
    @GetMapping("/tokens")
    List<TokenAnswer> all() {
        return tokens.all().stream().map(token -> TokenAnswer.of(token, null)).toList();
    }

    @Operation(operationId = "revokeToken", summary = "Revoke a token, at once")
    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        tokens.revoke(id);
    }

    private static Set<Permission> permissions(List<String> texts) {
        var permissions = EnumSet.noneOf(Permission.class);
        for (var text : texts) {
            permissions.add(Permission.of(text)
                    .orElseThrow(() -> Refusal.of(new Refusal.Field("scopes", "access.scopes.unknown", text))));
        }
        return permissions;
    }

    private static @Nullable MunicipalityCode municipality(@Nullable String code) {
        if (code == null) {
            return null;
        }
        if (!code.matches("[0-9]{5}")) {
            throw Refusal.of(new Refusal.Field("municipality", "access.municipality.unknown", code));
        }
        return new MunicipalityCode(code);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw Refusal.of(new Refusal.Field(field, "web.problem.missing", field));
        }
        return value;
    }
}
