package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.json.PathJson;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The changes of a plan as JSON. Schemas are written once each, in front of the changes, and named
/// by their number.
final class ChangeText {
  private ChangeText() {}

  /// Numbers of schemas. Providers hand out the same schema object each time, so identity finds it.
  static final class Schemas {
    private final IdentityHashMap<ResourceSchema, Integer> numbers = new IdentityHashMap<>();
    private final List<ResourceSchema> list = new ArrayList<>();

    void add(ResourceSchema schema) {
      if (numbers.putIfAbsent(schema, list.size()) == null) {
        list.add(schema);
      }
    }

    private int number(ResourceSchema schema) {
      Integer number = numbers.get(schema);
      if (number == null) {
        throw new IllegalStateException("the schema was not added");
      }
      return number;
    }

    void write(JsonOutput out) throws IOException {
      out.array(() -> {
        for (ResourceSchema schema : list) {
          out.element();
          SchemaText.write(schema, out);
        }
      });
    }

    void read(JsonInput in) throws DamagedJsonException {
      in.array(() -> add(SchemaText.read(in)));
    }

    private ResourceSchema get(long number, JsonInput in) throws DamagedJsonException {
      if (number < 0 || number >= list.size()) {
        throw in.damaged("a change names a schema that is not there");
      }
      return list.get((int) number);
    }
  }

  static void write(ResourceChange change, Schemas schemas, JsonOutput out) throws IOException {
    Type type = change.schema().block().impliedType();
    out.object(() -> {
      out.member("address", change.address().toString());
      if (change.isMoved()) {
        out.member("previous", change.previousAddress().toString());
      }
      optional("deposed", change.deposedKey(), out);
      out.member("provider", change.provider().toString());
      out.member("schema", schemas.number(change.schema()));
      out.member("action", change.action().name());
      out.member("reason", change.reason().name());
      out.name("before");
      ValueText.write(change.before(), type, out);
      out.name("after");
      ValueText.write(change.after(), type, out);
      if (!change.requiresReplace().isEmpty()) {
        out.name("requires_replace");
        PathJson.write(change.requiresReplace(), out);
      }
      if (!change.plannedPrivate().isEmpty()) {
        out.member("private", Base64.getEncoder().encodeToString(change.plannedPrivate().bytes()));
      }
      if (!change.dependencies().isEmpty()) {
        out.name("dependencies");
        out.array(() -> {
          for (ConfigurationResourceAddress each : change.dependencies()) {
            out.element();
            out.text(each.toString());
          }
        });
      }
      out.flag("create_before_destroy", change.createBeforeDestroy());
      writeIdentity("before_identity", change.beforeIdentity(), change.schema(), out);
      writeIdentity("after_identity", change.afterIdentity(), change.schema(), out);
      if (change.importing() != null) {
        out.name("importing");
        writeImporting(change.importing(), change.schema(), out);
      }
    });
  }

  private static void writeImporting(Importing importing, ResourceSchema schema, JsonOutput out)
      throws IOException {
    out.object(() -> {
      if (!importing.id().isEmpty()) {
        out.member("id", importing.id());
      }
      writeIdentity("identity", importing.identity(), schema, out);
      if (!importing.generatedConfiguration().isEmpty()) {
        out.member("generated_configuration", importing.generatedConfiguration());
      }
    });
  }

  private static void writeIdentity(
      String name, @Nullable Value identity, ResourceSchema schema, JsonOutput out)
      throws IOException {
    if (identity != null && schema.identity() != null) {
      out.name(name);
      ValueText.write(identity, schema.identity().impliedType(), out);
    }
  }

  private static void optional(String name, @Nullable String value, JsonOutput out)
      throws IOException {
    if (value != null) {
      out.member(name, value);
    }
  }

  private static final class Draft {
    private String address = "";
    private String previous = "";
    private @Nullable String deposed;
    private String provider = "";
    private @Nullable ResourceSchema schema;
    private String action = "";
    private String reason = "";
    private @Nullable Value before;
    private @Nullable Value after;
    private List<Path> requiresReplace = List.of();
    private PrivateData plannedPrivate = PrivateData.NONE;
    private List<ConfigurationResourceAddress> dependencies = List.of();
    private boolean createBeforeDestroy;
    private @Nullable Value beforeIdentity;
    private @Nullable Value afterIdentity;
    private @Nullable Importing importing;

    private Type type(JsonInput in) throws DamagedJsonException {
      if (schema == null) {
        throw in.damaged("a change has values before its schema");
      }
      return schema.block().impliedType();
    }

    private Type identityType(JsonInput in) throws DamagedJsonException {
      if (schema == null || schema.identity() == null) {
        throw in.damaged("a change has an identity that its schema does not know");
      }
      return schema.identity().impliedType();
    }
  }

  private static final class ImportingDraft {
    private String id = "";
    private @Nullable Value identity;
    private String generatedConfiguration = "";
  }

  /// Reads changes; addresses of providers and resources that recur are read once.
  static final class Reader {
    private final JsonInput in;
    private final Schemas schemas;
    private final Map<String, ProviderConfigurationAddress> providers = new HashMap<>();
    private final Map<String, ConfigurationResourceAddress> resources = new HashMap<>();

