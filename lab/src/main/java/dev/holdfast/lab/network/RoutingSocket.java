package dev.holdfast.lab.network;

import dev.holdfast.lab.linux.Descriptor;
import dev.holdfast.lab.linux.NetlinkSocket;
import dev.holdfast.lab.linux.SystemCallFailed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Links, addresses and routes of one network namespace, changed and read without starting a
/// process. Message and attribute numbers are those of `linux/rtnetlink.h`, `if_link.h` and
/// `if_addr.h`.
///
/// Making something that exists, and deleting something that does not, does nothing: every step may
/// be repeated after an interruption.
public final class RoutingSocket implements AutoCloseable {
  private static final int NEW_LINK = 16;
  private static final int DELETE_LINK = 17;
  private static final int GET_LINK = 18;
  private static final int NEW_ADDRESS = 20;
  private static final int DELETE_ADDRESS = 21;
  private static final int GET_ADDRESS = 22;
  private static final int NEW_ROUTE = 24;
  private static final int DELETE_ROUTE = 25;
  private static final int GET_ROUTE = 26;

  private static final int UP = 1;
  private static final int LINK_HEAD = 16;
  private static final int ADDRESS_HEAD = 8;
  private static final int ROUTE_HEAD = 12;

  private static final int LINK_HARDWARE_ADDRESS = 1;
  private static final int LINK_NAME = 3;
  private static final int LINK_MASTER = 10;
  private static final int LINK_INFO = 18;
  private static final int LINK_NAMESPACE_DESCRIPTOR = 28;
  private static final int INFO_KIND = 1;
  private static final int INFO_DATA = 2;
  private static final int VETH_PEER = 1;

  private static final int ADDRESS_ADDRESS = 1;
  private static final int ADDRESS_LOCAL = 2;
  private static final int ADDRESS_NO_DUPLICATE_DETECTION = 2;
  private static final int SCOPE_LINK = 253;

  private static final int ROUTE_DESTINATION = 1;
  private static final int ROUTE_GATEWAY = 5;
  private static final int TABLE_MAIN = 254;
  private static final int PROTOCOL_STATIC = 4;
  private static final int TYPE_UNICAST = 1;

  private static final int VERSION_4 = 2;
  private static final int VERSION_6 = 10;

  private final NetlinkSocket socket;

  private RoutingSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  /// Opens one in the calling thread's network namespace.
  public static RoutingSocket open() throws SystemCallFailed {
    return new RoutingSocket(NetlinkSocket.open());
  }

  /// A network interface.
  ///
  /// @param master the index of its bridge, 0 when it is in none
  /// @param hardwareAddress six bytes for Ethernet
  public record Link(int index, String name, boolean up, int master, List<Byte> hardwareAddress) {}

  /// An address on an interface.
  public record Address(int link, Cidr cidr) {}

  /// A route of the main table that somebody set (not the kernel's own).
  ///
  /// @param destination null for the default route
  /// @param gateway null when the destination is directly on the link
  public record Route(@Nullable Cidr destination, @Nullable InetAddress gateway) {}

  /// Makes a bridge, up.
  public void addBridge(String name) throws SystemCallFailed {
    Attributes request = new Attributes().link(0, UP, UP).put(LINK_NAME, name);
    int info = request.begin(LINK_INFO);
    request.put(INFO_KIND, "bridge").end(info);
    create("add bridge " + name, NEW_LINK, request);
  }

  /// Makes a wire: `name` here, a port of the bridge with index `bridge`, and `peer` in another
  /// network namespace. This end is up; the other is set up from its side.
  public void addWire(
      String name, int bridge, String peer, byte[] peerHardwareAddress, Descriptor peerNamespace)
      throws SystemCallFailed {
    Attributes request =
        new Attributes().link(0, UP, UP).put(LINK_NAME, name).put(LINK_MASTER, bridge);
    int info = request.begin(LINK_INFO);
    request.put(INFO_KIND, "veth");
    int data = request.begin(INFO_DATA);
    int other = request.begin(VETH_PEER);
    request
        .link(0, 0, 0)
        .put(LINK_NAME, peer)
        .put(LINK_HARDWARE_ADDRESS, peerHardwareAddress)
        .put(LINK_NAMESPACE_DESCRIPTOR, peerNamespace.number())
        .end(other)
        .end(data)
        .end(info);
    create("add wire " + name, NEW_LINK, request);
  }

