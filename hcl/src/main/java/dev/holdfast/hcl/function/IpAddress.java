package dev.holdfast.hcl.function;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An address of IPv4 (32 bits) or IPv6 (128 bits).
record IpAddress(BigInteger number, int bits) {
  private static final int V4 = 32;
  private static final int V6 = 128;
  private static final int GROUPS = 8;

  /// Reads an address, or null if it is none. Numbers of IPv4 may have leading zeros and are
  /// decimal all the same.
  static @Nullable IpAddress parse(String text) {
    return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
  }

  private static @Nullable IpAddress parseV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long number = 0;
    for (String part : parts) {
      if (!part.matches("[0-9]{1,9}") || Integer.parseInt(part) > 255) {
        return null;
      }
      number = (number << 8) | Integer.parseInt(part);
    }
    return new IpAddress(BigInteger.valueOf(number), V4);
  }

  private static @Nullable IpAddress parseV6(String text) {
    String groups = text;
    int dot = text.indexOf('.');
    if (dot >= 0) {
      // The last four bytes may be written as IPv4.
      int colon = text.lastIndexOf(':');
      IpAddress tail = parseV4(text.substring(colon + 1));
      if (tail == null) {
        return null;
      }
      long low = tail.number.longValue();
      groups = "%s%x:%x".formatted(text.substring(0, colon + 1), low >>> 16, low & 0xFFFF);
    }
    int gap = groups.indexOf("::");
    if (gap != groups.lastIndexOf("::")) {
      return null;
    }
    if (gap < 0) {
      String[] all = groups.split(":", -1);
      return all.length == GROUPS ? ofGroups(all, new String[0]) : null;
    }
    String[] head = split(groups.substring(0, gap));
    String[] tail = split(groups.substring(gap + 2));
    return head.length + tail.length < GROUPS ? ofGroups(head, tail) : null;
  }

  private static String[] split(String groups) {
    return groups.isEmpty() ? new String[0] : groups.split(":", -1);
  }

  private static @Nullable IpAddress ofGroups(String[] head, String[] tail) {
    BigInteger number = BigInteger.ZERO;
    for (int index = 0; index < GROUPS; index++) {
      String group = "0";
      if (index < head.length) {
        group = head[index];
      } else if (index >= GROUPS - tail.length) {
        group = tail[index - (GROUPS - tail.length)];
      }
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return null;
      }
      number = number.shiftLeft(16).or(new BigInteger(group, 16));
    }
    return new IpAddress(number, V6);
  }

  boolean isV4() {
    return bits == V4;
  }

  /// As RFC 5952 writes it: the longest run of zero groups as `::`.
  @Override
  public String toString() {
    if (isV4()) {
      long value = number.longValue();
      return "%d.%d.%d.%d"
          .formatted(value >> 24 & 255, value >> 16 & 255, value >> 8 & 255, value & 255);
    }
    int[] groups = new int[GROUPS];
    for (int index = 0; index < GROUPS; index++) {
      groups[index] = number.shiftRight(16 * (GROUPS - 1 - index)).intValue() & 0xFFFF;
    }
    if (isMappedV4(groups)) {
      return new IpAddress(BigInteger.valueOf(number.longValue() & 0xFFFFFFFFL), V4).toString();
    }
    int[] run = longestZeros(groups);
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < GROUPS; index++) {
      if (index == run[0]) {
        text.append("::");
        index = run[0] + run[1] - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[index]));
    }
    return text.toString();
  }

  private static boolean isMappedV4(int[] groups) {
    for (int index = 0; index < 5; index++) {
      if (groups[index] != 0) {
        return false;
      }
    }
    return groups[5] == 0xFFFF;
  }

  /// Where the longest run of at least two zeros begins, and its length; -1 if there is none.
  private static int[] longestZeros(int[] groups) {
    int[] longest = {-1, 1};
    int start = 0;
    while (start < groups.length) {
      int end = start;
      while (end < groups.length && groups[end] == 0) {
        end++;
      }
      if (end - start > longest[1]) {
        longest = new int[] {start, end - start};
      }
      start = Math.max(end, start + 1);
    }
    return longest;
  }
}
