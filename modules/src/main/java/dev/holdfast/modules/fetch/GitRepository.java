package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RemotePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Fetches from git repositories through the system's `git`, with whatever credentials, proxies and
/// keys the user has set up for it.
///
/// One commit is asked for, without its history, which is all that a module needs. Where the server
/// does not give away a commit by its name alone, for one because the name is abbreviated, the
/// whole history is fetched and searched.
public final class GitRepository {
  private static final List<String> PARAMETERS = List.of("ref", "depth", "sshkey");
  private static final Pattern DEPTH = Pattern.compile("[1-9][0-9]{0,8}|0?");

  /// Where git is told to work by whoever started us, say a hook, it would work there.
  private static final List<String> FOREIGN_SETTINGS =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX");

  private final Map<String, String> environment;

  /// @param environment of this process, in which git finds the user's settings
  public GitRepository(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Fetches what an address names.
  ///
  /// @param folder exists and is empty; after a fault its content is of no use
  public void fetch(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    Query query = Query.parse(address.query());
    String reference = query.value("ref");
    String depth = query.value("depth");
    String url = query.appendTo(address.url(), PARAMETERS);
    if (reference.startsWith("-") || url.startsWith("-") || !DEPTH.matcher(depth).matches()) {
      throw new FetchException(
          "The address has a parameter that git would misunderstand: ref must not begin with a"
              + " hyphen, and depth must be a number.");
    }
    try (Key key = Key.of(query.value("sshkey"))) {
      boolean onThisMachine = url.startsWith("file:") || url.startsWith("/");
      Git git = new Git(folder, environment, key, onThisMachine);
      git.run("init", "--quiet");
      git.run("remote", "add", "--", "origin", url);
      fetchCommit(git, url, reference, depth);
      if (Files.exists(folder.resolve(".gitmodules"))) {
        git.run("submodule", "--quiet", "update", "--init", "--recursive", "--depth", "1");
      }
    }
  }

  private static void fetchCommit(Git git, String url, String reference, String depth)
      throws FetchException, IOException, InterruptedException {
    String wanted = reference.isEmpty() ? "HEAD" : reference;
    List<String> arguments = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags"));
    if (!depth.equals("0")) {
      arguments.addAll(List.of("--depth", depth.isEmpty() ? "1" : depth));
    }
    arguments.addAll(List.of("--", "origin", wanted));
    Program.Outcome direct = git.attempt(arguments.toArray(String[]::new));
    if (direct.isWell()) {
      git.run("checkout", "--quiet", "--detach", "FETCH_HEAD");
      return;
    }
    if (reference.isEmpty()) {
      throw direct.asException("It could not be fetched");
    }
    Program.Outcome whole =
        git.attempt(
            "fetch", "--quiet", "--tags", "--", "origin", "+refs/heads/*:refs/remotes/origin/*");
    if (!whole.isWell()) {
      throw whole.asException("It could not be fetched");
    }
    if (!git.attempt("checkout", "--quiet", "--detach", reference + "^{commit}").isWell()) {
      throw new FetchException(
          "The repository %s has no branch, tag or commit \"%s\"."
              .formatted(withoutPassword(url), reference));
    }
  }

  static String withoutPassword(String url) {
    return url.replaceAll("(?<=://)[^/@\\s]*:[^/@\\s]*@", "***@");
  }

  /// A key that came with the address, in a file for the time that ssh needs it.
  private record Key(String file) implements AutoCloseable {
    static Key of(String encoded) throws FetchException, IOException {
      if (encoded.isEmpty()) {
        return new Key("");
      }
      byte[] content;
      try {
        content = Base64.getMimeDecoder().decode(encoded);
      } catch (IllegalArgumentException notEncoded) {
        throw new FetchException("The parameter sshkey must be a private key encoded as base64.");
      }
      Path file =
          Files.createTempFile(
              "holdfast-key",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, content);
      return new Key(file.toString());
    }

    @Override
    public void close() throws IOException {
      if (!file.isEmpty()) {
        Files.deleteIfExists(Path.of(file));
      }
    }
  }

  /// Runs git in one folder.
  private record Git(Path folder, Map<String, String> environment, Key key, boolean onThisMachine) {

    void run(String... arguments) throws FetchException, IOException, InterruptedException {
      Program.Outcome outcome = attempt(arguments);
      if (!outcome.isWell()) {
        throw outcome.asException("\"git " + arguments[0] + "\" failed");
      }
    }

    Program.Outcome attempt(String... arguments)
        throws FetchException, IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null"));
      command.addAll(List.of("-c", "advice.detachedHead=false", "-c", "init.defaultBranch=main"));
      command.addAll(List.of(arguments));
      return new Program("git", folder, settings()).run(command);
    }

    /// Nobody can answer a question while several fetch at once, and an address must not be able to
    /// name a program to run, as those of the transport `ext` do. A repository from elsewhere must
    /// not have submodules of this machine.
    private Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>(environment);
      FOREIGN_SETTINGS.forEach(settings::remove);
      settings.put("GIT_TERMINAL_PROMPT", "0");
      settings.putIfAbsent(
          "GIT_ALLOW_PROTOCOL", onThisMachine ? "file:git:http:https:ssh" : "git:http:https:ssh");
      if (!key.file().isEmpty()) {
        settings.put(
            "GIT_SSH_COMMAND",
            settings.getOrDefault("GIT_SSH_COMMAND", "ssh")
                + " -o IdentitiesOnly=yes -i '"
                + key.file()
                + "'");
      }
      return settings;
    }
  }
}
