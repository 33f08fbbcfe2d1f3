package dev.holdfast.plugins.http2;

import java.util.ArrayList;
import java.util.List;

/// The headers that a number stands for: the static ones (RFC 7541, appendix A), and behind them
/// those that came before, the newest first.
final class HeaderTable {
  /// What the other side may use unless told otherwise; we do not tell.
  static final int CAPACITY = 4096;

  private static final int OVERHEAD_OF_FIELD = 32;

  private static final List<HeaderField> STATIC =
      fixed(
          ":authority|:method=GET|:method=POST|:path=/|:path=/index.html|:scheme=http|:scheme=https"
              + "|:status=200|:status=204|:status=206|:status=304|:status=400|:status=404|:status=500"
              + "|accept-charset|accept-encoding=gzip, deflate|accept-language|accept-ranges|accept"
              + "|access-control-allow-origin|age|allow|authorization|cache-control"
              + "|content-disposition|content-encoding|content-language|content-length"
              + "|content-location|content-range|content-type|cookie|date|etag|expect|expires|from"
              + "|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since"
              + "|last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization"
              + "|range|referer|refresh|retry-after|server|set-cookie|strict-transport-security"
              + "|transfer-encoding|user-agent|vary|via|www-authenticate");

  /// The oldest first.
  private final List<HeaderField> recent = new ArrayList<>();

  private int size;
  private int capacity = CAPACITY;

  private static List<HeaderField> fixed(String list) {
    List<HeaderField> fields = new ArrayList<>();
    for (String each : list.split("\\|", -1)) {
      int equals = each.indexOf('=');
      fields.add(
          equals < 0
              ? new HeaderField(each, "")
              : new HeaderField(each.substring(0, equals), each.substring(equals + 1)));
    }
    return List.copyOf(fields);
  }

  /// @param index from 1
  HeaderField get(int index) throws Http2Exception {
    if (index >= 1 && index <= STATIC.size()) {
      return STATIC.get(index - 1);
    }
    int skipped = index - STATIC.size() - 1;
    if (index < 1 || skipped >= recent.size()) {
      throw new Http2Exception("there is no header with the number " + index);
    }
    return recent.get(recent.size() - 1 - skipped);
  }

  void add(HeaderField field) {
    size += size(field);
    recent.addLast(field);
    evict();
  }

  void resize(int wanted) throws Http2Exception {
    if (wanted > CAPACITY) {
      throw new Http2Exception("a table of headers is larger than allowed");
    }
    capacity = wanted;
    evict();
  }

  private void evict() {
    while (size > capacity) {
      size -= size(recent.removeFirst());
    }
  }

  /// As RFC 7541, section 4.1, counts; names and values hold bytes as characters.
  private static int size(HeaderField field) {
    return field.name().length() + field.value().length() + OVERHEAD_OF_FIELD;
  }
}
