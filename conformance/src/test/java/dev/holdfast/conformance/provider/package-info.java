/// Test doubles for the providers that other people's test data needs, over the provider port.
@NullMarked
package dev.holdfast.conformance.provider;

import org.jspecify.annotations.NullMarked;
