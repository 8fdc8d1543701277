package dure.access;

import java.time.Instant;
import java.util.UUID;

/** 초대 that is open. */
record Invitation(UUID account, String login, String name, Instant expiresAt) {

    /** What goes into the e-mail. The secret is told once and kept by nobody here. */
    record Sent(String name, String email, String secret, Instant expiresAt) {
        String path() {
            return "/invitations/" + secret;
        }

        @Override
        public String toString() {
            return "Invitation of " + name;
        }
    }
}
