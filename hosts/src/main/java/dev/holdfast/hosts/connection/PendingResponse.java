package dev.holdfast.hosts.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A request that was handed to a host and the response to come.
public final class PendingResponse {
  private final Request request;
  private final CompletableFuture<Response> future = new CompletableFuture<>();

  PendingResponse(Request request) {
    this.request = request;
  }

  Request request() {
    return request;
  }

  void complete(Response response) {
    future.complete(response);
  }

  /// Does nothing if the response has come already.
  void fail(HostException reason) {
    future.completeExceptionally(reason);
  }

  /// Waits for the response. A request that waits no longer is carried out all the same.
  ///
  /// @throws HostException if there will be none
  public Response await() throws HostException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HostException reason) {
        throw reason;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
