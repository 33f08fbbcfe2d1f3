package dev.holdfast.cli.completion;

import dev.holdfast.cli.completion.Candidates.Kind;
import dev.holdfast.cli.completion.Candidates.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Completion for bash 3.2 and later.
///
/// Bash takes `=` for the end of a word, the program does not: the script reads the line by itself,
/// and hands back only what follows the last `=`.
final class BashCompletion {
  private static final String FRAME =
      """
      # bash completion for @NAME@: put this into ~/.bashrc:  source <(@NAME@ completion bash)

      _@NAME@_words() {
        case $1 in
      @WORDS@  esac
      }

      # What a value is: of a flag as in `plan -out=`, or of the arguments of a command.
      _@NAME@_kind() {
        case $1 in
      @KINDS@    *) echo anything ;;
        esac
      }

      _@NAME@() {
        local line=${COMP_LINE:0:COMP_POINT} words=() path= word current kind values= prefix=
        IFS=$' \\t' read -ra words <<<"$line"
        case $line in
          *[[:blank:]]) current= ;;
          *) current=${words[${#words[@]} - 1]}; unset "words[${#words[@]}-1]" ;;
        esac
        for word in "${words[@]:1}"; do
          case $word in -*) continue ;; esac
          case " $(_@NAME@_words "$path") " in *" $word "*) path=${path:+$path }$word ;; *) break ;; esac
        done
        case $current in
          -*=*)
            prefix=${current%%=*}=
            current=${current#*=}
            kind=$(_@NAME@_kind "$path $prefix")
            ;;
          -*) values=$(_@NAME@_words "$path -") kind=words ;;
          *) values=$(_@NAME@_words "$path") kind=$(_@NAME@_kind "$path") ;;
        esac
        case $kind in
          address) values=$(@NAME@ state list 2>/dev/null) ;;
          workspace) values=$(@NAME@ workspace list 2>/dev/null | tr -d '* ') ;;
        esac
        COMPREPLY=()
        case $kind in
          file) COMPREPLY=($(compgen -f -- "$current")) ;;
          directory) COMPREPLY=($(compgen -d -- "$current")) ;;
        esac
        [ -z "$values" ] || COMPREPLY+=($(compgen -W "$values" -- "$current"))
        case ${COMPREPLY[0]} in *=) [ ${#COMPREPLY[@]} != 1 ] || compopt -o nospace 2>/dev/null ;; esac
      }

      complete -o filenames -F _@NAME@ @NAME@
      """;

  private BashCompletion() {}

  static String script(String name, List<Candidates> candidates) {
    StringBuilder words = new StringBuilder();
    List<String> kinds = new ArrayList<>();
    for (Candidates each : candidates) {
      append(words, each.path(), each.commands());
      append(words, each.path() + " -", each.flags());
      addKind(kinds, each.path(), each.arguments());
      each.flags().forEach(flag -> addKind(kinds, each.path() + " " + flag.text(), flag.value()));
    }
    return FRAME
        .replace("@WORDS@", words)
        .replace("@KINDS@", String.join("", kinds))
        .replace("@NAME@", name);
  }

  private static void append(StringBuilder text, String path, List<Word> words) {
    if (!words.isEmpty()) {
      text.append("    \"").append(path).append("\") echo \"");
      text.append(words.stream().map(Word::text).collect(Collectors.joining(" ")));
      text.append("\" ;;\n");
    }
  }

  private static void addKind(List<String> kinds, String what, Kind kind) {
    if (kind != Kind.ANYTHING) {
      kinds.add("    \"" + what + "\") echo " + kind.name().toLowerCase(Locale.ROOT) + " ;;\n");
    }
  }
}
