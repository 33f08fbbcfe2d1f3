package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider that writes down what it is asked about its `asked_thing`. Another `kind` needs
/// another object. One that is named "kept" may not be destroyed, which it says when it is asked
/// for a plan of that, and so only where it wants to be asked.
public final class AskedProvider implements Provider {
  private static final Block THING =
      new Block(
          Map.of(
              "id", Attribute.computed(Type.STRING, ""),
              "name", Attribute.required(Type.STRING, ""),
              "kind", Attribute.optional(Type.STRING, ""),
              "label", Attribute.optional(Type.STRING, "").withDeprecation("Use name instead."),
              "tags", Attribute.optional(Type.map(Type.STRING), "")),
          Map.of());
  private static final Block FOUND =
      Block.of(
          Map.of(
              "name", Attribute.required(Type.STRING, ""),
              "value", Attribute.computed(Type.STRING, "")));
  private static final Block METADATA =
      Block.of(Map.of("team", Attribute.optional(Type.STRING, "")));

  private final ProviderSchema schema;
  private final AtomicInteger made;
  private final List<String> asked;
  private final String team;

  private AskedProvider(
      ProviderSchema schema, AtomicInteger made, List<String> asked, String team) {
    this.schema = schema;
    this.made = made;
    this.asked = asked;
    this.team = team;
  }

  /// @param plansDestroys whether it wants to be asked for plans of destroys
  /// @param takesMetadata whether modules may tell it their `team`
  public static AskedProvider of(boolean plansDestroys, boolean takesMetadata) {
    return new AskedProvider(
        new ProviderSchema(
            Block.EMPTY,
            takesMetadata ? METADATA : null,
            Map.of("asked_thing", new ResourceSchema(1, THING)),
            Map.of("asked_thing", ResourceSchema.of(FOUND)),
            Map.of(),
            Map.of(),
            new ProviderSchema.Capabilities(plansDestroys, false, true)),
        new AtomicInteger(),
        Collections.synchronizedList(new ArrayList<>()),
        "");
  }

  /// What it was asked so far; forgotten by reading it.
  public List<String> takeAsked() {
    synchronized (asked) {
      List<String> taken = List.copyOf(asked);
      asked.clear();
      return taken;
    }
  }

  private void note(String call, Value object) {
    asked.add(call + " " + text(object, "name") + (team.isEmpty() ? "" : " of " + team));
  }

  @Override
  public ProviderSchema schema() {
    return schema;
  }

  @Override
  public Provider withMetadata(Value metadata) {
    return new AskedProvider(schema, made, asked, text(metadata, "team"));
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    String json = new String(request.json().bytes(), StandardCharsets.UTF_8);
    try {
      if (!request.flat()) {
        return new Responses.Upgrade(ValueJson.decode(json, THING.impliedType()), List.of());
      }
      asked.add("upgrade from version " + request.version() + " " + json);
      Map<String, Value> texts =
          new TreeMap<>(DoubleProvider.attributes(ValueJson.decodeImplied(json)));
      Map<String, Value> object = new TreeMap<>();
      Map<String, Value> tags = new TreeMap<>();
      texts.forEach((path, text) -> {
        if (path.startsWith("tags.") && !path.endsWith("%")) {
          tags.put(path.substring("tags.".length()), text);
        }
      });
      THING
          .impliedType()
          .attributes()
          .forEach((name, type) -> object.put(name, texts.getOrDefault(name, Value.nullOf(type))));
      object.put("tags", Value.map(Type.STRING, tags));
      return new Responses.Upgrade(Value.object(object), List.of());
    } catch (CodecException fault) {
      throw new IllegalArgumentException(json, fault);
    }
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    note("read", request.current());
    return new Responses.Read(request.current(), request.privateData(), List.of());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    if (request.proposed().isNull()) {
      note("plan to destroy", request.prior());
      return new Responses.Plan(
          request.proposed(),
          List.of(),
          data("to be destroyed"),
          false,
          text(request.prior(), "name").equals("kept")
              ? List.of(ProviderDiagnostic.error("It is kept", "It may not be destroyed."))
              : List.of());
    }
    boolean creates = request.prior().isNull();
    note(creates ? "plan to create" : "plan to change", request.proposed());
    boolean another =
        !creates && !text(request.prior(), "kind").equals(text(request.proposed(), "kind"));
    return new Responses.Plan(
        DoubleProvider.withUnknown(request.proposed(), "id"),
        another ? List.of(Path.ROOT.attribute("kind")) : List.of(),
        data("planned"),
        false,
        List.of());
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    String planned = new String(request.plannedPrivate().bytes(), StandardCharsets.UTF_8);
    if (request.planned().isNull()) {
      note("destroy as " + planned, request.prior());
      return new Responses.Apply(request.planned(), PrivateData.NONE, false, List.of());
    }
    note((request.prior().isNull() ? "create" : "change") + " as " + planned, request.planned());
    Value object =
        DoubleProvider.withKnown(
            request.planned(), "id", Value.of("thing-" + made.incrementAndGet()));
    return new Responses.Apply(object, data("made"), false, List.of());
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    note("find", request.configuration());
    return new Responses.ReadData(
        DoubleProvider.with(request.configuration(), "value", Value.of("found")), List.of());
  }

  private static PrivateData data(String text) {
    return new PrivateData(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Value object, String name) {
    return Objects.requireNonNullElse(DoubleProvider.attributes(object).get(name), Value.of(""))
            instanceof StringValue text
        ? text.value()
        : "";
  }
}
