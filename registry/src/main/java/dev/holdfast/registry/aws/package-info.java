/// Amazon's services: who asks, and the signature that shows it.
@NullMarked
package dev.holdfast.registry.aws;

import org.jspecify.annotations.NullMarked;
