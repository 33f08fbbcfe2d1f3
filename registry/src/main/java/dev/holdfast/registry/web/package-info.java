/// Reading from web servers: proxies, certificates, redirects, time limits, retries, and downloads
/// that go on where they stopped.
@NullMarked
package dev.holdfast.registry.web;

import org.jspecify.annotations.NullMarked;
