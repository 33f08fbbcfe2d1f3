/// What the tests of this module share: tables, random values, properties.
@NullMarked
package dev.holdfast.hcl;

import org.jspecify.annotations.NullMarked;
