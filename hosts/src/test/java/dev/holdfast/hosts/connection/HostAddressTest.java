package dev.holdfast.hosts.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void readsTheLocalMachine() {
    assertThat(HostAddress.parse("local", diagnostics)).contains(new HostAddress.Local());
  }

  @Test
  void readsALabHost() {
    assertThat(HostAddress.parse("lab://shop/web-1.a", diagnostics))
        .contains(new HostAddress.Lab("shop", "web-1.a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "lab://shop/web1"})
  void printsWhatItRead(String text) {
    assertThat(HostAddress.parse(text, diagnostics).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | The host address is empty.",
        "web1 | \"web1\" is not a host address.",
        "gopher://web1 | has the scheme \"gopher\"",
        "lab://shop | must have the form lab://LAB/HOST",
        "lab://shop/a/b | must have the form lab://LAB/HOST",
        "lab://shop/.. | must have the form lab://LAB/HOST",
        "lab://shop/a b | must have the form lab://LAB/HOST"
      })
  void saysWhatIsWrongAndWhatToWrite(String text, String expected) {
    assertThat(HostAddress.parse(text, diagnostics)).isEmpty();
    assertThat(diagnostics.list())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.detail()).contains(expected).contains("lab://");
          assertThat(one.isError()).isTrue();
        });
  }
}
