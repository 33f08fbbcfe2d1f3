package dev.holdfast.engine.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of something to fetch, in its full form: `METHOD::URL//SUBDIRECTORY?QUERY`.
///
/// Short forms are written out, as the peers do in their list of installed modules:
///
///     github.com/acme/network//vpc?ref=v1   git::https://github.com/acme/network.git//vpc?ref=v1
///     git@example.com:acme/network.git      git::ssh://git@example.com/acme/network.git
///
/// @param method how to fetch it, such as `git`; empty where the scheme of the URL says so
/// @param url without subdirectory and query
/// @param subdirectory where in the package the module is; empty for its root
/// @param query without the question mark; may be empty
public record RemotePackage(String method, String url, String subdirectory, String query) {
  private static final Pattern METHOD = Pattern.compile("([A-Za-z0-9]+)::(.*)", Pattern.DOTALL);
  private static final Pattern SECURE_COPY =
      Pattern.compile("(?:([^@/:]+)@)?([^:/]+):/?(.+)", Pattern.DOTALL);
  private static final Pattern AMAZON = Pattern.compile("[^/]*\\bs3[^/]*\\.amazonaws\\.com/.+");
  private static final String GOOGLE = "www.googleapis.com/storage/v1/";
  private static final Pattern REPOSITORY =
      Pattern.compile("(github\\.com|bitbucket\\.org)/([^/]+)/([^/]+)(?:/(.*))?");

  /// Reads an address. Any text is one; whether it can be fetched is for whoever fetches it.
  public static RemotePackage parse(String text) {
    Matcher forced = METHOD.matcher(text);
    String method = forced.matches() ? forced.group(1) : "";
    String rest = forced.matches() ? forced.group(2) : text;
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String address = question < 0 ? rest : rest.substring(0, question);
    int scheme = address.indexOf("://");
    int mark = address.indexOf("//", scheme < 0 ? 0 : scheme + 3);
    String subdirectory = mark < 0 ? "" : strip(address.substring(mark + 2));
    String url = mark < 0 ? address : address.substring(0, mark);
    RemotePackage plain = new RemotePackage(method, url, subdirectory, query);
    return scheme < 0 ? plain.writtenOut() : plain;
  }

  private RemotePackage writtenOut() {
    Matcher repository = REPOSITORY.matcher(url);
    if (repository.matches()) {
      String name = repository.group(3);
      String inside = repository.group(4) == null ? "" : strip(repository.group(4));
      return new RemotePackage(
          "git",
          "https://"
              + repository.group(1)
              + "/"
              + repository.group(2)
              + "/"
              + (name.endsWith(".git") ? name : name + ".git"),
          inside.isEmpty() ? subdirectory : join(inside, subdirectory),
          query);
    }
    if (method.isEmpty() && AMAZON.matcher(url).matches()) {
      return new RemotePackage("s3", "https://" + url, subdirectory, query);
    }
    if (method.isEmpty() && url.startsWith(GOOGLE)) {
      return new RemotePackage("gcs", "https://" + url, subdirectory, query);
    }
    Matcher copy = SECURE_COPY.matcher(url);
    if (copy.matches() && (method.isEmpty() || method.equals("git"))) {
      String user = copy.group(1) == null ? "" : copy.group(1) + "@";
      return new RemotePackage(
          "git", "ssh://" + user + copy.group(2) + "/" + copy.group(3), subdirectory, query);
    }
    return this;
  }

  private static String join(String first, String second) {
    return second.isEmpty() ? first : first + "/" + second;
  }

  private static String strip(String path) {
    int from = 0;
    int to = path.length();
    while (from < to && path.charAt(from) == '/') {
      from++;
    }
    while (to > from && path.charAt(to - 1) == '/') {
      to--;
    }
    return path.substring(from, to);
  }

  /// The same without the directory in it: what is fetched.
  public RemotePackage whole() {
    return new RemotePackage(method, url, "", query);
  }

  /// The same with another directory in it.
  public RemotePackage at(String otherSubdirectory) {
    return new RemotePackage(method, url, otherSubdirectory, query);
  }

  @Override
  public String toString() {
    return (method.isEmpty() ? "" : method + "::")
        + url
        + (subdirectory.isEmpty() ? "" : "//" + subdirectory)
        + (query.isEmpty() ? "" : "?" + query);
  }
}
