/// The connection to hosts of a lab, for whoever acts on hosts: `lab://LAB/HOST`.
@NullMarked
package dev.holdfast.lab.connection;

import org.jspecify.annotations.NullMarked;
