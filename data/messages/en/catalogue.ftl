# Pages about names, and the search for names: `help`, `:doc`, `sandbox doc`.

## What a name is

catalogue-is-module = module
catalogue-is-word = word of the language
catalogue-is-type = type
catalogue-is-class = class of the module { $owner }
catalogue-is-constant = constant of the module { $owner }
catalogue-is-method = method of { $owner }
catalogue-is-property = attribute of { $owner }
catalogue-is-fixed = attribute of { $owner }, read only
catalogue-is-function = function of the module { $owner }
catalogue-is-function-of-type = function for values of the type { $owner }
catalogue-is-python = a name of Python
catalogue-own-function = function of the script
catalogue-own-function-at = function of the script, line { $line }
catalogue-own-class = class of the script

## Parts of a page

catalogue-example = Example
catalogue-python = Coming from Python
catalogue-parameters = The function that is given gets
catalogue-no-parameters = When the function that is given has no parameter
catalogue-gives = What it gives
catalogue-errors = Errors
catalogue-data-types = Types of values
catalogue-names = Names
catalogue-members = What it has
catalogue-parent = And all that `{ $parent }` has.
catalogue-others = The same name stands for
catalogue-see = See also

## Answers

catalogue-several = `{ $name }` belongs to { $count } types:
catalogue-found = { $count ->
    [one] One name speaks of `{ $words }`:
   *[other] { $count } names speak of `{ $words }`:
}
catalogue-more = and { $count } more: add a word to narrow the search
catalogue-ask = More on each: `help("{ $name }")` in a script and at the prompt, `sandbox doc { $name }` in a terminal.
catalogue-unknown = nothing is known about `{ $name }`; { $hint }
    .hint = `sandbox doc` shows what there is
did-you-mean-one = did you mean `{ $names }`?

## The overview

catalogue-modules = Modules
catalogue-types = Types
catalogue-words = Words of the language
catalogue-read-only = read only
catalogue-how = How to ask
catalogue-how-name = what a name does, in a script and at the prompt
catalogue-how-python = how a name of Python is said here
catalogue-how-word = in a terminal: a name, or any word to look for

## Definitions for editors

definitions-written = { $count } files in `{ $place }`
definitions-unwritable = cannot write to `{ $place }`: { $reason }
