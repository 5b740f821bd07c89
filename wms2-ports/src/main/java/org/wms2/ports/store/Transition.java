package org.wms2.ports.store;

import java.time.Instant;

/** One move of one subject: kept for ever. Status words as in the database; from is empty at creation. */
public record Transition(
        SubjectKind kind, String subject, String from, String to, Instant at, String why, String who) {}
