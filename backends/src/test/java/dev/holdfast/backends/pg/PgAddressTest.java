package dev.holdfast.backends.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.engine.state.StateUnavailableException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PgAddressTest {
  private static Map<String, String> words(String text) throws StateUnavailableException {
    return PgAddress.of(text, Map.of()).words();
  }

  @Test
  void readsAnAddress() throws Exception {
    assertThat(words("postgres://me:p%40ss+word@db.example:6432/states?sslmode=verify-full"))
        .containsEntry("user", "me")
        .containsEntry("password", "p@ss+word")
        .containsEntry("host", "db.example")
        .containsEntry("port", "6432")
        .containsEntry("dbname", "states")
        .containsEntry("sslmode", "verify-full");
  }

  @Test
  void readsWords() throws Exception {
    assertThat(words("host=db user=me password=\"x\"").get("host")).isEqualTo("db");
    assertThat(words("host=db password='a b\\'c' dbname = states"))
        .containsEntry("password", "a b'c")
        .containsEntry("dbname", "states");
  }

  @Test
  void asksForEncryptionUnlessToldOtherwise() throws Exception {
    assertThat(words("")).containsEntry("sslmode", "require").containsEntry("port", "5432");
    assertThat(PgAddress.of("", Map.of("PGSSLMODE", "disable", "PGHOST", "h")).words())
        .containsEntry("sslmode", "disable")
        .containsEntry("host", "h");
  }

  @Test
  void neverShowsAPassword() throws Exception {
    PgAddress address = PgAddress.of("postgres://me:hush@db/states", Map.of());
    assertThat(address.toString()).doesNotContain("hush").contains("db:5432/states");
    assertThatThrownBy(() -> words("postgres://me:hush hush@db"))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> words("host=db hush")).hasMessageNotContaining("hush");
  }
}
