package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.modules.archive.ArchiveKind;
import dev.holdfast.modules.archive.ModuleArchive;
import dev.holdfast.registry.archive.UnsafeArchiveException;
import dev.holdfast.registry.web.Download;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches from web servers: an address that names an archive is downloaded; at any other the
/// server is asked where the package is.
final class WebPackages {
  private static final List<String> PARAMETERS = List.of("archive", "checksum");
  private static final long LARGEST_ARCHIVE = 1L << 30;
  private static final int LARGEST_PAGE = 1 << 20;

  /// Attributes may stand in any order.
  private static final Pattern META = Pattern.compile("<meta\\s([^>]*)>", Pattern.CASE_INSENSITIVE);

  private static final Pattern META_NAME =
      Pattern.compile("\\bname\\s*=\\s*[\"']?terraform-get[\"'\\s/]", Pattern.CASE_INSENSITIVE);
  private static final Pattern META_CONTENT =
      Pattern.compile("\\bcontent\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

  private final Web web;
  private final Netrc netrc;

  WebPackages(Web web, Netrc netrc) {
    this.web = web;
    this.netrc = netrc;
  }

  /// Fetches a package into an empty folder.
  ///
  /// @return another address, at which the package is; empty where it is in the folder now
  Optional<RemotePackage> fetch(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    Query query = Query.parse(address.query());
    Optional<ArchiveKind> kind = kind(address, query);
    WebRequest request = request(uri(query.appendTo(address.url(), PARAMETERS)));
    if (kind.isEmpty()) {
      return Optional.of(ask(request));
    }
    download(request, kind.get(), query.value("checksum"), folder);
    return Optional.empty();
  }

  /// The request with the user and password that the address or `.netrc` has for its host.
  private WebRequest request(URI uri) throws FetchException {
    String user = uri.getRawUserInfo();
    if (user == null) {
      WebRequest plain = WebRequest.of(uri);
      return netrc
          .authorization(uri.getHost())
          .map(each -> plain.withHeader("Authorization", each))
          .orElse(plain);
    }
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String password = colon < 0 ? "" : user.substring(colon + 1);
    URI without = URI.create(uri.toString().replaceFirst("(?<=://)[^/@]*@", ""));
    return WebRequest.of(without)
        .withHeader("Authorization", Netrc.basic(decoded(name), decoded(password)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// The kind that a parameter or the name of an archive tells.
  static ArchiveKind archive(RemotePackage address) throws FetchException {
    return kind(address, Query.parse(address.query()))
        .orElseThrow(() ->
            new FetchException(
                "The address is not one of an archive: its path does not end with .zip or .tar.gz, and"
                    + " there is no ?archive=zip. Folders in buckets cannot be fetched."));
  }

  private static Optional<ArchiveKind> kind(RemotePackage address, Query query)
      throws FetchException {
    String named = query.value("archive");
    if (named.equals("false")) {
      return Optional.empty();
    }
    if (!named.isEmpty() && !named.equals("true")) {
      Optional<ArchiveKind> kind = ArchiveKind.ofEnding(named);
      if (kind.isEmpty()) {
        throw new FetchException(
            "\"%s\" is not a kind of archive that can be unpacked: zip, tar, tar.gz, tar.bz2, tar.xz."
                .formatted(named));
      }
      return kind;
    }
    return ArchiveKind.ofName(address.url());
  }

  static URI uri(String text) throws FetchException {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
      throw new FetchException("The address names no host.");
    } catch (IllegalArgumentException invalid) {
      throw new FetchException("The address is not valid: it has characters that must be escaped.");
    }
  }

  /// Downloads an archive and unpacks it.
  ///
  /// @param checksum what its content must be; empty where that is not said
  void download(WebRequest request, ArchiveKind kind, String checksum, Path folder)
      throws FetchException, IOException, InterruptedException {
    Optional<Checksum> expected =
        checksum.isEmpty() ? Optional.empty() : Optional.of(Checksum.parse(checksum));
    Path file = folder.resolveSibling("archive");
    try {
      Download.to(file, web, request, LARGEST_ARCHIVE, (received, total) -> {});
      if (expected.isPresent()) {
        expected.get().check(file);
      }
      ModuleArchive.unpack(file, kind, folder);
    } catch (WebException fault) {
      throw new FetchException(sentence(fault), fault);
    } catch (UnsafeArchiveException fault) {
      throw new FetchException(
          "The archive cannot be unpacked: %s.".formatted(fault.getMessage()), fault);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private RemotePackage ask(WebRequest request)
      throws FetchException, IOException, InterruptedException {
    WebReply reply = page(request);
    String location = reply.header("X-Terraform-Get").filter(each -> !each.isEmpty()).orElse("");
    if (location.isEmpty()) {
      location = inPage(reply.text());
    }
    if (location.isEmpty()) {
      throw new FetchException(
          "The address is not one of an archive (its path does not end with .zip or .tar.gz), and the"
              + " server does not say where the module is, neither by a header X-Terraform-Get nor by"
              + " a meta tag terraform-get. If it is a git repository, write \"git::\" before the"
              + " address.");
    }
    return RemotePackage.parse(absolute(reply.address(), location));
  }

  private WebReply page(WebRequest request) throws FetchException, InterruptedException {
    URI uri = request.address();
    String separator = uri.getRawQuery() == null ? "?" : "&";
    try {
      return web.read(request.to(URI.create(uri + separator + "terraform-get=1")), LARGEST_PAGE);
    } catch (WebException fault) {
      throw new FetchException(sentence(fault), fault);
    }
  }

  private static String inPage(String page) {
    Matcher tags = META.matcher(page);
    while (tags.find()) {
      String attributes = tags.group(1) + " ";
      Matcher content = META_CONTENT.matcher(attributes);
      if (META_NAME.matcher(attributes).find() && content.find()) {
        return content.group(1) == null ? content.group(2) : content.group(1);
      }
    }
    return "";
  }

  /// A location may be relative to the address that gave it.
  static String absolute(URI from, String location) throws FetchException {
    boolean relative =
        location.startsWith("/") || location.startsWith("./") || location.startsWith("../");
    if (!relative) {
      return location;
    }
    try {
      return from.resolve(location).toString();
    } catch (IllegalArgumentException invalid) {
      throw new FetchException(
          "The server says that the module is at an address that is not valid.");
    }
  }

  static String sentence(IOException fault) {
    String text = String.valueOf(fault.getMessage());
    return text.isEmpty()
        ? "The server gave no answer."
        : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
