/// The provider `lab`: images, networks, hosts and links as resources. It goes through the port of
/// the engine like any other provider, and does everything by the plain API of [dev.holdfast.lab].
@NullMarked
package dev.holdfast.lab.provider;

import org.jspecify.annotations.NullMarked;
