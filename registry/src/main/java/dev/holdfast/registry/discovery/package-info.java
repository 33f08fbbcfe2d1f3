/// Which services a host offers, by its document `/.well-known/terraform.json`.
@NullMarked
package dev.holdfast.registry.discovery;

import org.jspecify.annotations.NullMarked;
