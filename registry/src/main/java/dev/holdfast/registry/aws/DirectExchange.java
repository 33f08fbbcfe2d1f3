package dev.holdfast.registry.aws;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Sends each request once. Makes no connection before the first.
public final class DirectExchange implements AwsExchange {
  @Override
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException {
    return send(request);
  }
}
