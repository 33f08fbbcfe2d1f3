/// The order of text in the language: by Unicode code point, which is also the order of the UTF-8
/// bytes, and sorted collections that keep it. Nothing about values lives here.
@NullMarked
package dev.holdfast.hcl.order;

import org.jspecify.annotations.NullMarked;
