package dev.holdfast.plugins.provider;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueMessagePack;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.plugins.server.PluginServer;
import dev.holdfast.plugins.wire.MalformedMessageException;
import dev.holdfast.plugins.wire.Message;
import dev.holdfast.plugins.wire.MessageBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A provider program of protocol 6 that does what no provider should. At the start it does what
/// the variable `MISBEHAVE` says; later what the attribute `behaviour` of its one resource type
/// `double_thing` says.
public final class MisbehavingPlugin {
  private static final Type THING =
      Type.object(Map.of("id", Type.STRING, "behaviour", Type.STRING, "name", Type.STRING));
  private static final int MEGABYTE = 1 << 20;

  private MisbehavingPlugin() {}

  /// @param words none
  public static void main(String[] words) throws Exception {
    switch (System.getenv().getOrDefault("MISBEHAVE", "")) {
      case "crash" -> {
        System.err.println("reading the settings");
        System.err.println("panic: no settings");
        Runtime.getRuntime().halt(2);
      }
      case "hang" -> Thread.currentThread().join();
      case "greet wrongly" -> say("Usage: frobnicate [OPTIONS]");
      case "speak the old protocol" -> say("1|4|tcp|127.0.0.1:1234|netrpc");
      case "speak a future protocol" -> say("1|7|unix|/tmp/none|grpc|");
      default -> serve();
    }
  }

  private static void say(String line) throws InterruptedException {
    System.out.println(line);
    Thread.currentThread().join();
  }

  private static void serve() throws IOException, InterruptedException {
    Path socket = Files.createTempDirectory("double").resolve("socket");
    PluginServer server = PluginServer.start(socket, MisbehavingPlugin::answer);
    System.out.println(server.handshake());
    server.await();
  }

  private static byte[] answer(String method, Message request)
      throws MalformedMessageException, CodecException, InterruptedException {
    return switch (method) {
      case "Shutdown" -> {
        Runtime.getRuntime().halt(0);
        yield new byte[0];
      }
      case "GetProviderSchema" -> schema();
      case "ValidateProviderConfig", "ConfigureProvider", "ValidateResourceConfig" -> new byte[0];
      // The whole proposed state, or none, goes back as it came.
      case "PlanResourceChange" -> state(1, planned(request));
      case "ApplyResourceChange" -> applied(request);
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private static byte[] schema() {
    MessageBuilder block = new MessageBuilder();
    block.message(2, attribute("id", 6));
    block.message(2, attribute("behaviour", 5));
    block.message(2, attribute("name", 5));
    MessageBuilder schema = new MessageBuilder().message(2, block);
    return new MessageBuilder()
        .message(1, new MessageBuilder().message(2, new MessageBuilder()))
        .message(2, new MessageBuilder().text(1, "double_thing").message(2, schema))
        .toByteArray();
  }

  private static MessageBuilder attribute(String name, int mode) {
    return new MessageBuilder()
        .text(1, name)
        .bytes(2, "\"string\"".getBytes(StandardCharsets.UTF_8))
        .flag(mode, true);
  }

  private static Value planned(Message request) throws MalformedMessageException, CodecException {
    Value proposed = value(request, 3);
    return proposed instanceof ObjectValue object
            && text(object, "behaviour").equals("plan another name")
        ? thing(Value.unknown(Type.STRING), text(object, "behaviour"), "another")
        : proposed instanceof ObjectValue object
            ? thing(Value.unknown(Type.STRING), text(object, "behaviour"), text(object, "name"))
            : proposed;
  }

  private static byte[] applied(Message request)
      throws MalformedMessageException, CodecException, InterruptedException {
    if (!(value(request, 3) instanceof ObjectValue planned)) {
      return state(1, Value.nullOf(THING));
    }
    String behaviour = text(planned, "behaviour");
    String name = text(planned, "name");
    switch (behaviour) {
      case "die" -> {
        System.err.println("panic: runtime error: index out of range");
        System.err.flush();
        Runtime.getRuntime().halt(2);
      }
      case "hang" -> Thread.currentThread().join();
      case "answer garbage" -> {
        return "this is no message".getBytes(StandardCharsets.UTF_8);
      }
      case "answer another type" -> {
        return new MessageBuilder()
            .message(
                1, new MessageBuilder().bytes(1, ValueMessagePack.encode(Value.of(7), Type.NUMBER)))
            .toByteArray();
      }
      case "flood" -> {
        String line = "x".repeat(1023);
        for (int index = 0; index < 20 * 1024; index++) {
          System.err.println(line);
        }
      }
      case "answer 100 MB" -> name = "y".repeat(100 * MEGABYTE);
      case "answer 300 MB" -> name = "y".repeat(300 * MEGABYTE);
      default -> {}
    }
    return state(1, thing(Value.of("1"), behaviour, name));
  }

  private static Value thing(Value id, String behaviour, String name) {
    return Value.object(Map.of("id", id, "behaviour", Value.of(behaviour), "name", Value.of(name)));
  }

  private static byte[] state(int field, Value value) throws CodecException {
    return new MessageBuilder()
        .message(field, new MessageBuilder().bytes(1, ValueMessagePack.encode(value, THING)))
        .toByteArray();
  }

  private static Value value(Message request, int field)
      throws MalformedMessageException, CodecException {
    Message message = request.message(field);
    return message == null ? Value.nullOf(THING) : ValueMessagePack.decode(message.bytes(1), THING);
  }

  private static String text(ObjectValue object, String name) {
    return object.attributes().get(name) instanceof StringValue text ? text.value() : "";
  }
}
