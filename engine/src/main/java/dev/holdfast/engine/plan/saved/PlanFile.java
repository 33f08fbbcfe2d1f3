package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.engine.state.encryption.SealException;
import dev.holdfast.engine.state.encryption.Sealing;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;

/// Plans in files.
///
/// A plan file is a zip archive of the plan, the states it starts from, the values of the variables
/// and the files of the configuration. **It holds every sensitive value of these in the clear**,
/// unless plans are encrypted: it is created for its owner only, and whoever has it has the
/// secrets. Encrypted are the plan, both states and a seal over all entries; the configuration is
/// not.
///
/// | entry | what |
/// |---|---|
/// | `.holdfast-plan/header.json` | format, version of the program, workspace |
/// | `.holdfast-plan/plan.json` | changes, outputs, graph, variables, schemas |
/// | `.holdfast-plan/recorded.tfstate` | the state the plan was made from |
/// | `.holdfast-plan/prior.tfstate` | the same as the providers saw it |
/// | everything else | the configuration |
public final class PlanFile {
  private static final int FORMAT = 1;
  private static final String FOLDER = ".holdfast-plan/";
  private static final String HEADER = FOLDER + "header.json";
  private static final String PLAN = FOLDER + "plan.json";
  private static final String RECORDED = FOLDER + "recorded.tfstate";
  private static final String PRIOR = FOLDER + "prior.tfstate";

  private PlanFile() {}

  /// Writes a plan to a file of mode 0600, in place of any file that has the name. Linear in the
  /// size of the plan and its states.
  ///
  /// @param workspace whose state the plan is about
  /// @param version of the program, for messages when another version reads the file
  /// @param sealing how it is encrypted
  public static void write(
      Path file,
      Plan plan,
      ConfigurationSnapshot configuration,
      String workspace,
      String version,
      Sealing sealing)
      throws PlanFileException {
    Path fresh = PrivateFiles.hidden(file, ".new");
    try {
      PrivateFiles.createAnew(fresh);
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
        PlanEntries entries = new PlanEntries(zip, plan.createdAt(), sealing);
        entries.add(HEADER, out -> writeHeader(workspace, version, out));
        write(entries, plan, configuration);
        entries.seal();
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      throw failure("Plan cannot be written", file, PrivateFiles.describe(fault) + ".");
    }
  }

  private static void write(PlanEntries entries, Plan plan, ConfigurationSnapshot configuration)
      throws IOException, PlanFileException {
    entries.addSecret(PLAN, out -> PlanText.write(plan, configuration, JsonOutput.compact(out)));
    entries.addSecret(
        RECORDED, out -> StateFile.write(plan.recorded(), out, StateFile.Layout.COMPACT));
    entries.addSecret(PRIOR, out -> StateFile.write(plan.prior(), out, StateFile.Layout.COMPACT));
    for (Map.Entry<String, byte[]> each : configuration.entries().entrySet()) {
      entries.add(each.getKey(), out -> out.write(each.getValue()));
    }
  }

  private static void writeHeader(String workspace, String version, OutputStream out)
      throws IOException {
    JsonOutput json = JsonOutput.compact(out);
    json.object(() -> {
      json.member("format", FORMAT);
      json.member("version", version);
      json.member("workspace", workspace);
    });
  }

  /// Reads a plan. Checks that the file is whole and of this format; whether the plan still fits
  /// the state is asked of the result.
  ///
  /// @param sealing how it may be encrypted
  public static SavedPlan read(Path file, Sealing sealing) throws PlanFileException {
    FileSystem archive = open(file);
    try {
      return read(file, archive, sealing);
    } catch (PlanFileException | RuntimeException fault) {
      close(archive);
      throw fault;
    } catch (SealException fault) {
      close(archive);
      throw failure("Plan cannot be decrypted", file, fault.getMessage() + ".");
    } catch (IOException fault) {
      close(archive);
      throw damaged(file, PrivateFiles.describe(fault));
    } catch (DamagedJsonException fault) {
      close(archive);
      throw damaged(file, fault.getMessage());
    }
  }

