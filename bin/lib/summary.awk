# Adds up JUnit's XML reports as surefire writes them. Exit code 1 when something failed, or when nothing ran.

function attribute(name,    found) {
  if (!match($0, "[ <]" name "=\"[^\"]*\"")) return ""
  found = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&quot;/, "\"", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found); gsub(/&#10;/, " ", found)
  gsub(/&apos;/, "'", found); gsub(/&amp;/, "\\&", found)
  return found
}

/<testcase / {
  total++
  class = attribute("classname"); sub(/.*\./, "", class)
  test = class "." attribute("name")
}
/<(failure|error)[ >]/ { failed++; failures[failed] = test }
/<skipped/ {
  reason = attribute("message")
  # An aborted test has its reason in the text: the name of the exception, a colon, and the reason.
  if (reason == "" && match($0, /CDATA\[[^: ]*: /)) reason = substr($0, RSTART + RLENGTH)
  skipped++; reasons[skipped] = test ": " (reason == "" ? "no reason given" : reason)
}

END {
  if (failed) print "\nFailed:"
  for (i = 1; i <= failed; i++) print "  " failures[i]
  if (skipped) print "\nCould not run:"
  for (i = 1; i <= skipped; i++) print "  " reasons[i]
  printf "\n%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
  exit (failed > 0 || total == 0)
}
