package dure.ledger;

/** What became of taking an attestation back. */
public sealed interface Revoking {
    record Done(EntryId written) implements Revoking {}

    record NoSuchAttestation(EntryId attestation) implements Revoking {}

    record AlreadyRevoked(EntryId attestation, EntryId by) implements Revoking {}
}