  private static FileSystem open(Path file) throws PlanFileException {
    try {
      return FileSystems.newFileSystem(file, Map.of("accessMode", "readOnly"));
    } catch (ProviderNotFoundException | ZipException fault) {
      throw failure(
          "File is not a plan",
          file,
          "it is not a file that \"plan -out\" wrote, or it was cut off. Make the plan again.");
    } catch (IOException fault) {
      throw failure("Plan cannot be read", file, PrivateFiles.describe(fault) + ".");
    }
  }

  private static SavedPlan read(Path file, FileSystem archive, Sealing sealing)
      throws PlanFileException, IOException, DamagedJsonException {
    if (Files.exists(archive.getPath("tfplan"))) {
      throw failure(
          "Plan is of another program",
          file,
          "Terraform or OpenTofu wrote it, and only they can apply it. Make the plan again.");
    }
    Header header = checkedHeader(file, archive);
    boolean sealed = PlanEntries.isSealed(archive);
    if (!sealed) {
      sealing.requireReadableInTheClear();
    } else if (!PlanEntries.isWhole(archive, sealing)) {
      throw damaged(file, "it was changed after it was made");
    }
    Secrets secrets =
        entry -> sealed ? sealing.openEncrypted(content(archive, entry)) : content(archive, entry);
    PlanText.Draft draft = PlanText.read(secrets.read(PLAN), PLAN);
    State recorded = state(file, secrets, RECORDED);
    State prior = state(file, secrets, PRIOR);
    return new SavedPlan(
        draft.plan(recorded, prior),
        header.workspace,
        archive,
        archive.getPath(draft.directory()),
        Path.of(draft.workingDirectory()),
        file);
  }

  /// Reads the entries that may be encrypted.
  @FunctionalInterface
  private interface Secrets {
    byte[] read(String entry) throws IOException;
  }

  private static Header checkedHeader(Path file, FileSystem archive)
      throws PlanFileException, IOException, DamagedJsonException {
    Header header = new Header();
    byte[] text;
    try {
      text = content(archive, HEADER);
    } catch (NoSuchFileException absent) {
      throw failure("File is not a plan", file, "it is an archive of something else.");
    }
    try (JsonInput in = new JsonInput(text, HEADER)) {
      in.document(() ->
          in.object(member -> {
            switch (member) {
              case "format" -> header.format = in.whole();
              case "version" -> header.version = in.text();
              case "workspace" -> header.workspace = in.text();
              default -> in.skip();
            }
          }));
    }
    if (header.format != FORMAT) {
      throw failure(
          "Plan is of another version",
          file,
          """
          version %s of Holdfast wrote it in format %d, and this one reads format %d. Make the plan \
          again, or apply it with that version.\
          """
              .formatted(header.version, header.format, FORMAT));
    }
    return header;
  }

  private static final class Header {
    private long format;
    private String version = "";
    private String workspace = "default";
  }

  private static byte[] content(FileSystem archive, String entry) throws IOException {
    return Files.readAllBytes(archive.getPath(entry));
  }

  private static State state(Path file, Secrets secrets, String entry)
      throws PlanFileException, IOException {
    StateFile.Read read = StateFile.read(secrets.read(entry), entry);
    State state = read.state();
    if (state == null) {
      throw damaged(file, read.diagnostics().getFirst().detail());
    }
    return state;
  }

  private static PlanFileException damaged(Path file, String what) {
    return failure("Plan file is damaged", file, what + ". Make the plan again.");
  }

  static PlanFileException failure(String summary, Path file, String what) {
    return new PlanFileException(
        Diagnostic.error(summary, "The plan file %s: %s".formatted(file, what)));
  }

  private static void close(FileSystem archive) {
    try {
      archive.close();
    } catch (IOException fault) {
      System.getLogger(PlanFile.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot close a plan file", fault);
    }
  }
}
