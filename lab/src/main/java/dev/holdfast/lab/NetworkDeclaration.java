package dev.holdfast.lab;

import dev.holdfast.lab.network.Cidr;

/// A network of a lab: one Ethernet segment.
///
/// @param name lower case letters, digits and hyphens; unique in its lab
/// @param cidr its addresses, without host bits
public record NetworkDeclaration(String name, Cidr cidr) {}
