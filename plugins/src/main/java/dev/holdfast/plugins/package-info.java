/// Terraform provider plugins: programs of their own that the engine speaks with through its
/// provider port. Nothing of their protocol leaves this module.
@NullMarked
package dev.holdfast.plugins;

import org.jspecify.annotations.NullMarked;
