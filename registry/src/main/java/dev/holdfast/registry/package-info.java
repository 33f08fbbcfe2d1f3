/// What is needed to fetch things from elsewhere, whatever they are: the user's settings,
/// credentials, the discovery of services, the web, and archives.
@NullMarked
package dev.holdfast.registry;

import org.jspecify.annotations.NullMarked;
