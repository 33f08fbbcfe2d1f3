/// Installing providers: choosing versions, fetching packages, checking them against the lock file,
/// putting them in place; and finding them there again.
@NullMarked
package dev.holdfast.plugins.installation;

import org.jspecify.annotations.NullMarked;
