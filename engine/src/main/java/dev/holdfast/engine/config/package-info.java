/// The configuration as written: what a directory of files declares, read into immutable records,
/// and what can be said against it before anything runs.
///
/// Nothing here knows a provider's schema or evaluates more than constants and the early values
/// that a module's source needs. Bodies that belong to a provider stay unread.
@NullMarked
package dev.holdfast.engine.config;

import org.jspecify.annotations.NullMarked;
