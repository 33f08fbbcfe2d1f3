package dev.holdfast.plugins.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeaderDecoderTest {
  private final HeaderDecoder decoder = new HeaderDecoder();

  // The examples are those of RFC 7541, appendix C.

  @Test
  void readsALiteralWithANewName() throws Http2Exception {
    assertThat(decode("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"))
        .containsExactly(new HeaderField("custom-key", "custom-header"));
  }

  @Test
  void remembersWhatCameBefore() throws Http2Exception {
    assertThat(decode("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"))
        .containsExactly(
            new HeaderField(":method", "GET"),
            new HeaderField(":scheme", "http"),
            new HeaderField(":path", "/"),
            new HeaderField(":authority", "www.example.com"));
    assertThat(decode("8286 84be 5808 6e6f 2d63 6163 6865"))
        .contains(
            new HeaderField(":authority", "www.example.com"),
            new HeaderField("cache-control", "no-cache"));
  }

  @Test
  void readsHuffmanCode() throws Http2Exception {
    assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
        .contains(new HeaderField(":authority", "www.example.com"));
    assertThat(decode("8286 84be 5886 a8eb 1064 9cbf"))
        .contains(new HeaderField("cache-control", "no-cache"));
  }

  @Test
  void forgetsWhatHasNoRoom() throws Http2Exception {
    // A table of 64 bytes has room for one of the two fields.
    decode("3f21 4003 6b65 7904 6f6e 652e 4003 6b65 7904 7477 6f2e");
    assertThat(decode("be")).containsExactly(new HeaderField("key", "two."));
    assertThatThrownBy(() -> decode("bf")).hasMessage("there is no header with the number 63");
  }

  @Test
  void refusesWhatBreaksTheRules() {
    assertThatThrownBy(() -> decode("80")).hasMessage("there is no header with the number 0");
    assertThatThrownBy(() -> decode("400a 63")).hasMessage("a header ends within a string");
    assertThatThrownBy(() -> decode("40")).hasMessage("a header ends too early");
    assertThatThrownBy(() -> decode("ffff ffff ffff ff")).hasMessageContaining("too large");
    assertThatThrownBy(() -> decode("3fff ffff 7f")).hasMessageContaining("table of headers");
    assertThatThrownBy(() -> decode("0084 ffff ffff 00"))
        .hasMessage("a header string holds the end of a string");
    assertThatThrownBy(() -> decode("0081 0000"))
        .hasMessage("a header string ends within a code word");
  }

  @Test
  void readsWhatTheEncoderWrites() throws Http2Exception {
    List<HeaderField> fields = new ArrayList<>();
    for (int length : new int[] {0, 1, 126, 127, 128, 254, 255, 256, 20_000}) {
      fields.add(new HeaderField("x-" + length, "\u00e9".repeat(length)));
    }
    assertThat(decoder.decode(HeaderEncoder.encode(fields))).isEqualTo(fields);
  }

  @Test
  void endsInAnErrorAtWorstWhateverComes() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      try {
        new HeaderDecoder().decode(noise);
      } catch (Http2Exception refused) {
        assertThat(refused).hasMessageNotContaining("Exception");
      }
    }
  }

  private List<HeaderField> decode(String hex) throws Http2Exception {
    return decoder.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
