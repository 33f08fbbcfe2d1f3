package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.UserOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_user`: a user account. What the configuration does not set is left to the host.
final class UserResource implements HostResource {
  private static final Block BLOCK =
      Schemas.block(
          Map.ofEntries(
              Map.entry("name", Attribute.required(Type.STRING, "Its name.")),
              Map.entry("uid", Attribute.optionalComputed(Type.NUMBER, "Its number.")),
              Map.entry(
                  "group",
                  Attribute.optionalComputed(Type.STRING, "Its first group, by name or number.")),
              Map.entry(
                  "groups",
                  Attribute.optionalComputed(
                      Type.set(Type.STRING), "Exactly the further groups it is in.")),
              Map.entry("home", Attribute.optionalComputed(Type.STRING, "Its home folder.")),
              Map.entry("shell", Attribute.optionalComputed(Type.STRING, "Its login shell.")),
              Map.entry(
                  "comment", Attribute.optionalComputed(Type.STRING, "Its full name or purpose.")),
              Map.entry(
                  "password_hash",
                  Attribute.optional(Type.STRING, "Its password as hashed by crypt(3).")
                      .withSensitive()),
              Map.entry(
                  "system",
                  Schemas.flag("Whether the host chooses a number of the system's range.")),
              Map.entry(
                  "create_home", Schemas.flag("Whether its home folder is made; true if not set.")),
              Map.entry(
                  "remove_home",
                  Schemas.flag("Whether destroying it removes its home folder and mail."))));

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of("name");
  }

  @Override
  public String identifiedBy() {
    return "name";
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    AccountChecks.name(configuration, faults);
    AccountChecks.number(configuration, "uid", faults);
    for (String group : configuration.texts("groups").orElse(List.of())) {
      if (!UserOperation.isName(group)) {
        faults.add(
            ProviderDiagnostic.error(
                "Invalid name",
                "\"" + group + "\" cannot be the name of a group.",
                Path.ROOT.attribute("groups")));
      }
    }
    for (String name : List.of("home", "shell", "comment", "password_hash")) {
      if (configuration.text(name).filter(text -> text.matches("(?s).*[:\n\0].*")).isPresent()) {
        faults.add(
            ProviderDiagnostic.error(
                "Invalid value",
                "It must not hold a colon or a line end, since it becomes a field of /etc/passwd"
                    + " or /etc/shadow.",
                Path.ROOT.attribute(name)));
      }
    }
    return faults;
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    return UserOperation.check(current.required("name")).on(host).map(user -> found(current, user));
  }

  private static Attributes found(Attributes current, UserOperation.User user) {
    Attributes found =
        Schemas.found(current, "group", user.group())
            .withNumber("uid", user.number())
            .withTexts("groups", user.groups())
            .withText("home", user.home())
            .withText("shell", user.shell())
            .withText("comment", user.comment());
    return current.isSet("password_hash") && !user.passwordHash().isEmpty()
        ? found.withText("password_hash", user.passwordHash())
        : found;
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    UserOperation operation =
        new UserOperation(
            planned.required("name"),
            planned.number("uid"),
            planned.text("group"),
            planned.texts("groups").map(HashSet::new),
            planned.text("home"),
            planned.text("shell"),
            planned.text("comment"),
            planned.text("password_hash"),
            planned.isTrue("system"),
            planned.truth("create_home").orElse(true));
    ChangeFailedException.require(operation.applyOn(host));
    return HostProvider.readBack(this, host, planned);
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, ChangeFailedException, InterruptedException {
    ChangeFailedException.require(
        new UserOperation.Removal(prior.required("name"), prior.isTrue("remove_home"))
            .applyOn(host));
  }
}
