/// Archives that modules come in.
@NullMarked
package dev.holdfast.modules.archive;

import org.jspecify.annotations.NullMarked;
