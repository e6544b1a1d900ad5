/**
 * Languages of code, by the names that highlighters have for them: a class that is such a name and nothing else is the
 * language of the code in a `pre`. What is not named here is merely code.
 */
export const KNOWN_LANGUAGES: ReadonlySet<string> = new Set(
  `actionscript ada apache applescript arduino asm assembly autohotkey awk basic bash bat batch bibtex c c# c++ clojure
  cmake cmd cobol coffee coffeescript console cpp cs csharp css csv cuda d dart delphi diff django docker dockerfile dos
  elixir elm erlang excel f# fish fortran fsharp gcode gherkin git glsl go golang gradle graphql groovy haml handlebars
  haskell haxe hcl hlsl html http ini java javascript jinja jinja2 js json json5 jsonc jsp jsx julia kotlin kt latex less
  lisp llvm log lua makefile markdown markup mathematica matlab md mermaid mysql nginx nim nix objc objective-c objectivec
  ocaml octave pascal perl pgsql php plantuml plsql postgresql powershell prolog properties proto protobuf ps1 pug puppet
  py python python3 qml r racket rb regex rest rs ruby rust sas sass scala scheme scss sh shell shell-session smalltalk
  solidity sparql sql stylus svelte svg swift systemverilog tcl terraform tex toml ts tsql tsx twig typescript vb
  vbnet vbscript verilog vhdl vim vue wasm xhtml xml xquery xslt yaml yml zig zsh`.split(/\s+/),
);
