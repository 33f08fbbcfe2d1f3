/// The user's own settings for everything that is fetched: the command line configuration file of
/// Terraform and OpenTofu, read as it is.
@NullMarked
package dev.holdfast.registry.settings;

import org.jspecify.annotations.NullMarked;
