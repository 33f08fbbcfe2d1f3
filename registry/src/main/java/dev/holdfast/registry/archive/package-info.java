/// Archives of strangers, unpacked so that nothing gets out of the folder that they are for.
@NullMarked
package dev.holdfast.registry.archive;

import org.jspecify.annotations.NullMarked;
