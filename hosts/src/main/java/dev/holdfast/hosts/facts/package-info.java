/// What a host says of itself, asked for in one round trip.
@NullMarked
package dev.holdfast.hosts.facts;

import org.jspecify.annotations.NullMarked;
