package dev.holdfast.lab.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A routing netlink socket of the network namespace in which the thread was that opened it; it
/// stays there whichever thread uses it later. Not for use by two threads at once.
///
/// Framing follows `netlink(7)`: 16 bytes of header (length, type, flags, sequence, port), then the
/// payload; an acknowledgement is an error message whose number is 0.
public final class NetlinkSocket implements AutoCloseable {
  /// `NLM_F_CREATE`: make it when it does not exist.
  public static final int CREATE = 0x400;

  /// `NLM_F_EXCL`: fail when it exists.
  public static final int EXCLUSIVE = 0x200;

  /// `NLM_F_REPLACE`: replace what exists.
  public static final int REPLACE = 0x100;

  private static final int REQUEST = 1;
  private static final int ACKNOWLEDGE = 4;
  private static final int DUMP = 0x300;
  private static final int HEADER = 16;
  private static final int TYPE_ERROR = 2;
  private static final int TYPE_DONE = 3;
  private static final int FAMILY = 16;
  private static final int RAW_CLOSE_ON_EXEC = 3 | 0x80000;
  private static final int LEVEL_NETLINK = 270;
  private static final int OPTION_EXPLAIN = 11;
  private static final int OPTION_CAPPED = 10;
  private static final int FLAG_HAS_EXPLANATION = 0x200;
  private static final int ATTRIBUTE_EXPLANATION = 1;
  private static final int RECEIVE_BUFFER = 64 * 1024;

  private final Descriptor descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(RECEIVE_BUFFER, Long.BYTES);
  private int sequence;

  private NetlinkSocket(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /// Opens one in the calling thread's network namespace.
  public static NetlinkSocket open() throws SystemCallFailed {
    NetlinkSocket socket =
        new NetlinkSocket(
            new Descriptor(
                Kernel.call(SystemCall.SOCKET, "netlink", FAMILY, RAW_CLOSE_ON_EXEC, 0)));
    socket.enable(OPTION_EXPLAIN);
    socket.enable(OPTION_CAPPED);
    return socket;
  }

  private void enable(int option) throws SystemCallFailed {
    buffer.set(ValueLayout.JAVA_INT, 0, 1);
    Kernel.call(
        SystemCall.SETSOCKOPT,
        "netlink",
        descriptor.number(),
        LEVEL_NETLINK,
        option,
        buffer.address(),
        Integer.BYTES);
  }

  /// One answer of the kernel: its type (for example 16 for a link) and its payload after the
  /// header, in native byte order.
  public record Reply(int type, ByteBuffer payload) {}

  /// Asks for one change and waits until the kernel acknowledges it.
  ///
  /// @param what the change in words, for the message of a failure
  /// @param type the message type, for example `RTM_NEWLINK`
  /// @param flags any of [#CREATE], [#EXCLUSIVE], [#REPLACE]
  public void change(String what, int type, int flags, byte[] payload) throws SystemCallFailed {
    exchange(what, type, flags | REQUEST | ACKNOWLEDGE, payload);
  }

  /// Asks for one object; the answers that came before the acknowledgement.
  public List<Reply> get(String what, int type, byte[] payload) throws SystemCallFailed {
    return exchange(what, type, REQUEST | ACKNOWLEDGE, payload);
  }

  /// Asks for every object of a type. Linear in their number.
  public List<Reply> dump(String what, int type, byte[] payload) throws SystemCallFailed {
    return exchange(what, type, REQUEST | DUMP, payload);
  }

  private List<Reply> exchange(String what, int type, int flags, byte[] payload)
      throws SystemCallFailed {
    sequence++;
    ByteBuffer message =
        ByteBuffer.allocate(HEADER + payload.length).order(ByteOrder.nativeOrder());
    message.putInt(HEADER + payload.length).putShort((short) type).putShort((short) flags);
    message.putInt(sequence).putInt(0).put(payload);
    send(what, message.array());
    List<Reply> replies = new ArrayList<>();
    while (true) {
      ByteBuffer received = receive(what);
      while (received.remaining() >= HEADER) {
        int start = received.position();
        int length = received.getInt(start);
        int replyType = Short.toUnsignedInt(received.getShort(start + 4));
        int replyFlags = Short.toUnsignedInt(received.getShort(start + 6));
        boolean ours = received.getInt(start + 8) == sequence;
        ByteBuffer body = received.slice(start + HEADER, length - HEADER).order(received.order());
        received.position(Math.min(start + ((length + 3) & ~3), received.limit()));
        if (!ours) {
          continue;
        }
        if (replyType == TYPE_ERROR) {
          int error = -body.getInt(0);
          if (error != 0) {
            throw new SystemCallFailed(what, "", error, reason(error, replyFlags, body));
          }
          return replies;
        }
        if (replyType == TYPE_DONE) {
          return replies;
        }
        replies.add(new Reply(replyType, body));
      }
    }
  }

  /// The text of the error number and, when the kernel explained itself, its explanation.
  private static String reason(int error, int flags, ByteBuffer body) {
    String text = Kernel.text(error);
    int position = Integer.BYTES + HEADER;
    if ((flags & FLAG_HAS_EXPLANATION) == 0) {
      return text;
    }
    while (position + 4 <= body.limit()) {
      int length = Short.toUnsignedInt(body.getShort(position));
      if (length < 4) {
        break;
      }
      if (body.getShort(position + 2) == ATTRIBUTE_EXPLANATION) {
        byte[] explanation = new byte[length - 5];
        body.get(position + 4, explanation);
        return text + " (" + new String(explanation, StandardCharsets.UTF_8) + ")";
      }
      position += (length + 3) & ~3;
    }
    return text;
  }

  private void send(String what, byte[] message) throws SystemCallFailed {
    MemorySegment.copy(message, 0, buffer, ValueLayout.JAVA_BYTE, 0, message.length);
    Kernel.call(
        SystemCall.SENDTO, what, descriptor.number(), buffer.address(), message.length, 0, 0, 0);
  }

  private ByteBuffer receive(String what) throws SystemCallFailed {
    long size =
        Kernel.call(
            SystemCall.RECVFROM,
            what,
            descriptor.number(),
            buffer.address(),
            RECEIVE_BUFFER,
            0,
            0,
            0);
    byte[] copy = new byte[Math.toIntExact(size)];
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, copy, 0, copy.length);
    return ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    descriptor.close();
    arena.close();
  }
}
