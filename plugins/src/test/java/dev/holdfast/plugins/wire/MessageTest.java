package dev.holdfast.plugins.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  /// The example of the format's own documentation: field 1 is 150.
  @Test
  void readsAndWritesTheExampleOfTheFormat() throws MalformedMessageException {
    byte[] bytes = HexFormat.of().parseHex("089601");
    assertThat(Message.of(bytes).number(1)).isEqualTo(150);
    assertThat(new MessageBuilder().number(1, 150).toByteArray()).isEqualTo(bytes);
  }

  @Test
  void readsWhatItWrites() throws MalformedMessageException {
    byte[] bytes =
        new MessageBuilder()
            .text(1, "grüße")
            .flag(2, true)
            .number(3, -1)
            .message(4, new MessageBuilder().text(1, "inner"))
            .message(4, new MessageBuilder())
            .number(2000, Long.MAX_VALUE)
            .toByteArray();
    Message message = Message.of(bytes);
    assertThat(message.text(1)).isEqualTo("grüße");
    assertThat(message.flag(2)).isTrue();
    assertThat(message.number(3)).isEqualTo(-1);
    assertThat(message.messages(4)).hasSize(2);
    assertThat(message.messages(4).getFirst().text(1)).isEqualTo("inner");
    assertThat(message.number(2000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void takesTheLastOfAFieldThatOccursTwice() throws MalformedMessageException {
    byte[] bytes = new MessageBuilder().text(1, "a").text(1, "b").toByteArray();
    assertThat(Message.of(bytes).text(1)).isEqualTo("b");
  }

  @Test
  void takesAbsentFieldsForZero() throws MalformedMessageException {
    assertThat(Message.EMPTY.number(1)).isZero();
    assertThat(Message.EMPTY.text(1)).isEmpty();
    assertThat(Message.EMPTY.message(1)).isNull();
    assertThat(Message.EMPTY.has(1)).isFalse();
  }

  /// A length beyond the end, a number that does not end, field zero, a group, a kind that is none.
  @ParameterizedTest
  @ValueSource(strings = {"0aff01", "08ffffffffffffffffffff01", "0001", "0b", "0f", "08", "0d0102"})
  void refusesBytesThatAreNoMessage(String bytes) {
    assertThatThrownBy(() -> Message.of(HexFormat.of().parseHex(bytes)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void refusesAFieldOfAnotherKind() throws MalformedMessageException {
    Message message = Message.of(new MessageBuilder().number(1, 7).toByteArray());
    assertThatThrownBy(() -> message.text(1)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void endsWithAnyBytes() {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      try {
        Message message = Message.of(bytes);
        Objects.requireNonNull(message.messages(1));
      } catch (MalformedMessageException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }
}
