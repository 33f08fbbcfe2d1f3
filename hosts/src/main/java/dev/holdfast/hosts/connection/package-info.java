/// Connections to machines: addresses, the shell that stays at the far end, and the pool of hosts.
///
/// What travels is a [Request] (a fragment of POSIX shell, its input and its environment) and a
/// [Response]. How the pipe to a shell is opened is a [Connector]'s business: this package brings
/// the one for the machine we run on; others are passed in. Nothing here knows what a file, a
/// package or a service is.
@NullMarked
package dev.holdfast.hosts.connection;

import org.jspecify.annotations.NullMarked;
