package dev.holdfast.engine.state;

import java.time.Instant;

/// Who holds the lock of a state; the JSON form is the peers'.
///
/// @param id unique for each locking
/// @param operation such as `apply`
/// @param info anything else its owner tells; may be empty
/// @param who `user@host`, with the process where it is known
/// @param version of the program that holds it
/// @param created when it was locked
/// @param path what is locked
public record LockInfo(
    String id,
    String operation,
    String info,
    String who,
    String version,
    Instant created,
    String path) {}
