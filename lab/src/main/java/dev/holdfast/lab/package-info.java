/// Hosts, networks and images on this one Linux machine: the lab as a plain Java API, for the
/// provider and for the commands. What it is made of is in the packages below.
@NullMarked
package dev.holdfast.lab;

import org.jspecify.annotations.NullMarked;
