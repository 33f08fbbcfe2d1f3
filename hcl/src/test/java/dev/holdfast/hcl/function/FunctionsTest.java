package dev.holdfast.hcl.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FunctionsTest {
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              """
              abs abspath alltrue anytrue assumeequal assumelistlength assumelistlengthmax \
              assumelistlengthmin assumemaplength assumemaplengthmax assumemaplengthmin \
              assumenotnull assumesetlength assumesetlengthmax assumesetlengthmin \
              assumestringprefix base64decode base64encode base64gunzip base64gzip base64sha256 \
              base64sha512 basename bcrypt can ceil chomp chunklist cidrcontains cidrhost \
              cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains \
              convert csvdecode dirname distinct element endswith ephemeralasnull file filebase64 \
              filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1 filesha256 \
              filesha512 flatten floor format formatdate formatlist indent index issensitive join \
              jsondecode jsonencode keys length list log lookup lower map matchkeys max md5 merge \
              min nonsensitive one parseint pathexpand plantimestamp pow range regex regexall \
              replace reverse rsadecrypt sensitive setintersection setproduct setsubtract setunion \
              sha1 sha256 sha512 signum slice sort split startswith strcontains strrev substr sum \
              templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp \
              timestamp title tobool tolist tomap tonumber toset tostring transpose trim trimprefix \
              trimspace trimsuffix try type upper urldecode urlencode uuid uuidv5 values yamldecode \
              yamlencode zipmap\
              """
                  .split(" ")));

  @Test
  void hasEveryFunctionOfTheLanguage() {
    Set<String> all = new TreeSet<>(Functions.builtIn().names());
    all.addAll(Functions.forConsole().names());
    assertThat(all).isEqualTo(NAMES).hasSize(137);
  }

  @Test
  void makesEveryFunctionItNames() {
    for (Functions functions : Set.of(Functions.builtIn(), Functions.forConsole())) {
      for (String name : functions.names()) {
        assertThat(functions.find(name))
            .as(name)
            .hasValueSatisfying(function -> assertThat(function.name()).isEqualTo(name));
      }
    }
  }

  @Test
  void findsFunctionsByTheirNamespaceToo() {
    assertThat(Functions.builtIn().find("core::max")).isEqualTo(Functions.builtIn().find("max"));
    assertThat(Functions.builtIn().find("other::max")).isEmpty();
  }

  @Test
  void keepsTypeToTheConsoleAndThePlansTimeToThePlan() {
    assertThat(Functions.builtIn().find("type")).isEmpty();
    assertThat(Functions.forConsole().find("plantimestamp")).isEmpty();
  }
}
