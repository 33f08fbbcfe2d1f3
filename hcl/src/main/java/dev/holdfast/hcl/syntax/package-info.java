/// HCL syntax: source text to syntax tree, native and JSON. Nothing here evaluates.
@NullMarked
package dev.holdfast.hcl.syntax;

import org.jspecify.annotations.NullMarked;
