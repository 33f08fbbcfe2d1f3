package dev.holdfast.registry.aws;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Sends requests to Amazon's services.
public interface AwsExchange {
  /// The answer, whatever its status is; after other tries where a server is busy.
  HttpResponse<byte[]> send(HttpRequest request) throws IOException;

  /// The same with one try, for a service that most machines do not have.
  HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException;
}
