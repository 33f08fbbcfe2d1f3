<<<<<<< HEAD
/// The canonical layout of files in HCL native syntax, as `terraform fmt` writes them.
///
/// Works on tokens, so that comments and everything else a person wrote are kept. Which files to
/// format and where to write them does not belong here.
=======
/// Values as people read them: the text that `console` and `output` print, and quoted text in
/// messages. How source files are laid out does not belong here.
>>>>>>> 0b680a5 (Evaluate expressions; add the function protocol, type constraints and the first functions)
@NullMarked
package dev.holdfast.hcl.format;

import org.jspecify.annotations.NullMarked;
