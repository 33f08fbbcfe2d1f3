/// Connections by ssh, the only place that sees the ssh library.
@NullMarked
package dev.holdfast.hosts.connection.ssh;

import org.jspecify.annotations.NullMarked;