    Reader(JsonInput in, Schemas schemas) {
      this.in = in;
      this.schemas = schemas;
    }

    ResourceChange change() throws DamagedJsonException {
      Draft draft = new Draft();
      in.object(member -> member(member, draft));
      if (draft.schema == null || draft.before == null || draft.after == null) {
        throw in.damaged("a change is not complete");
      }
      ResourceInstanceAddress address = address(draft.address);
      try {
        return new ResourceChange(
            address,
            draft.previous.isEmpty() ? address : address(draft.previous),
            draft.deposed,
            provider(draft.provider),
            draft.schema,
            Action.valueOf(draft.action),
            ActionReason.valueOf(draft.reason),
            draft.before,
            draft.after,
            draft.requiresReplace,
            draft.plannedPrivate,
            draft.dependencies,
            draft.createBeforeDestroy,
            draft.beforeIdentity,
            draft.afterIdentity,
            draft.importing);
      } catch (IllegalArgumentException fault) {
        throw in.damaged("a change has an action that is not known");
      }
    }

    private void member(String name, Draft draft) throws DamagedJsonException {
      switch (name) {
        case "address" -> draft.address = in.text();
        case "previous" -> draft.previous = in.text();
        case "deposed" -> draft.deposed = in.text();
        case "provider" -> draft.provider = in.text();
        case "schema" -> draft.schema = schemas.get(in.whole(), in);
        case "action" -> draft.action = in.text();
        case "reason" -> draft.reason = in.text();
        case "before" -> draft.before = ValueText.read(in, draft.type(in));
        case "after" -> draft.after = ValueText.read(in, draft.type(in));
        case "requires_replace" -> draft.requiresReplace = PathJson.read(in);
        case "private" -> draft.plannedPrivate = privateData(in.text());
        case "dependencies" -> draft.dependencies = dependencies();
        case "create_before_destroy" -> draft.createBeforeDestroy = in.truth();
        case "before_identity" -> draft.beforeIdentity = ValueText.read(in, draft.identityType(in));
        case "after_identity" -> draft.afterIdentity = ValueText.read(in, draft.identityType(in));
        case "importing" -> draft.importing = importing(draft);
        default -> in.skip();
      }
    }

    private Importing importing(Draft draft) throws DamagedJsonException {
      ImportingDraft importing = new ImportingDraft();
      in.object(member -> {
        switch (member) {
          case "id" -> importing.id = in.text();
          case "identity" -> importing.identity = ValueText.read(in, draft.identityType(in));
          case "generated_configuration" -> importing.generatedConfiguration = in.text();
          default -> in.skip();
        }
      });
      return new Importing(importing.id, importing.identity, importing.generatedConfiguration);
    }

    private PrivateData privateData(String text) throws DamagedJsonException {
      try {
        return new PrivateData(Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException fault) {
        throw in.damaged("the private data of a change is not base64");
      }
    }

    private List<ConfigurationResourceAddress> dependencies() throws DamagedJsonException {
      List<ConfigurationResourceAddress> found = new ArrayList<>();
      for (String text : in.texts()) {
        ConfigurationResourceAddress known = resources.get(text);
        if (known == null) {
          known = address(text).configuration();
          resources.put(text, known);
        }
        found.add(known);
      }
      return found;
    }

    private ResourceInstanceAddress address(String text) throws DamagedJsonException {
      return parsed(AddressParser.resourceInstance(text), text);
    }

    private ProviderConfigurationAddress provider(String text) throws DamagedJsonException {
      ProviderConfigurationAddress known = providers.get(text);
      if (known == null) {
        known = parsed(AddressParser.providerConfiguration(text), text);
        providers.put(text, known);
      }
      return known;
    }

    private <T> T parsed(Parsed<@Nullable T> parsed, String text) throws DamagedJsonException {
      T tree = parsed.tree();
      if (tree == null) {
        throw in.damaged("\"" + text + "\" is not an address");
      }
      return tree;
    }
  }

  static void write(OutputChange change, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("name", change.name());
      out.member("action", change.action().name());
      out.name("before");
      ValueText.write(change.before(), Type.DYNAMIC, out);
      out.name("after");
      ValueText.write(change.after(), Type.DYNAMIC, out);
    });
  }

  static OutputChange output(JsonInput in) throws DamagedJsonException {
    OutputDraft draft = new OutputDraft();
    in.object(member -> {
      switch (member) {
        case "name" -> draft.name = in.text();
        case "action" -> draft.action = in.text();
        case "before" -> draft.before = ValueText.read(in, Type.DYNAMIC);
        case "after" -> draft.after = ValueText.read(in, Type.DYNAMIC);
        default -> in.skip();
      }
    });
    if (draft.before == null || draft.after == null) {
      throw in.damaged("a change of an output is not complete");
    }
    try {
      return new OutputChange(draft.name, Action.valueOf(draft.action), draft.before, draft.after);
    } catch (IllegalArgumentException fault) {
      throw in.damaged("a change has an action that is not known");
    }
  }

  private static final class OutputDraft {
    private String name = "";
    private String action = "";
    private @Nullable Value before;
    private @Nullable Value after;
  }
}
