/// What can be done to a host: files, folders, users, groups, packages, services and commands.
///
/// An operation is an immutable desired state. It gives a fragment that looks at the host, compares
/// what that found with what is wanted, and gives a fragment that makes the difference good: facts
/// in, commands out. Resources and Ansible modules are two faces of these same operations, so
/// nothing here knows of either.
@NullMarked
package dev.holdfast.hosts.operation;

import org.jspecify.annotations.NullMarked;
