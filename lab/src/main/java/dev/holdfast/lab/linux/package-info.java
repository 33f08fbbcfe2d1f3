/// The Linux kernel as the lab needs it: mounts, namespaces and netlink sockets, called directly
/// through the foreign function interface, without a native helper and without forks.
///
/// This is the only package of the project that may use `java.lang.foreign`. Nothing here knows
/// what a lab, a host or a network is.
@NullMarked
package dev.holdfast.lab.linux;

import org.jspecify.annotations.NullMarked;
