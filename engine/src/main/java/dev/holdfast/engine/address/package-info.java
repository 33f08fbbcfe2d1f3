/// Value types for every address: modules, resources, instances and providers; how they are parsed,
/// compared and printed. What the addresses stand for lives elsewhere.
@NullMarked
package dev.holdfast.engine.address;

import org.jspecify.annotations.NullMarked;
