/// A host of a lab: its namespaces, files, limits, place in the networks, birth and death.
///
/// A host is a set of namespaces of its own (user, mount, process, network, name, IPC, control
/// group) over an overlay root; its root user is an ordinary, powerless user of the machine. Every
/// step can be repeated, so that an interruption at any instant is mended by doing it again or by
/// destroying the host.
@NullMarked
package dev.holdfast.lab.host;

import org.jspecify.annotations.NullMarked;
