package dev.holdfast.cli;

import dev.holdfast.cli.arguments.ArgumentParser;
import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.CommandLine;
import dev.holdfast.cli.arguments.CommandLineParser;
import dev.holdfast.cli.arguments.CommandPath;
import dev.holdfast.cli.arguments.HelpText;
import dev.holdfast.cli.command.Command;
import dev.holdfast.cli.command.CommandPlugins;
import dev.holdfast.cli.command.CommonFlags;
import dev.holdfast.cli.command.CompletionCommand;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.cli.command.ProjectCommands;
import dev.holdfast.cli.command.ProviderCommands;
import dev.holdfast.cli.command.ProvidersCommand;
import dev.holdfast.cli.command.StateCommands;
import dev.holdfast.cli.command.WorkspaceCommands;
import dev.holdfast.cli.command.World;
import dev.holdfast.cli.command.lab.LabCommands;
import dev.holdfast.cli.render.DiagnosticText;
import dev.holdfast.cli.render.Sources;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The whole program: finds the command that was asked for and runs it.
public final class Program {
  private static final String NAME = "holdfast";

  /// What the shell reports of a program that was interrupted.
  private static final int INTERRUPTED = 130;

  private final IdentityHashMap<CommandDeclaration, Command> commands = new IdentityHashMap<>();
  private final CommandDeclaration declaration;

  public Program() {
    List<CommandDeclaration> all = new ArrayList<>();
    all.addAll(register(ProjectCommands.all()));
    all.addAll(register(List.of(new CompletionCommand(this::declaration))));
    all.add(
        CommandDeclaration.group(
            "state",
            "Look into the state, and change it by hand",
            "Shows what the state knows of, and changes it without touching anything real.",
            register(StateCommands.all())));
    all.add(registerWith(new ProvidersCommand(), ProviderCommands.all()));
    all.add(
        CommandDeclaration.group(
            "workspace",
            "Keep several states for one configuration",
            "Makes, selects and deletes workspaces: each has a state of its own.",
            register(WorkspaceCommands.all())));
    all.add(
        CommandDeclaration.group(
            "lab",
            "Look into the lab and work in its hosts",
            "Works with the hosts that lab_host resources have made on this machine.",
            register(LabCommands.all())));
    declaration =
        CommandDeclaration.group(
            NAME,
            "",
            "Plans and makes infrastructure as Terraform configurations describe it, in a lab on"
                + " this machine or on real hosts.",
            all);
  }

  private CommandDeclaration declaration() {
    return declaration;
  }

  private List<CommandDeclaration> register(List<Command> more) {
    List<CommandDeclaration> declarations = new ArrayList<>();
    for (Command command : more) {
      CommandDeclaration each = command.declaration();
      commands.put(each, command);
      declarations.add(each);
    }
    return declarations;
  }

  /// A command that also groups others.
  private CommandDeclaration registerWith(Command command, List<Command> subcommands) {
    CommandDeclaration both = command.declaration().with(register(subcommands));
    commands.put(both, command);
    return both;
  }

  /// Runs the command line.
  ///
  /// @param words without the program's name
  /// @return the exit code
  public int run(World world, List<String> words) {
    try {
      return runCommand(world, words);
    } catch (InterruptedException e) {
      return INTERRUPTED;
    } catch (RuntimeException bug) {
      world.out().flush();
      world.err().println("\nHoldfast stopped over a fault of its own. Please report this:\n");
      bug.printStackTrace(world.err());
      return Invocation.FAILED;
    } finally {
      world.out().flush();
      world.err().flush();
    }
  }

  private int runCommand(World world, List<String> words) throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    CommandLine line =
        CommandLineParser.parse(declaration, words, world.environment(), diagnostics);
    if (diagnostics.hasErrors()) {
      return fail(world, diagnostics.list());
    }
    CommandPath path = line.path();
    switch (line.request()) {
      case HELP -> {
        world.out().print(HelpText.of(path));
        // A group alone does nothing: a script that forgot the rest must not go on.
        return words.stream().anyMatch(CommandLineParser::asksForHelp) ? 0 : Invocation.FAILED;
      }
      case VERSION -> {
        return runCommand(world, List.of("version"));
      }
      case RUN -> {}
    }
    Command command = Objects.requireNonNull(commands.get(path.declaration()));
    Arguments arguments = ArgumentParser.parse(path, line.words(), diagnostics);
    if (diagnostics.hasErrors()) {
      return fail(world, diagnostics.list());
    }
    Path folder = world.folder().resolve(line.folder().orElse(""));
    if (!Files.isDirectory(folder)) {
      diagnostics.add(
          Diagnostic.error(
              "No such folder", "The folder of -chdir, " + folder + ", does not exist."));
      return fail(world, diagnostics.list());
    }
    Terminal terminal =
        Terminal.standardOutput(
            world.out(), world.environment(), !arguments.isOn(CommonFlags.NO_COLOR));
    Sources sources = new Sources(world.folder());
    try (CommandPlugins plugins = new CommandPlugins(world, folder)) {
      Invocation invocation =
          new Invocation(world, arguments, folder, terminal, sources, plugins, Optional.empty());
      return command.run(isTold(path, arguments) ? invocation.inJson() : invocation);
    }
  }

  /// Whether what the command tells in words is wanted as messages.
  private static boolean isTold(CommandPath path, Arguments arguments) {
    return arguments.isOn(CommonFlags.MESSAGES)
        && path.declaration().flags().contains(CommonFlags.MESSAGES);
  }

  private static int fail(World world, List<Diagnostic> diagnostics) {
    Terminal terminal = Terminal.standardOutput(world.out(), world.environment(), true);
    DiagnosticText text =
        new DiagnosticText(new Sources(world.folder()), terminal.palette(), terminal.width());
    diagnostics.forEach(diagnostic -> world.err().print(text.of(diagnostic)));
    return Invocation.FAILED;
  }
}
