/// The provisioners `local-exec`, `file` and `remote-exec`.
@NullMarked
package dev.holdfast.hosts.provisioner;

import org.jspecify.annotations.NullMarked;