  /// Sets an interface up or down.
  public void setUp(String name, boolean up) throws SystemCallFailed {
    socket.change(
        "set " + name + (up ? " up" : " down"),
        NEW_LINK,
        0,
        new Attributes().link(0, up ? UP : 0, UP).put(LINK_NAME, name).payload());
  }

  /// Deletes an interface; the other end of a wire goes with it.
  public void deleteLink(String name) throws SystemCallFailed {
    delete(
        "delete " + name,
        DELETE_LINK,
        new Attributes().link(0, 0, 0).put(LINK_NAME, name),
        SystemCallFailed.NO_DEVICE);
  }

  /// The interface of that name.
  public Optional<Link> link(String name) throws SystemCallFailed {
    try {
      return socket
          .get(
              "look at " + name,
              GET_LINK,
              new Attributes().link(0, 0, 0).put(LINK_NAME, name).payload())
          .stream()
          .findFirst()
          .map(RoutingSocket::readLink);
    } catch (SystemCallFailed failed) {
      if (failed.errno() == SystemCallFailed.NO_DEVICE) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /// Every interface here.
  public List<Link> links() throws SystemCallFailed {
    return socket.dump("list links", GET_LINK, new Attributes().link(0, 0, 0).payload()).stream()
        .map(RoutingSocket::readLink)
        .toList();
  }

  private static Link readLink(NetlinkSocket.Reply reply) {
    Map<Integer, ByteBuffer> attributes = Attributes.read(reply.payload(), LINK_HEAD);
    List<Byte> hardwareAddress = new ArrayList<>();
    ByteBuffer bytes = attributes.get(LINK_HARDWARE_ADDRESS);
    for (int i = 0; bytes != null && i < bytes.limit(); i++) {
      hardwareAddress.add(bytes.get(i));
    }
    ByteBuffer name = attributes.get(LINK_NAME);
    ByteBuffer master = attributes.get(LINK_MASTER);
    return new Link(
        reply.payload().getInt(4),
        name == null ? "" : Attributes.text(name),
        (reply.payload().getInt(8) & UP) != 0,
        master == null ? 0 : master.getInt(0),
        List.copyOf(hardwareAddress));
  }

  /// Gives an interface an address.
  public void addAddress(int link, Cidr address) throws SystemCallFailed {
    create("add address " + address, NEW_ADDRESS, address(link, address));
  }

  /// Takes an address from an interface.
  public void deleteAddress(int link, Cidr address) throws SystemCallFailed {
    delete(
        "delete address " + address,
        DELETE_ADDRESS,
        address(link, address),
        SystemCallFailed.NO_ADDRESS);
  }

  private static Attributes address(int link, Cidr address) {
    byte[] bytes = address.address().getAddress();
    // Without waiting for duplicates: a lab address is checked when it is declared.
    int flags = address.isVersion6() ? ADDRESS_NO_DUPLICATE_DETECTION : 0;
    return new Attributes()
        .bytes(family(address.address()), address.prefix(), flags, 0)
        .integer(link)
        .put(ADDRESS_LOCAL, bytes)
        .put(ADDRESS_ADDRESS, bytes);
  }

  /// Every address here that is not the kernel's own of one link (IPv6 `fe80::`).
  public List<Address> addresses() throws SystemCallFailed {
    List<Address> found = new ArrayList<>();
    for (NetlinkSocket.Reply reply :
        socket.dump("list addresses", GET_ADDRESS, new byte[ADDRESS_HEAD])) {
      ByteBuffer payload = reply.payload();
      Map<Integer, ByteBuffer> attributes = Attributes.read(payload, ADDRESS_HEAD);
      ByteBuffer bytes = attributes.getOrDefault(ADDRESS_LOCAL, attributes.get(ADDRESS_ADDRESS));
      if (bytes != null && Byte.toUnsignedInt(payload.get(3)) != SCOPE_LINK) {
        int prefix = Byte.toUnsignedInt(payload.get(1));
        found.add(new Address(payload.getInt(4), new Cidr(inetAddress(bytes), prefix)));
      }
    }
    return List.copyOf(found);
  }

  /// Sets a route, replacing one to the same destination.
  public void putRoute(Route route) throws SystemCallFailed {
    socket.change(
        "set route " + text(route),
        NEW_ROUTE,
        NetlinkSocket.CREATE | NetlinkSocket.REPLACE,
        route(route).payload());
  }

  /// Deletes a route.
  public void deleteRoute(Route route) throws SystemCallFailed {
    delete(
        "delete route " + text(route), DELETE_ROUTE, route(route), SystemCallFailed.NO_SUCH_ENTRY);
  }

  /// Every route of the main table with a gateway.
  public List<Route> routes() throws SystemCallFailed {
    List<Route> found = new ArrayList<>();
    for (NetlinkSocket.Reply reply : socket.dump("list routes", GET_ROUTE, new byte[ROUTE_HEAD])) {
      ByteBuffer payload = reply.payload();
      Map<Integer, ByteBuffer> attributes = Attributes.read(payload, ROUTE_HEAD);
      ByteBuffer gateway = attributes.get(ROUTE_GATEWAY);
      if (gateway != null && Byte.toUnsignedInt(payload.get(4)) == TABLE_MAIN) {
        ByteBuffer destination = attributes.get(ROUTE_DESTINATION);
        int prefix = Byte.toUnsignedInt(payload.get(1));
        found.add(
            new Route(
                destination == null ? null : new Cidr(inetAddress(destination), prefix),
                inetAddress(gateway)));
      }
    }
    return List.copyOf(found);
  }

  private static Attributes route(Route route) {
    Cidr destination = route.destination();
    InetAddress gateway = route.gateway();
    InetAddress any = destination == null ? gateway : destination.address();
    if (any == null) {
      throw new IllegalArgumentException("a route has a destination or a gateway");
    }
    int prefix = destination == null ? 0 : destination.prefix();
    Attributes request =
        new Attributes()
            .bytes(family(any), prefix, 0, 0, TABLE_MAIN, PROTOCOL_STATIC, 0, TYPE_UNICAST)
            .integer(0);
    if (destination != null) {
      request.put(ROUTE_DESTINATION, destination.address().getAddress());
    }
    if (gateway != null) {
      request.put(ROUTE_GATEWAY, gateway.getAddress());
    }
    return request;
  }

  private static String text(Route route) {
    Cidr destination = route.destination();
    InetAddress gateway = route.gateway();
    return (destination == null ? "default" : destination.toString())
        + (gateway == null ? "" : " via " + gateway.getHostAddress());
  }

  private static int family(InetAddress address) {
    return address.getAddress().length == 4 ? VERSION_4 : VERSION_6;
  }

  private static InetAddress inetAddress(ByteBuffer bytes) {
    try {
      return InetAddress.getByAddress(Attributes.bytes(bytes));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("the kernel sent an address of odd length", impossible);
    }
  }

  private void create(String what, int type, Attributes request) throws SystemCallFailed {
    try {
      socket.change(what, type, NetlinkSocket.CREATE | NetlinkSocket.EXCLUSIVE, request.payload());
    } catch (SystemCallFailed failed) {
      if (failed.errno() != SystemCallFailed.EXISTS) {
        throw failed;
      }
    }
  }

  private void delete(String what, int type, Attributes request, int absent)
      throws SystemCallFailed {
    try {
      socket.change(what, type, 0, request.payload());
    } catch (SystemCallFailed failed) {
      if (failed.errno() != absent) {
        throw failed;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
