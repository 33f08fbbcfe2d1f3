package dev.holdfast.registry.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An answer.
public final class WebReply {
  private final URI address;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  WebReply(URI address, int status, HttpHeaders headers, byte[] body) {
    this.address = address;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /// Where it came from in the end, after redirects.
  public URI address() {
    return address;
  }

  public int status() {
    return status;
  }

  /// The first value of a header.
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /// The bytes themselves, not to be changed.
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
