/// Terraform provider plugins: programs of their own that the engine speaks with through its
/// provider port. Here is what installing them and running them share: which program a provider is,
/// and how it is found. Nothing of their protocol leaves this module.
@NullMarked
package dev.holdfast.plugins;

import org.jspecify.annotations.NullMarked;
