package dev.holdfast.cli.completion;

import dev.holdfast.cli.completion.Candidates.Kind;
import dev.holdfast.cli.completion.Candidates.Word;
import java.util.List;
import java.util.Locale;

/// Completion for zsh, with the meaning of each word.
final class ZshCompletion {
  private static final String FRAME =
      """
      #compdef @NAME@
      # zsh completion for @NAME@: put this into ~/.zshrc, after compinit:
      #     source <(@NAME@ completion zsh)

      # Sets commands, flags and kind (what the arguments are) for a path of commands.
      _@NAME@_candidates() {
        commands=() flags=() kind=anything
        case $1 in
      @CANDIDATES@  esac
      }

      # What the value of a flag is.
      _@NAME@_value() {
        case $1 in
      @VALUES@    *) kind=anything ;;
        esac
      }

      _@NAME@_values() {
        local -a found
        case $1 in
          file) _files ;;
          directory) _files -/ ;;
          address) found=(${(f)"$(@NAME@ state list 2>/dev/null)"}) && compadd -- $found ;;
          workspace) found=(${(f)"$(@NAME@ workspace list 2>/dev/null | tr -d '* ')"}) && compadd -- $found ;;
        esac
      }

      _@NAME@() {
        local -a commands flags
        local route= word kind
        _@NAME@_candidates ""
        for word in ${words[2,CURRENT-1]}; do
          case $word in -*) continue ;; esac
          (( ${commands[(I)${word}:*]} )) || break
          route="${route:+$route }$word"
          _@NAME@_candidates "$route"
        done
        case $PREFIX in
          -*=*)
            _@NAME@_value "$route ${PREFIX%%=*}="
            compset -P '*='
            _@NAME@_values $kind
            ;;
          -*) _describe -o 'option' flags -S '' ;;
          *)
            (( ${#commands} )) && _describe 'command' commands
            _@NAME@_values $kind
            ;;
        esac
      }

      (( $+functions[compdef] )) && compdef _@NAME@ @NAME@
      """;

  private ZshCompletion() {}

  static String script(String name, List<Candidates> candidates) {
    StringBuilder cases = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (Candidates each : candidates) {
      cases.append("    \"").append(each.path()).append("\")\n");
      append(cases, "commands", each.commands());
      append(cases, "flags", each.flags());
      cases.append("      kind=").append(word(each.arguments())).append(" ;;\n");
      for (Word flag : each.flags()) {
        if (flag.value() != Kind.ANYTHING) {
          values.append(
              "    \"%s %s\") kind=%s ;;\n"
                  .formatted(each.path(), flag.text(), word(flag.value())));
        }
      }
    }
    return FRAME.replace("@CANDIDATES@", cases).replace("@VALUES@", values).replace("@NAME@", name);
  }

  private static void append(StringBuilder text, String array, List<Word> words) {
    if (!words.isEmpty()) {
      text.append("      ").append(array).append("=(\n");
      for (Word word : words) {
        String entry = word.text().replace(":", "\\:") + ":" + word.meaning();
        text.append("        '").append(entry.replace("'", "'\\''")).append("'\n");
      }
      text.append("      )\n");
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
