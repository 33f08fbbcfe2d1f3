/// Fetches packages of modules: from git repositories, archives, folders and registries.
@NullMarked
package dev.holdfast.modules.fetch;

import org.jspecify.annotations.NullMarked;
