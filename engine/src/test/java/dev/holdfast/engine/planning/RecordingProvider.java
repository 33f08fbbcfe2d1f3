package dev.holdfast.engine.planning;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A provider whose objects are kept in a map, and that writes down the order of what it did. A
/// change of `kind` needs a new object, and so does the token `rotate`. Objects whose name is in
/// `failing` cannot be changed, and those whose name is in `leaking` come back with their token.
///
/// Once it is told its `region` it notes that too. Its function `greet` greets by name.
///
/// Its ephemeral resource `test_session` has a secret made of its name, and wants to be renewed at
/// once, and once only, if its name is in `shortLived`.
public final class RecordingProvider {
  private static final Block BLOCK =
      Block.of(
          Map.of(
              "name", Attribute.required(Type.STRING, ""),
              "kind", Attribute.optional(Type.STRING, ""),
              "value", Attribute.optional(Type.DYNAMIC, ""),
              "secret", Attribute.optional(Type.STRING, "").withSensitive(),
              "token", Attribute.optional(Type.STRING, "").withWriteOnly(),
              "id", Attribute.computed(Type.STRING, "")));
  private static final IdentitySchema NAME =
      new IdentitySchema(
          0,
          Map.of(
              "name", IdentityAttribute.required(Type.STRING),
              "kind", IdentityAttribute.optional(Type.STRING)));
  private static final IdentitySchema IDENTITY =
      new IdentitySchema(1, Map.of("id", IdentityAttribute.required(Type.STRING)));
  private static final Block SESSION =
      Block.of(
          Map.of(
              "name", Attribute.required(Type.STRING, ""),
              "value", Attribute.optional(Type.DYNAMIC, ""),
              "secret", Attribute.computed(Type.STRING, "").withSensitive()));
  private static final FunctionSchema GREET =
      new FunctionSchema(
          List.of(new FunctionSchema.Parameter("name", Type.STRING, false, false)),
          new FunctionSchema.Parameter("titles", Type.list(Type.STRING), true, true),
          Type.STRING,
          "");
  private static final ProviderSchema SCHEMA =
      new ProviderSchema(
          Block.of(Map.of("region", Attribute.optional(Type.STRING, ""))),
          Map.of(
              "test_object",
              ResourceSchema.of(BLOCK),
              "test_identified",
              new ResourceSchema(0, BLOCK, IDENTITY),
              "test_named",
              new ResourceSchema(0, BLOCK, NAME)),
          Map.of("test_object", ResourceSchema.of(BLOCK)),
          Map.of("test_session", ResourceSchema.of(SESSION)),
          Map.of("greet", GREET),
          ProviderSchema.Capabilities.NONE);

  private final Map<String, Value> objects = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger checks = new AtomicInteger();
  private Runnable pause = () -> {};
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> failing = new ConcurrentSkipListSet<>();
  private final Set<String> leaking = new ConcurrentSkipListSet<>();
  private final Set<String> shortLived = new ConcurrentSkipListSet<>();
  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch renewed = new CountDownLatch(1);

  /// How often the configuration of a managed resource was checked.
  int checks() {
    return checks.get();
  }

  /// What was done so far, such as `create a`, in order; forgotten by reading it.
  public List<String> takeLog() {
    synchronized (log) {
      List<String> taken = List.copyOf(log);
      log.clear();
      return taken;
    }
  }

  /// The objects that exist, by their ids.
  public Map<String, Value> objects() {
    return objects;
  }

  /// Makes an object that nobody manages.
  void exists(String id, String name, String kind) {
    Map<String, Value> attributes = new TreeMap<>(((ObjectValue) onlyId(id)).attributes());
    attributes.put("name", Value.of(name));
    attributes.put("kind", kind.isEmpty() ? Value.nullOf(Type.STRING) : Value.of(kind));
    objects.put(id, Value.object(attributes));
  }

  /// The names of objects that cannot be changed.
  public Set<String> failing() {
    return failing;
  }

  Set<String> leaking() {
    return leaking;
  }

  Set<String> shortLived() {
    return shortLived;
  }

  /// The tokens that objects were made with, in order; they are nowhere else.
  List<String> tokens() {
    return tokens;
  }

  /// Sets what happens before each change, on its thread.
  public void pauseBeforeChanges(Runnable newPause) {
    pause = newPause;
  }

  /// A connection to the one set of objects.
  public Provider connect() {
    return new Connection();
  }

  private static String text(Value object, String attribute) {
    return object instanceof ObjectValue known
            && known.attributes().get(attribute) instanceof StringValue text
        ? text.value()
        : "";
  }

  private static Value attribute(Value object, String attribute) {
    return Objects.requireNonNull(((ObjectValue) object).attributes().get(attribute));
  }

  /// As real providers answer an import: nothing but the id, the rest is left to reading it.
  private static Value onlyId(String id) {
    Map<String, Value> attributes = new TreeMap<>();
    BLOCK
        .impliedType()
        .attributes()
        .forEach((name, type) -> attributes.put(name, Value.nullOf(type)));
    attributes.put("id", Value.of(id));
    return Value.object(attributes);
  }

  private static @Nullable Value identity(String type, Value object) {
    return switch (type) {
      case "test_identified" -> Value.object(Map.of("id", attribute(object, "id")));
      case "test_named" ->
          Value.object(
              Map.of("name", attribute(object, "name"), "kind", attribute(object, "kind")));
      default -> null;
    };
  }

  private String idOf(String type, Value identity) {
    if (type.equals("test_identified")) {
      return text(identity, "id");
    }
    return objects.values().stream()
        .filter(object -> text(object, "name").equals(text(identity, "name")))
        .map(object -> text(object, "id"))
        .findFirst()
        .orElse("none");
  }

