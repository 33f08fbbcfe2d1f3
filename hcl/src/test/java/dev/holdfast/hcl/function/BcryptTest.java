package dev.holdfast.hcl.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class BcryptTest {

  /// What `crypt(3)` of libxcrypt gives.
  @Test
  void hashesAsTheReferenceDoes() {
    byte[] salt = HexFormat.of().parseHex("144b3d691a7b4ecf39cf735c7fa7a79c");
    assertThat(Bcrypt.hash(new byte[0], salt, 6))
        .isEqualTo("$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.");
    assertThat(Bcrypt.hash("a".getBytes(StandardCharsets.US_ASCII), salt, 6))
        .isEqualTo("$2a$06$DCq7YPn5Rq63x1Lad4cll./agdm.LQZHIyaClHyFrK6v2xYIg7zRy");
    assertThat(Bcrypt.hash("correct horse".getBytes(StandardCharsets.US_ASCII), salt, 5))
        .isEqualTo("$2a$05$DCq7YPn5Rq63x1Lad4cll.iwzNDfEj/ia2SkRWmvfxjcvoGXdL/d.");
  }
}
