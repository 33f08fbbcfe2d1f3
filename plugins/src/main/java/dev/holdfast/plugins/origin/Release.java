package dev.holdfast.plugins.origin;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.plugins.packages.PackageHash;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a registry tells of one package.
///
/// @param filename of the archive, as the list of checksums names it
/// @param download where the archive is
/// @param checksums where the list of checksums is; empty where there is none
/// @param signature where the signature of that list is; empty where there is none
/// @param checksum SHA-256 of the archive in hexadecimal digits
/// @param keys of the publisher, armoured
/// @param reported checksums for all platforms that the registry itself vouches for
record Release(
    String filename,
    URI download,
    String checksums,
    String signature,
    String checksum,
    List<String> keys,
    Set<PackageHash> reported) {

  /// Reads the answer of a registry.
  ///
  /// @param address of the answer, which the addresses in it may be relative to
  static Release read(byte[] json, URI address) throws DamagedJsonException {
    Map<String, String> texts = new HashMap<>();
    List<String> keys = new ArrayList<>();
    Set<PackageHash> reported = new HashSet<>();
    try (JsonInput input = new JsonInput(json, address.toString())) {
      input.document(() ->
          input.object(name -> {
            switch (name) {
              case "signing_keys" -> readKeys(input, keys);
              case "packages" -> readPackages(input, reported);
              default -> {
                if (input.isText()) {
                  texts.put(name, input.text());
                } else {
                  input.skip();
                }
              }
            }
          }));
      URI download = address.resolve(texts.getOrDefault("download_url", ""));
      if (texts.getOrDefault("download_url", "").isEmpty() || download.getHost() == null) {
        throw input.damaged("it has no address of the package");
      }
      return new Release(
          texts.getOrDefault("filename", ""),
          download,
          resolved(address, texts.getOrDefault("shasums_url", "")),
          resolved(address, texts.getOrDefault("shasums_signature_url", "")),
          texts.getOrDefault("shasum", ""),
          keys,
          reported);
    } catch (IllegalArgumentException invalid) {
      throw new DamagedJsonException(
          "an address in it is none", SourceFile.of(address.toString(), "").range(0, 0));
    }
  }

  private static String resolved(URI address, String text) {
    return text.isEmpty() ? "" : address.resolve(text).toString();
  }

  private static void readKeys(JsonInput input, List<String> keys) throws DamagedJsonException {
    input.object(name -> {
      if (name.equals("gpg_public_keys")) {
        input.array(() ->
            input.object(member -> {
              if (member.equals("ascii_armor")) {
                keys.add(input.text());
              } else {
                input.skip();
              }
            }));
      } else {
        input.skip();
      }
    });
  }

  private static void readPackages(JsonInput input, Set<PackageHash> reported)
      throws DamagedJsonException {
    input.object(platform ->
        input.object(member -> {
          if (member.equals("hashes")) {
            input.texts().forEach(text -> PackageHash.parse(text).ifPresent(reported::add));
          } else {
            input.skip();
          }
        }));
  }
}
