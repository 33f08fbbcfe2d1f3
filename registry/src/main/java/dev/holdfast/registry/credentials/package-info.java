/// The tokens with which one proves to a host who one is. They are secret.
@NullMarked
package dev.holdfast.registry.credentials;

import org.jspecify.annotations.NullMarked;
