/// The HCL library: types, values, syntax and evaluation. Nothing of Terraform lives here.
@NullMarked
package dev.holdfast.hcl;

import org.jspecify.annotations.NullMarked;
