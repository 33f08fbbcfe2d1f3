/// The built-in provider `host`: the operations on hosts as resources, and the facts as a data
/// source. What is done to a host is in the package of operations; here is only what a
/// configuration says, plans and stores of it.
@NullMarked
package dev.holdfast.hosts.provider;

import org.jspecify.annotations.NullMarked;
