package dure.council;

import java.time.Instant;

/** 기명 표결: the last word of a member on a motion. @param own with the member's own account */
record Vote(MotionId motion, MemberId member, Ballot.Choice choice, boolean own, Instant at) {}
