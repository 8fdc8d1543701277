package dure.ledger;

import org.jspecify.annotations.Nullable;

/** 기장 경위: how something reached the ledger. */
public sealed interface Origin {
    String sourceName();

    /** A person's form. */
    record Form() implements Origin {
        @Override
        public String sourceName() {
            return "";
        }
    }

    /**
     * A machine's call.
     *
     * @param idempotencyKey the caller's name for this call: the same key writes once
     * @param requestHash SHA-256 of what was asked, so that a key is not used for something else
     */
    record Call(@Nullable String idempotencyKey, byte[] requestHash) implements Origin {
        @Override
        public String sourceName() {
            return "";
        }
    }

    /**
     * A file.
     *
     * @param contentHash SHA-256 of its content: the same file writes once
     */
    record File(String sourceName, byte[] contentHash) implements Origin {}
}
