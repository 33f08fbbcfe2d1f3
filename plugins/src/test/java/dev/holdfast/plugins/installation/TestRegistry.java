package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.packages.PackageHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A registry of providers on a test server.
final class TestRegistry {
  private final TestServer server;
  private final SigningKey key;
  private final Map<String, Map<String, String>> versions = new LinkedHashMap<>();

  TestRegistry(TestServer server, SigningKey key) {
    this.server = server;
    this.key = key;
    server.put(
        "/.well-known/terraform.json",
        "{\"providers.v1\": \"/v1/providers/\", \"login.v1\": {\"client\": \"x\"}}");
  }

  ProviderSource source(String name) {
    String[] parts = name.split("/", 2);
    return new ProviderSource(server.host(), parts[0], parts[1]);
  }

  /// Publishes a version whose program says something.
  void publish(String name, String version, String says) {
    publish(name, version, archive(name, version, says), "[\"5.0\", \"6.0\"]");
  }

  /// Publishes a version with a certain archive.
  void publish(String name, String version, byte[] archive, String protocols) {
    Map<String, String> entries = versions.computeIfAbsent(name, each -> new LinkedHashMap<>());
    entries.put(
        version,
        "{\"version\": \"%s\", \"protocols\": %s, \"platforms\": []}"
            .formatted(version, protocols));
    server.put(
        "/v1/providers/" + name + "/versions",
        "{\"versions\": [" + String.join(",", entries.values()) + "]}");
    server.put(archivePath(name, version), archive);
    String list =
        sha256(archive)
            + "  "
            + file(name, version)
            + "\n"
            + "0".repeat(64)
            + "  other_platform.zip\n";
    sign(name, version, list, key);
    describe(name, version, sha256(archive), key.armoured());
  }

  void sign(String name, String version, String list, SigningKey by) {
    server.put(listPath(name, version), list);
    server.put(listPath(name, version) + ".sig", by.sign(list.getBytes(StandardCharsets.UTF_8)));
  }

  /// @param armoured the key that the registry vouches for; empty for none
  void describe(String name, String version, String checksum, String armoured) {
    String keys =
        armoured.isEmpty()
            ? ""
            : "{\"key_id\": \"x\", \"ascii_armor\": \"%s\"}"
                .formatted(armoured.replace("\r", "").replace("\n", "\\n"));
    server.put(
        "/v1/providers/" + name + "/" + version + "/download/linux/amd64",
        """
        {"filename": "%s", "download_url": "%s", "shasums_url": "%s",
         "shasums_signature_url": "%s.sig", "shasum": "%s",
         "signing_keys": {"gpg_public_keys": [%s]}}
        """
            .formatted(
                file(name, version),
                archivePath(name, version),
                server.address(listPath(name, version)),
                server.address(listPath(name, version)),
                checksum,
                keys));
  }

  static String archivePath(String name, String version) {
    return "/files/" + file(name, version);
  }

  static String listPath(String name, String version) {
    return "/files/" + file(name, version) + ".SHA256SUMS";
  }

  static String file(String name, String version) {
    return "terraform-provider-%s_%s_linux_amd64.zip"
        .formatted(name.substring(name.indexOf('/') + 1), version);
  }

  static byte[] archive(String name, String version, String says) {
    String type = name.substring(name.indexOf('/') + 1);
    return archive(
        Map.of(
            "terraform-provider-" + type + "_v" + version,
            "#!/bin/sh\necho " + says + "\n",
            "LICENSE.txt",
            "licence\n"));
  }

  static byte[] archive(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        // The same files make the same archive, whenever it is made.
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 2, 3, 4));
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static PackageHash archiveHash(byte[] archive) {
    return new PackageHash(PackageHash.ARCHIVE, sha256(archive));
  }
}
