package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;

/// `hashicorp/test` of the command suites: `test_instance`, whose id becomes "placeholder", which
/// must be made anew where its image is "force-replace", and whose image "refresh-me" is found to
/// be "refreshed".
public final class TestInstanceProvider extends DoubleProvider {
  private static final String TYPE = "test_instance";

  private TestInstanceProvider(Block instance, Map<String, FunctionSchema> functions) {
    super(
        new ProviderSchema(
            Block.of(Map.of("region", Attribute.optional(Type.STRING, ""))),
            Map.of(TYPE, ResourceSchema.of(instance)),
            Map.of(),
            Map.of(),
            functions,
            ProviderSchema.Capabilities.NONE));
  }

  /// With an id and an image.
  public static TestInstanceProvider plain() {
    return new TestInstanceProvider(Block.of(Map.of("id", id(), "ami", text())), Map.of());
  }

  /// With a password too, which is sensitive.
  public static TestInstanceProvider withPassword() {
    return new TestInstanceProvider(
        Block.of(Map.of("id", id(), "ami", text(), "password", text().withSensitive())), Map.of());
  }

  /// With network interfaces as blocks.
  public static TestInstanceProvider withNetworkInterfaces() {
    Block network =
        Block.of(
            Map.of(
                "device_index", Attribute.optional(Type.STRING, ""),
                "description", Attribute.optional(Type.STRING, ""),
                "name", Attribute.optional(Type.STRING, "")));
    return new TestInstanceProvider(
        new Block(
            Map.of("ami", text(), "id", id()),
            Map.of("network_interface", NestedBlock.list(network))),
        Map.of());
  }

  /// With volumes as a structure, and a function.
  public static TestInstanceProvider withFunction() {
    Attribute volumes =
        Attribute.nested(
            new NestedAttributes(
                Nesting.LIST,
                Map.of(
                    "size", Attribute.required(Type.STRING, ""),
                    "mount_point", Attribute.required(Type.STRING, ""))),
            false,
            true,
            false);
    FunctionSchema function =
        new FunctionSchema(
            List.of(new FunctionSchema.Parameter("input", Type.NUMBER, false, false)),
            new FunctionSchema.Parameter("variadic_input", Type.list(Type.BOOLEAN), false, false),
            Type.STRING,
            "test",
            "a basic string function",
            "");
    return new TestInstanceProvider(
        Block.of(Map.of("id", id(), "ami", text(), "volumes", volumes)),
        Map.of("test_func", function));
  }

  private static Attribute id() {
    return Attribute.optionalComputed(Type.STRING, "");
  }

  private static Attribute text() {
    return Attribute.optional(Type.STRING, "");
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    Value current = request.current();
    Value now = is(current, "refresh-me") ? with(current, "ami", Value.of("refreshed")) : current;
    return new Responses.Read(now, PrivateData.NONE, List.of());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Value proposed = request.proposed();
    if (proposed.isNull()) {
      return planned(proposed, List.of());
    }
    boolean replace = is(proposed, "force-replace");
    return planned(
        withUnknown(proposed, "id"), replace ? List.of(Path.ROOT.attribute("ami")) : List.of());
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    Value planned = request.planned();
    return applied(planned.isNull() ? planned : withKnown(planned, "id", Value.of("placeholder")));
  }

  private static boolean is(Value object, String image) {
    return attribute(object, "ami") instanceof StringValue text && text.value().equals(image);
  }
}