  private static Value withId(Value object, Value id) {
    return with(object, "id", id);
  }

  private static Value with(Value object, String attribute, Value value) {
    Map<String, Value> attributes = new TreeMap<>(((ObjectValue) object).attributes());
    attributes.put(attribute, value);
    return Value.object(attributes);
  }

  private void awaitRenewal() {
    try {
      renewed.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private final class Connection implements Provider {
    /// Where it works; empty unless configured.
    private String region = "";

    /// Notes what was done, and where.
    private void note(String what) {
      log.add(region.isEmpty() ? what : what + " in " + region);
    }

    @Override
    public List<ProviderDiagnostic> configure(Value configuration) {
      region = text(configuration, "region");
      return List.of();
    }

    @Override
    public Responses.Call call(Requests.Call request) {
      String name = ((StringValue) request.arguments().getFirst()).value();
      return name.isEmpty()
          ? new Responses.Call(Value.nullOf(Type.STRING), 0, "Nobody to greet.")
          : new Responses.Call(
              Value.of("hello " + name + (region.isEmpty() ? "" : " from " + region)), -1, "");
    }

    @Override
    public ProviderSchema schema() {
      return SCHEMA;
    }

    @Override
    public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
      checks.incrementAndGet();
      return List.of();
    }

    @Override
    public Responses.Upgrade upgradeState(Requests.Upgrade request) {
      try {
        return new Responses.Upgrade(
            ValueJson.decode(request.json().bytes(), BLOCK.impliedType()), List.of());
      } catch (CodecException damaged) {
        throw new IllegalStateException(damaged);
      }
    }

    @Override
    public Responses.Read read(Requests.Read request) {
      Value object = objects.get(text(request.current(), "id"));
      return new Responses.Read(
          object == null ? Value.nullOf(BLOCK.impliedType()) : object,
          request.privateData(),
          object == null ? null : identity(request.type(), object),
          List.of());
    }

    @Override
    public Responses.ReadData readData(Requests.ReadData request) {
      String source = text(request.configuration(), "name");
      if (source.equals("after renewal")) {
        awaitRenewal();
      }
      if (failing.contains(source)) {
        return new Responses.ReadData(
            Value.nullOf(BLOCK.impliedType()),
            List.of(ProviderDiagnostic.error("Not there", "It was told to fail.")));
      }
      note("read " + source);
      return new Responses.ReadData(withId(request.configuration(), Value.of("data")), List.of());
    }

    @Override
    public Responses.Open open(Requests.Open request) {
      String name = text(request.configuration(), "name");
      note("open " + name);
      return new Responses.Open(
          with(request.configuration(), "secret", Value.of("secret of " + name)),
          new PrivateData(name.getBytes(StandardCharsets.UTF_8)),
          shortLived.contains(name) ? Instant.EPOCH : null,
          List.of());
    }

    @Override
    public Responses.Renew renew(String type, PrivateData privateData) {
      note("renew " + new String(privateData.bytes(), StandardCharsets.UTF_8));
      renewed.countDown();
      return new Responses.Renew(privateData, null, List.of());
    }

    @Override
    public List<ProviderDiagnostic> closeEphemeral(String type, PrivateData privateData) {
      String name = new String(privateData.bytes(), StandardCharsets.UTF_8);
      note("close " + name);
      return failing.contains(name)
          ? List.of(ProviderDiagnostic.error("Stuck", "It was told not to close."))
          : List.of();
    }

    @Override
    public Responses.Plan plan(Requests.Plan request) {
      Value planned = request.proposed();
      List<Path> replace = List.of();
      if (request.prior().isNull()) {
        planned = withId(planned, Value.unknown(Type.STRING));
      } else if (!Equality.sameIgnoringRefinements(
          attribute(request.prior(), "kind"), attribute(planned, "kind"))) {
        replace = List.of(Path.ROOT.attribute("kind"));
      } else if (text(request.configuration(), "token").equals("rotate")) {
        replace = List.of(Path.ROOT.attribute("token"));
      }
      return new Responses.Plan(
          planned, replace, PrivateData.NONE, identity(request.type(), planned), false, List.of());
    }

    @Override
    public Responses.Apply apply(Requests.Apply request) {
      pause.run();
      boolean destroys = request.planned().isNull();
      Value subject = destroys ? request.prior() : request.planned();
      String name = text(subject, "name");
      String verb = destroys ? "destroy" : request.prior().isNull() ? "create" : "update";
      if (failing.contains(name)) {
        note("fail " + name);
        return new Responses.Apply(
            request.prior(),
            PrivateData.NONE,
            false,
            List.of(ProviderDiagnostic.error("No luck", "It was told to fail.")));
      }
      note(verb + " " + name);
      if (destroys) {
        objects.remove(text(subject, "id"));
        return new Responses.Apply(request.planned(), PrivateData.NONE, false, List.of());
      }
      Value id =
          request.prior().isNull()
              ? Value.of(name + "-" + made.incrementAndGet() + "-" + text(subject, "kind"))
              : attribute(request.prior(), "id");
      Value after = withId(subject, id);
      objects.put(text(after, "id"), after);
      tokens.add(text(request.configuration(), "token"));
      if (leaking.contains(name)) {
        after = with(after, "token", attribute(request.configuration(), "token"));
      }
      return new Responses.Apply(
          after, PrivateData.NONE, identity(request.type(), after), false, List.of());
    }

    @Override
    public Responses.Import importState(Requests.Import request) {
      Value identity = request.identity();
      String id = identity == null ? request.id() : idOf(request.type(), identity);
      note("import " + id);
      return new Responses.Import(
          List.of(
              new Responses.Imported(
                  request.type(),
                  onlyId(id),
                  PrivateData.NONE,
                  identity(request.type(), onlyId(id)))),
          List.of());
    }
  }
}
