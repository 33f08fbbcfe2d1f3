/// Hosts, networks and images on this one Linux machine.
@NullMarked
package dev.holdfast.lab;

import org.jspecify.annotations.NullMarked;
