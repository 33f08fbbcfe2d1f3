package dev.holdfast.registry.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// With the examples that Amazon publishes.
class SignatureTest {
  private static final byte[] NOTHING = {};

  @Test
  void signsAQuery() {
    Signature signature =
        new Signature(
            new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""),
            "us-east-1",
            "iam");
    assertThat(
            signature
                .headers(
                    "GET",
                    "iam.amazonaws.com",
                    "/",
                    Map.of("Action", "ListUsers", "Version", "2010-05-08"),
                    Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                    NOTHING,
                    Instant.parse("2015-08-30T12:36:00Z"))
                .get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-date, Signature="
                + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  }

  @Test
  void signsAnObject() {
    Signature signature =
        new Signature(
            new AwsCredentials(
                "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ""),
            "us-east-1",
            "s3");
    assertThat(
            signature
                .headers(
                    "GET",
                    "examplebucket.s3.amazonaws.com",
                    "/test.txt",
                    Map.of(),
                    Map.of("range", "bytes=0-9"),
                    NOTHING,
                    Instant.parse("2013-05-24T00:00:00Z"))
                .get("authorization"))
        .endsWith(
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature="
                + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void neverShowsASecret() {
    assertThat(new AwsCredentials("key", "hush", "hush").toString()).doesNotContain("hush");
  }
}
