/// Networks of a lab: addresses, the names of interfaces, routing netlink, and the switch: one
/// network namespace a lab that holds all its bridges and the switch-side end of every wire, so
/// that no host can reach the wiring and the machine's own network stays clean.
///
/// Nothing here knows what a host is made of; it is given the pinned network namespace to wire.
@NullMarked
package dev.holdfast.lab.network;

import org.jspecify.annotations.NullMarked;
