/// Provider programs as processes: started, greeted, listened to and ended. They share the fate of
/// this process as far as the system allows.
@NullMarked
package dev.holdfast.plugins.process;

import org.jspecify.annotations.NullMarked;
