package dure.council;

import java.time.Instant;

/** 출석: a member came, or left. */
record Presence(MemberId member, boolean present, Instant at) {}
