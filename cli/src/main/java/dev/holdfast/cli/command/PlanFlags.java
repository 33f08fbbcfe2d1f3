package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The flags that say what a plan should be about.
final class PlanFlags {
  private static final Flag DESTROY =
      Flag.on("destroy", "Plan to destroy everything that the state knows of.");
  private static final Flag REFRESH_ONLY =
      Flag.on("refresh-only", "Only look how objects differ from the state; change none.");
  private static final Flag REFRESH =
      Flag.on("refresh", "Look at the objects before planning (default true).");
  private static final Flag REPLACE =
      Flag.repeated("replace", "ADDRESS", "Make this object anew, whether or not it must be.");
  private static final Flag TARGET =
      Flag.repeated(
          "target", "ADDRESS", "Plan only this module, resource or instance, and what it needs.");
  private static final Flag TARGET_FILE =
      Flag.repeated("target-file", "FILE", "Like -target for each line of this file.");
  private static final Flag EXCLUDE =
      Flag.repeated(
          "exclude",
          "ADDRESS",
          "Plan neither this module, resource or instance, nor what depends on it.");
  private static final Flag EXCLUDE_FILE =
      Flag.repeated("exclude-file", "FILE", "Like -exclude for each line of this file.");

  static final Flag CONCISE =
      Flag.on(
          "concise",
          "Print no progress while planning, put equal changes together, and show only what"
              + " changes.");

  /// All of them, with the flags for variables.
  static final List<Flag> ALL =
      CommonFlags.withDiagnostics(
          DESTROY,
          REFRESH_ONLY,
          REFRESH,
          REPLACE,
          TARGET,
          TARGET_FILE,
          EXCLUDE,
          EXCLUDE_FILE,
          CONCISE,
          DeprecationFlag.FLAG,
          CommonFlags.VARIABLE,
          CommonFlags.VARIABLE_FILE,
          CommonFlags.INPUT,
          CommonFlags.PARALLELISM,
          CommonFlags.STATE,
          CommonFlags.SHOW_SENSITIVE,
          CommonFlags.JSON,
          CommonFlags.NO_COLOR);

  /// Those that make sense where nothing is changed anyway.
  static final List<Flag> FOR_REFRESH =
      ALL.stream()
          .filter(flag -> !List.of(DESTROY, REFRESH_ONLY, REFRESH, REPLACE).contains(flag))
          .toList();

  private PlanFlags() {}

  /// What the flags ask for; what is wrong with them is reported.
  static PlanOptions options(Invocation invocation, Diagnostics diagnostics) {
    Arguments arguments = invocation.arguments();
    DeprecationFlag.check(arguments, diagnostics);
    boolean destroy = arguments.isOn(DESTROY);
    boolean refreshOnly = arguments.isOn(REFRESH_ONLY);
    boolean refresh = arguments.isOn(REFRESH, true);
    if (destroy && refreshOnly) {
      conflict("-destroy and -refresh-only", diagnostics);
    }
    if (refreshOnly && !refresh) {
      conflict("-refresh-only and -refresh=false", diagnostics);
    }
    List<TargetAddress> targets = addresses(invocation, TARGET, TARGET_FILE, diagnostics);
    List<TargetAddress> excludes = addresses(invocation, EXCLUDE, EXCLUDE_FILE, diagnostics);
    if (isGiven(arguments, TARGET, TARGET_FILE) && isGiven(arguments, EXCLUDE, EXCLUDE_FILE)) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid combination of arguments",
              "-target and -exclude flags cannot be used together. Please remove one of the"
                  + " flags."));
      excludes = List.of();
    }
    Set<ResourceInstanceAddress> replace = new HashSet<>();
    for (String text : arguments.all(REPLACE)) {
      @Nullable ResourceInstanceAddress address =
          tree(AddressParser.resourceInstance(text), "-replace=" + text, diagnostics);
      if (address != null) {
        replace.add(address);
      }
    }
    PlanMode mode =
        destroy ? PlanMode.DESTROY : refreshOnly ? PlanMode.REFRESH_ONLY : PlanMode.NORMAL;
    return new PlanOptions(mode, refresh, targets, replace).withExcludes(excludes);
  }

  private static boolean isGiven(Arguments arguments, Flag addresses, Flag files) {
    return !arguments.all(addresses).isEmpty() || !arguments.all(files).isEmpty();
  }

  /// What a flag names and what the files name that the other one names.
  private static List<TargetAddress> addresses(
      Invocation invocation, Flag flag, Flag fileFlag, Diagnostics diagnostics) {
    List<TargetAddress> addresses = new ArrayList<>();
    for (String text : invocation.arguments().all(flag)) {
      @Nullable TargetAddress address =
          tree(AddressParser.target(text), "-" + flag.name() + "=" + text, diagnostics);
      if (address != null) {
        addresses.add(address);
      }
    }
    for (String name : invocation.arguments().all(fileFlag)) {
      addresses.addAll(
          AddressFile.read(
              invocation.folder().resolve(name), "-" + fileFlag.name() + "=" + name, diagnostics));
    }
    return addresses;
  }

  private static <T> @Nullable T tree(
      Parsed<@Nullable T> parsed, String flag, Diagnostics diagnostics) {
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      diagnostics.add(Diagnostic.error("Invalid address in " + flag, diagnostic.detail()));
    }
    return parsed.tree();
  }

  private static void conflict(String flags, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.error("Incompatible command line flags", flags + " exclude each other."));
  }
}
