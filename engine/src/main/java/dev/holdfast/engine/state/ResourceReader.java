package dev.holdfast.engine.state;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the resources of a state. Equal addresses become one object, since a large state repeats
/// few of them many times.
final class ResourceReader {
  private final JsonInput in;
  private final Map<String, ModuleInstanceAddress> modules = new HashMap<>();
  private final Map<String, ProviderConfigurationAddress> providers = new HashMap<>();
  private final Map<String, @Nullable ConfigurationResourceAddress> dependencies = new HashMap<>();
  private final Map<List<ConfigurationResourceAddress>, List<ConfigurationResourceAddress>> lists =
      new HashMap<>();

  ResourceReader(JsonInput in) {
    this.in = in;
  }

  /// The members of a resource, in whatever order they come.
  private static final class Draft {
    private ModuleInstanceAddress module = ModuleInstanceAddress.ROOT;
    private ResourceMode mode = ResourceMode.MANAGED;
    private String type = "";
    private String name = "";
    private String each = "";
    private @Nullable ProviderConfigurationAddress provider;
    private final List<ObjectReader> objects = new ArrayList<>();
  }

  /// The instances of the resource that the input is at, in the order of their keys.
  List<StoredInstance> resource() throws DamagedJsonException {
    Draft draft = new Draft();
    in.object(member -> {
      switch (member) {
        case "module" -> draft.module = module(in.text());
        case "mode" -> draft.mode = mode(in.text());
        case "type" -> draft.type = in.text();
        case "name" -> draft.name = in.text();
        case "each" -> draft.each = in.text();
        case "provider" -> draft.provider = provider(in.text());
        case "instances" ->
            in.array(() -> {
              ObjectReader object = new ObjectReader(in, this);
              object.read();
              draft.objects.add(object);
            });
        default -> in.skip();
      }
    });
    if (draft.type.isEmpty() || draft.name.isEmpty()) {
      throw in.damaged("a resource has no type or no name");
    }
    return instances(draft);
  }

  private List<StoredInstance> instances(Draft draft) throws DamagedJsonException {
    ResourceAddress resource = new ResourceAddress(draft.mode, draft.type, draft.name);
    Map<InstanceKey, List<ObjectReader>> byKey = new TreeMap<>();
    for (ObjectReader object : draft.objects) {
      byKey.computeIfAbsent(object.key(), key -> new ArrayList<>()).add(object);
    }
    List<StoredInstance> instances = new ArrayList<>(byKey.size());
    for (Map.Entry<InstanceKey, List<ObjectReader>> entry : byKey.entrySet()) {
      ResourceInstanceAddress address =
          new ResourceInstanceAddress(draft.module, resource, entry.getKey());
      instances.add(instance(address, draft, entry.getValue()));
    }
    return instances;
  }

  private StoredInstance instance(
      ResourceInstanceAddress address, Draft draft, List<ObjectReader> objects)
      throws DamagedJsonException {
    StoredObject current = null;
    Map<String, StoredObject> deposed = new TreeMap<>();
    ProviderConfigurationAddress provider = draft.provider;
    for (ObjectReader object : objects) {
      StoredObject stored = object.object(draft.each);
      boolean repeated;
      if (object.deposedKey().isEmpty()) {
        repeated = current != null;
        current = stored;
      } else {
        repeated = deposed.put(object.deposedKey(), stored) != null;
      }
      if (repeated) {
        throw in.damaged("the object " + address + " occurs twice");
      }
      provider = object.provider() == null ? provider : object.provider();
    }
    if (provider == null) {
      throw in.damaged("the resource " + address + " does not say its provider");
    }
    return new StoredInstance(address, provider, current, deposed);
  }

  private ResourceMode mode(String text) throws DamagedJsonException {
    return switch (text) {
      case "managed" -> ResourceMode.MANAGED;
      case "data" -> ResourceMode.DATA;
      default -> throw in.damaged("\"" + text + "\" is not a mode of a resource");
    };
  }

  private ModuleInstanceAddress module(String text) throws DamagedJsonException {
    ModuleInstanceAddress known = modules.get(text);
    if (known == null) {
      known = parsed(AddressParser.moduleInstance(text), text, "the address of a module");
      modules.put(text, known);
    }
    return known;
  }

  ProviderConfigurationAddress provider(String text) throws DamagedJsonException {
    ProviderConfigurationAddress known = providers.get(text);
    if (known == null) {
      known =
          isLegacyProvider(text)
              ? legacyProvider(text)
              : parsed(AddressParser.providerConfiguration(text), text, "a provider configuration");
      providers.put(text, known);
    }
    return known;
  }

  /// Versions before 0.13 wrote `provider.aws` or `provider.aws.east`.
  private static boolean isLegacyProvider(String text) {
    return text.startsWith("provider.") && text.split("\\.", -1).length <= 3;
  }

  private static ProviderConfigurationAddress legacyProvider(String text) {
    String[] parts = text.split("\\.", -1);
    return new ProviderConfigurationAddress(
        ModulePath.ROOT,
        ProviderSource.implied(parts[1]),
        parts.length > 2 ? parts[2] : "",
        InstanceKey.none());
  }

  ResourceInstanceAddress instanceAddress(String text) throws DamagedJsonException {
    return parsed(AddressParser.resourceInstance(text), text, "the address of a resource instance");
  }

  private <T> T parsed(Parsed<@Nullable T> parsed, String text, String what)
      throws DamagedJsonException {
    T tree = parsed.tree();
    if (tree == null) {
      throw in.damaged("\"" + text + "\" is not " + what);
    }
    return tree;
  }

  /// The same dependencies as one list, however many instances have them: states hold all that an
  /// object depends on, through others too, and that is long.
  List<ConfigurationResourceAddress> shared(List<ConfigurationResourceAddress> found) {
    return lists.computeIfAbsent(found, List::copyOf);
  }

  /// A resource as the configuration declares it. Read without the grammar of references, since old
  /// states also list variables here. Null where it is none of a resource.
  @Nullable ConfigurationResourceAddress dependency(String text) {
    return dependencies.computeIfAbsent(text, ResourceReader::splitDependency);
  }

  private static @Nullable ConfigurationResourceAddress splitDependency(String text) {
    List<String> parts = Arrays.asList(text.split("\\.", -1));
    List<String> modules = new ArrayList<>();
    int at = 0;
    while (at + 1 < parts.size() && parts.get(at).equals("module")) {
      modules.add(parts.get(at + 1));
      at += 2;
    }
    boolean data = at < parts.size() && parts.get(at).equals("data");
    at += data ? 1 : 0;
    if (parts.size() - at != 2) {
      return null;
    }
    ResourceMode mode = data ? ResourceMode.DATA : ResourceMode.MANAGED;
    return new ConfigurationResourceAddress(
        modules.isEmpty() ? ModulePath.ROOT : new ModulePath(modules),
        new ResourceAddress(mode, parts.get(at), parts.get(at + 1)));
  }
}
