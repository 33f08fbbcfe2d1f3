package dev.holdfast.lab.host;

import dev.holdfast.lab.controlgroup.Limits;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// A host as it shall be.
///
/// @param name lower case letters, digits and hyphens; unique in its lab
/// @param rootfs the directory of its image, used read-only
/// @param init what runs as its first process
/// @param limits on memory, processor time and processes
/// @param disk bytes that its own files may take; empty for no limit but the machine's
/// @param attachments its places in networks
/// @param routes beyond those of its own networks
/// @param resolver what it asks for names
/// @param settings kernel settings below `net.`, for example `net.ipv4.ip_forward` = `1`
public record HostDeclaration(
    String name,
    Path rootfs,
    Init init,
    Limits limits,
    OptionalLong disk,
    List<Attachment> attachments,
    List<Route> routes,
    Resolver resolver,
    SortedMap<String, String> settings) {
  /// Copies the collections.
  public HostDeclaration {
    attachments = List.copyOf(attachments);
    routes = List.copyOf(routes);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /// A host with an image and an init, and nothing else.
  public static HostDeclaration plain(String name, Path rootfs, Init init) {
    return new HostDeclaration(
        name,
        rootfs,
        init,
        Limits.NONE,
        OptionalLong.empty(),
        List.of(),
        List.of(),
        Resolver.NONE,
        new TreeMap<>());
  }

  /// The same in other networks and with other routes.
  public HostDeclaration withNetwork(List<Attachment> newAttachments, List<Route> newRoutes) {
    return new HostDeclaration(
        name, rootfs, init, limits, disk, newAttachments, newRoutes, resolver, settings);
  }

  /// The same with other limits.
  public HostDeclaration withLimits(Limits newLimits) {
    return new HostDeclaration(
        name, rootfs, init, newLimits, disk, attachments, routes, resolver, settings);
  }

  /// The same with its own files limited to so many bytes.
  public HostDeclaration withDisk(long bytes) {
    return new HostDeclaration(
        name,
        rootfs,
        init,
        limits,
        OptionalLong.of(bytes),
        attachments,
        routes,
        resolver,
        settings);
  }
}
