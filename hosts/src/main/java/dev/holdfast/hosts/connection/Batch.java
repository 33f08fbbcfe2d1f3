package dev.holdfast.hosts.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The requests of one round trip, in groups that are answered together, and the bytes that carry
/// them. The far end is `resident.sh`, which says what the bytes mean.
///
/// A request with long or binary input is a batch of its own, because its input follows the script
/// in the pipe: while we write it, no answer may be on its way that nobody reads.
///
/// Linear in the requests and their bytes.
record Batch(List<Group> groups) {
  private static final int MOST_REQUESTS = 256;
  private static final int MOST_IN_GROUP = 32;
  private static final int MOST_CHARACTERS = 4 << 20;
  private static final int LONGEST_LINE = 700;
  private static final int BLOCK = 65_536;

  /// Requests that are answered together.
  ///
  /// @param boundary what stands after each output in the answer
  record Group(List<PendingResponse> members, String boundary) {

    /// Bytes of an output that are sent; one more than is kept, so that a longer one is noticed.
    int sendLimit() {
      return Math.max(
          boundary.length(),
          1 + members.stream().mapToInt(member -> member.request().outputLimit()).max().orElse(0));
    }
  }

  Batch {
    groups = List.copyOf(groups);
  }

  /// Takes the next batch off the queue, which must not be empty.
  ///
  /// @param boundaries makes unguessable boundaries
  static Batch take(ArrayDeque<PendingResponse> queue, Supplier<String> boundaries) {
    List<Group> groups = new ArrayList<>();
    List<PendingResponse> group = new ArrayList<>();
    int count = 0;
    int characters = 0;
    while (!queue.isEmpty() && count < MOST_REQUESTS && characters < MOST_CHARACTERS) {
      Request next = queue.getFirst().request();
      if (isStreamed(next) && count > 0) {
        break;
      }
      if (!group.isEmpty() && (next.lasting() || group.size() == MOST_IN_GROUP)) {
        groups.add(new Group(List.copyOf(group), boundaries.get()));
        group.clear();
      }
      group.add(queue.removeFirst());
      count++;
      characters += next.script().length() + (int) Math.min(next.input().length(), BLOCK);
      if (isStreamed(next)) {
        break;
      }
      if (next.lasting()) {
        groups.add(new Group(List.copyOf(group), boundaries.get()));
        group.clear();
      }
    }
    if (!group.isEmpty()) {
      groups.add(new Group(List.copyOf(group), boundaries.get()));
    }
    return new Batch(groups);
  }

  /// The input that follows the frame in the pipe, or [Payload#NONE].
  Payload streamedInput() {
    Request first = groups.getFirst().members().getFirst().request();
    return isStreamed(first) ? first.input() : Payload.NONE;
  }

  List<PendingResponse> members() {
    return groups.stream().flatMap(group -> group.members().stream()).toList();
  }

  private static boolean isStreamed(Request request) {
    return request.input().length() > 0
        && !(request.input() instanceof Payload.Bytes bytes && bytes.shortText() != null);
  }

  /// The command line and script, all but a streamed input.
  byte[] frame() {
    List<String> commands = commands();
    String line = String.join(";", commands);
    if (line.length() <= LONGEST_LINE && isPlain(line)) {
      // Inside single quotes a line's end becomes a variable that holds one.
      return utf8("L " + line.replace("\n", "'\"$hf_l\"'") + "\n");
    }
    byte[] script = utf8(String.join("\n", commands) + "\n");
    byte[] head = utf8("D " + script.length / BLOCK + " " + script.length % BLOCK + "\n");
    byte[] frame = Arrays.copyOf(head, head.length + script.length);
    System.arraycopy(script, 0, frame, head.length, script.length);
    return frame;
  }

  private List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (Group group : groups) {
      int identifier = 0;
      for (PendingResponse member : group.members()) {
        commands.add(command(member.request(), identifier++));
      }
      commands.add("hf_z " + group.boundary() + " " + group.sendLimit());
    }
    return commands;
  }

  private static String command(Request request, int identifier) {
    String words =
        identifier + " " + blocks(request) + " " + ShellText.quoteAlways(request.fragment());
    long length = request.input().length();
    if (length == 0) {
      return "hf_q " + words;
    }
    if (request.input() instanceof Payload.Bytes bytes && bytes.shortText() != null) {
      return "hf_q " + words + " " + ShellText.quoteAlways(bytes.shortText());
    }
    return "hf_w " + words + " " + length / BLOCK + " " + length % BLOCK;
  }

  /// What `ulimit -f` gets: blocks of 512 bytes, generous so that only runaways meet it.
  private static String blocks(Request request) {
    return request.readsOnly() ? Integer.toString(request.outputLimit() / 512 + 64) : "-";
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
