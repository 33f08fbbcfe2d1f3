package dev.holdfast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows and walls of `docs/architecture.md`.
class ArchitectureTest {
  private static JavaClasses code;

  @BeforeAll
  static void read() {
    code =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.holdfast");
  }

  @Test
  void modulesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("hcl")
        .definedBy("dev.holdfast.hcl..")
        .layer("engine")
        .definedBy("dev.holdfast.engine..")
        .layer("registry")
        .definedBy("dev.holdfast.registry..")
        .layer("plugins")
        .definedBy("dev.holdfast.plugins..")
        .layer("modules")
        .definedBy("dev.holdfast.modules..")
        .layer("backends")
        .definedBy("dev.holdfast.backends..")
        .layer("hosts")
        .definedBy("dev.holdfast.hosts..")
        .layer("lab")
        .definedBy("dev.holdfast.lab..")
        .layer("cli")
        .definedBy("dev.holdfast.cli..")
        .whereLayer("hcl")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("hcl")
        .whereLayer("registry")
        .mayOnlyAccessLayers("hcl", "engine")
        .whereLayer("plugins")
        .mayOnlyAccessLayers("hcl", "engine", "registry")
        .whereLayer("modules")
        .mayOnlyAccessLayers("hcl", "engine", "registry")
        .whereLayer("backends")
        .mayOnlyAccessLayers("hcl", "engine", "registry")
        .whereLayer("hosts")
        .mayOnlyAccessLayers("hcl", "engine")
        .whereLayer("lab")
        .mayOnlyAccessLayers("hcl", "engine", "hosts")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(code);
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    for (String module :
        new String[] {
          "hcl", "engine", "registry", "plugins", "modules", "backends", "hosts", "lab", "cli"
        }) {
      slices().matching("dev.holdfast." + module + ".(**)").should().beFreeOfCycles().check(code);
    }
  }

  @Test
  void onlyOnePackageSeesForeignMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.holdfast.lab.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(code);
  }

  @Test
  void onlyOnePackageSpeaksGrpc() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.holdfast.plugins.channel..", "dev.holdfast.plugins.http2..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.holdfast.plugins.http2..")
        .check(code);
    noClasses().should().dependOnClassesThat().resideInAPackage("io.grpc..").check(code);
  }

  @Test
  void onlyTheSshConnectionSeesItsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.holdfast.hosts.connection.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(code);
  }

  @Test
  void onlyOnePackageSeesBouncyCastle() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.holdfast.plugins.signature..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(code);
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.holdfast.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(code);
  }

  @Test
  void jsonLibraryStaysBehindCodecs() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.holdfast.hosts..", "dev.holdfast.lab..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(code);
  }

  @Test
  void namesSayWhatThingsAre() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotStartingWith("Abstract")
        .check(
            code.that(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "not a word of the field",
                    each ->
                        !each.getSimpleName().equals("PackageManager")
                            && !each.getSimpleName().equals("ServiceManager"))));
  }

  @Test
  void nobodyUsesOldDates() {
    noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date").check(code);
  }
}
