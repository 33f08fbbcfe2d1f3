/// As much of the decoding language of HCL's `hcldec` command as the suite of the HCL specification
/// uses: what a body must look like, and the value that it then stands for.
@NullMarked
package dev.holdfast.conformance.hcldec;

import org.jspecify.annotations.NullMarked;
