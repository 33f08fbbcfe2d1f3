package dev.holdfast.plugins.installation;

import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.web.Web;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// What the installations of several providers share.
///
/// @param permits so many packages are fetched at once
record InstallationContext(
    InstallationOptions options,
    Platform platform,
    PackageOrigin origin,
    Web downloads,
    Consumer<InstallationEvent> events,
    Diagnostics diagnostics,
    Semaphore permits) {}
