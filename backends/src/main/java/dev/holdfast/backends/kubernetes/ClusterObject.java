package dev.holdfast.backends.kubernetes;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A secret or a lease, as far as they are needed here.
///
/// @param version `resourceVersion`; empty for one that is to be made
/// @param data of a secret, in base 64
/// @param holder `holderIdentity` of a lease; empty for nobody
record ClusterObject(
    Cluster.Kind kind,
    String name,
    String version,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> data,
    String holder) {
  ClusterObject {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    data = Map.copyOf(data);
  }

  private static final class Draft {
    private String name = "";
    private String version = "";
    private String holder = "";
    private String message = "";
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> annotations = new TreeMap<>();
    private final Map<String, String> data = new TreeMap<>();

    void read(JsonInput in) throws DamagedJsonException {
      in.object(member -> {
        switch (member) {
          case "metadata" -> readMetadata(in);
          case "data" -> readTexts(in, data);
          case "spec" ->
              in.object(each -> {
                if (each.equals("holderIdentity")) {
                  holder = in.text();
                } else {
                  in.skip();
                }
              });
          case "message" -> message = in.text();
          default -> in.skip();
        }
      });
    }

    private void readMetadata(JsonInput in) throws DamagedJsonException {
      in.object(member -> {
        switch (member) {
          case "name" -> name = in.text();
          case "resourceVersion" -> version = in.text();
          case "labels" -> readTexts(in, labels);
          case "annotations" -> readTexts(in, annotations);
          default -> in.skip();
        }
      });
    }

    private static void readTexts(JsonInput in, Map<String, String> texts)
        throws DamagedJsonException {
      in.object(name -> texts.put(name, in.text()));
    }

    ClusterObject finish(Cluster.Kind kind) {
      return new ClusterObject(kind, name, version, labels, annotations, data, holder);
    }
  }

  static ClusterObject read(Cluster.Kind kind, byte[] text) throws IOException {
    try (JsonInput in = new JsonInput(text, "answer")) {
      Draft draft = new Draft();
      in.document(() -> draft.read(in));
      return draft.finish(kind);
    } catch (DamagedJsonException fault) {
      throw new IOException("the cluster gave an answer that is not readable", fault);
    }
  }

  static List<ClusterObject> readList(Cluster.Kind kind, byte[] text) throws IOException {
    List<ClusterObject> list = new ArrayList<>();
    try (JsonInput in = new JsonInput(text, "answer")) {
      in.document(() ->
          in.object(member -> {
            if (member.equals("items")) {
              in.array(() -> {
                Draft draft = new Draft();
                draft.read(in);
                list.add(draft.finish(kind));
              });
            } else {
              in.skip();
            }
          }));
      return list;
    } catch (DamagedJsonException fault) {
      throw new IOException("the cluster gave an answer that is not readable", fault);
    }
  }

  /// What a refusal says; empty where it says nothing.
  static String message(byte[] text) {
    try (JsonInput in = new JsonInput(text, "answer")) {
      Draft draft = new Draft();
      in.document(() -> draft.read(in));
      return draft.message;
    } catch (DamagedJsonException fault) {
      return "";
    }
  }

  /// The text to send.
  byte[] text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonOutput json = JsonOutput.compact(bytes);
    boolean secret = kind == Cluster.Kind.SECRET;
    try {
      json.object(() -> {
        json.member("apiVersion", secret ? "v1" : "coordination.k8s.io/v1");
        json.member("kind", secret ? "Secret" : "Lease");
        json.name("metadata");
        json.object(() -> {
          json.member("name", name);
          if (!version.isEmpty()) {
            json.member("resourceVersion", version);
          }
          texts(json, "labels", labels);
          texts(json, "annotations", annotations);
        });
        if (secret) {
          texts(json, "data", data);
        } else {
          json.name("spec");
          json.object(() -> {
            if (!holder.isEmpty()) {
              json.member("holderIdentity", holder);
            }
          });
        }
      });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void texts(JsonOutput json, String name, Map<String, String> texts)
      throws IOException {
    json.name(name);
    json.object(() -> {
      for (Map.Entry<String, String> each : new TreeMap<>(texts).entrySet()) {
        json.member(each.getKey(), each.getValue());
      }
    });
  }
}
