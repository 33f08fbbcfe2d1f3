/// The port for provisioners: what runs when an object was created or before it is destroyed.
@NullMarked
package dev.holdfast.engine.provisioner;

import org.jspecify.annotations.NullMarked;
