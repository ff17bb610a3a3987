# Hints for known mistakes: what is wrong (.title), and what to type. When each is shown is told in
# src/diagnostics/hints; $code is the script's own line as it should be written.
# A brace that is no place of a value is written {"{"} or {"}"}.

## What Python programmers type

hint-comment = a comment starts with `//` here: type `{ $code }`
    .title = `#` does not start a comment
hint-single-quotes = texts stand in double quotes: type `{ $code }`
    .title = single quotes hold one character
hint-comprehension = a list comprehension begins with `list`: type `{ $code }`
    .title = this is Python's list comprehension
hint-lambda = a closure has its parameters between bars: type `{ $code }`
    .title = `lambda` is Python
hint-formatted-text = values go into a text in backticks as `${"{"}…{"}"}`: type { $code }, backticks included
    .title = `f"…"` is Python
hint-bytes = type `{ $code }`: where Python wants bytes, texts will do; `{ $code }.to_blob()` makes bytes
    .title = `b"…"` is Python
hint-raw-text = type `{ $code }`
    .title = `{ $prefix }"…"` is Python
hint-any-number = a function takes as many arguments as it names: type `fn f(args) {"{"}` and give it a list, `f([1, 2])`
    .title = a function does not take any number of arguments
hint-function = a function is `fn`, its block stands in braces: type `{ $code }` and close the block with `{"}"}`
    .title = `{ $word }` does not define a function
hint-import = `Thread`, `Lock`, `time::sleep` … are always there: remove this line
    .title = there is nothing to import
hint-class = type `{ $code }` and close the class with `{"}"}`; a method is `name(…) {"{"} … {"}"}`, the constructor `init(…) {"{"} … {"}"}`
    .title = this is Python's way to begin a class
hint-else-if = type `{ $code }`
    .title = `{ $word }` is `else if` here
hint-word-operator = type `{ $code }`
    .title = `{ $word }` is `{ $ours }` here
hint-except = type `{ $code }`: it catches every error, `e.kind` tells which
    .title = `except` is `catch` here
hint-finally = to release a lock in every case, use `with lock {"{"} … {"}"}`; else put the statements after the `try`
    .title = there is no `finally`
hint-block-on-one-line = type `{ $code }`
    .title = a block stands in braces, not after `:`
hint-block = type `{ $code }` and close the block with `{"}"}`
    .title = a block stands in braces, not after `:`
hint-thread-keywords = the function comes first, its arguments in an array, options in a map: type `{ $code }`
    .title = there are no keyword arguments
hint-print-keywords = the options stand in a map at the end: type `{ $code }`
    .title = there are no keyword arguments
hint-keywords = give the values in their order: type `{ $code }`
    .title = there are no keyword arguments
hint-keyword-order = give the values without their names, in the order of the parameters
    .title = there are no named arguments
hint-new = an object is made without `new`: type `{ $code }`
    .title = there is no `new` here
hint-catch-name = the error has a name in brackets, and no class: type `{ $code }`
    .title = this is not how `catch` is written
hint-extends = the base class follows a colon: type `{ $code }`
    .title = `{ $word }` is written `:` here
hint-own-method = it is a method of the object: type `{ $code }`
hint-attribute-of-itself = `{ $name } = { $name }` gives the object nothing: type `this.{ $name } = { $name };`
hint-new-attribute = for the object to keep it: type `{ $code }`
hint-kept-nothing = `{ $method }` changes the list itself and gives nothing: `{ $name }` is `()`; call `{ $method }`, then read the list
hint-missing-entry = this key is not in the map yet: type `{ $code }`
hint-letter = a character stands in single quotes: type `{ $code }`
hint-tuple = an array does what a tuple does: type `{ $code }`; or give names, `#{"{"}a: 1, b: 2{"}"}`
    .title = there are no tuples
hint-several-variables = type `{ $code }`
    .title = an assignment sets one variable
hint-slice = of an array, type `{ $array }`; of a text, `{ $text }`
    .title = `[a:b]` is Python
hint-dictionary = type `{ $code }`
    .title = a map begins with `#{"{"}`
hint-conditional-value = type `{ $code }`
    .title = a choice between two values is an `if` with braces
hint-delete-item = type `{ $code }`
    .title = `del` is Python
hint-delete-variable = a variable needs no deleting: remove this line
    .title = `del` is Python
hint-global = functions see the variables of the script's top level: remove this line
    .title = `{ $word }` is not needed
hint-raise = type `{ $code }`
    .title = `raise` is `throw` here
hint-assert = type `{ $code }`
    .title = `assert` is Python
hint-help-of-name = type `{ $code }`
    .title = `help` takes a name as a text, in quotes
hint-print-as-value = put it into a closure: type `|x| { $word }(x)`
    .title = `{ $word }` is no value: it is always called, `{ $word }(…)`
hint-print = type `{ $code }`
    .title = `print` needs parentheses
hint-with-as = type `{ $first }`, then `{ $second }`
    .title = `with … as …` is Python's
hint-two-loop-variables = type `{ $code }`
    .title = this is Python's loop over pairs

## Broken syntax

hint-increment = type `{ $code }`
    .title = there is no operator `{ $operator }`
hint-open-text = a text ends on the line where it begins, with `{ $quote }`
    .title = this text is not closed
hint-assign-in-condition = to compare, type `==`
    .title = `=` assigns, it does not compare
hint-default-value = `{ $function }` can be defined several times, with more or fewer parameters; the shorter one calls the longer one
    .title = parameters have no default values: `{ $parameter }`
hint-type-after-name = leave out `{ $part }`
    .title = types are not declared
hint-loop-in = type `for x in values {"{"} … {"}"}`, or `for i in 0..10 {"{"} … {"}"}` to count
    .title = a `for` loop goes over values with `in`
hint-null = the value that Python calls `None` is `()`
    .title = there is no `{ $word }`
hint-match = type `switch x {"{"} 1 => …, _ => … {"}"}`
    .title = `match` is `switch` here
hint-decorator = call the function where you want what the decorator does
    .title = there are no decorators
hint-reserved-name = the language keeps the word `{ $word }` for itself: take another name, such as `{ $other }`
hint-quotient = the quotient of two integers is an integer already: type `{ $code }`
    .title = `//` starts a comment
hint-loop-over-a-number = to count, type `for i in 0..{ $number }`
    .title = a number is nothing to go over
hint-nothing-to-close = remove it, or look above for a bracket closed too early
    .title = nothing is open that this `{ $bracket }` could close
hint-floor-division = between two integers `/` divides without a rest: type `{ $code }`
    .title = `//` starts a comment, which hides the end of the line
hint-not-closed = type the `{ $close }` that belongs to the `{ $open }` of line { $line }
    .title = this `{ $open }` is not closed
hint-missing-comma = type `,` between the values
    .title = a `,` is missing here
hint-missing-semicolon = each statement ends with `;`
    .title = a `;` is missing at the end of this line
hint-keyword-slip = did you mean `{ $keyword }`?
    .title = no statement begins with `{ $word }`
hint-two-statements = between two statements type `;`, between two values an operator
    .title = something is missing between `{ $first }` and `{ $second }`
hint-missing-block = a block stands in braces: type `{ $code }`
    .title = a `{"{"}` is missing here
hint-constant = declare `{ $name }` by `let` if it must change

## Mistakes that show when the script runs

hint-module-name = `Thread`, `Lock`, `time::sleep` … are always there: remove this line
    .title = there is nothing to import
hint-module-dot = type `{ $code }` in the place of `{ $python }`
hint-absent-module = Python's module `{ $name }` does not exist here
hint-empty-map = the value before `[` is `()`, nothing; an empty map is `#{"{"}{"}"}`, since `{"{"}{"}"}` is an empty block
hint-constant-name = Python's `{ $python }` is `{ $ours }` here
hint-self = Python's `self` is `this` here, and no parameter: type `{ $code }`
hint-pass = an empty block is `{"{"} {"}"}`: remove `pass`
hint-out-of-sight = `{ $name }` of line { $line } cannot be seen here: declare it before, and outside of the block
hint-similar-variable = did you mean `{ $name }`?
hint-declare = the first time, declare the variable: type `{ $code }`
hint-declare-first = give it a value first: type `let { $name } = 0;`
hint-capital = capitals matter: type `{ $name }`
hint-argument-count = `{ $name }` of line { $line } has { $parameters } parameter(s), { $given } value(s) are given here
    .title = the function `{ $name }` wants { $parameters } value(s), not { $given }
hint-trim = `trim()` changes the variable and gives nothing: type `strip()`
hint-gives-nothing = `{ $method }(…)` changes the variable and gives nothing: make two statements of it
hint-length-of-number = a number has no length; for its digits, `str(n).len()`
hint-range-of-floats = start, end and step are all integers or all floats: `range(0.0, 2.5, 0.5)`
hint-inside = `in` looks into an array, a map, a text or a range, not into `{ $type }`
hint-precedence = `{ $comparison }` comes before `{ $operator }`: type `{ $code }`
hint-nothing-in-operator = one side of `{ $operator }` is `()`, nothing: is a `return` or a value missing?
hint-percent-format = Python's `%` on a text is `{ $code }` here, or a text between backticks: `` `… ${"{"}x{"}"} …` ``
hint-text-in-operator = one side of `{ $operator }` is a text: `int(text)` or `float(text)` makes a number of it
hint-python-member = { $saying }
hint-python-name = { $saying }
hint-similar-function = did you mean `{ $name }`?
hint-similar-property = did you mean `{ $name }()`?
hint-similar-module = did you mean `{ $name }`?
hint-bounds = the first has index 0, the last { $last } or -1
hint-recursion = a function that calls itself needs a case in which it does not
hint-condition = a condition is `true` or `false`: type `{ $code }`
hint-overflow = integers have 64 bits here; floats go further: `2.0`
hint-constant-variable = declare `{ $name }` by `let` if it must change
hint-unbound-this = `this` is the object of a method: call it as `object.method()`

## Characters, blocks, objects

hint-look-alike = type `{ $code }`
    .title = { $shown } is no sign of the language
hint-documentation = a comment begins with `//`: type `{ $code }`
    .title = a text between three quotes is Python
hint-spread = a list is not spread over arguments; give the values one by one: `{ $code }`
    .title = `*` before an argument is Python
hint-nameless = `_` alone is no name: type `_i`, which nobody needs to read
hint-method-word = a method is written without `{ $word }`, and the object is called `this` in it: type `{ $code }`
    .title = `{ $word }` before a method
hint-number-key = the key of a map is a text: type `{ $code }`
    .title = a number is no key of a map
hint-comma-in-number = the decimal sign is the point: type `{ $code }`
    .title = a comma in a number
hint-spaced-number = groups of digits are separated by `_`: type `{ $code }`
    .title = a number has no spaces
hint-brace-before-function = the block that line { $line } opens is not closed: type `{"}"}` before this line
    .title = a `{"}"}` is missing before this `fn`
hint-inner-function = move `{ $name }` out of the block, or make it a closure: `{ $code }`
hint-brace-before-else = the block that line { $line } opens is not closed: type `{"}"} else`
    .title = a `{"}"}` is missing before this `else`
hint-try-else = `try` has no `else`: put these statements at the end of the `try` block, or after the `catch`
hint-case = a case is written `1 => …,`, and all others `_ => …`
    .title = there is no `{ $word }` here
hint-start-gives-nothing = `start()` gives nothing, and `{ $name }` is `()`: type `{ $code }`
hint-class-not-called = `{ $name }` is the class `{ $class }` itself, for want of brackets: type `{ $code }`
hint-method-of-each = a list has no such method, each of its items has: type `{ $code }`
hint-init-name = the constructor of `{ $class }` is called `init` here: rename `{ $name }`
hint-self-parameter = take `self` out of the parameters: the object is called `this` and is no parameter
hint-attribute = it is an attribute of the object: type `this.{ $name }`
hint-main-guard = take this `if` away and keep what it holds: the top level of a script always runs
hint-script-argument = the script lacks an argument: they are typed after its name, `sandbox run script.rhai ARGUMENT`; `argv.len()` tells how many there are, the name included
hint-to-char = the character of a number: type `{ $code }`
hint-list-slice = a part of a list: type `{ $code }`
    .title = a list is indexed by an integer, not by a range
hint-number-as-key = the key of a map is a text: type `{ $code }`
hint-decimal-comma = the decimal sign is the point: type `{ $code }`

## A whole file of Python

python-file = this is a Python file: here, scripts are written in another language
# $row is one of the texts below, $rest the rows behind it, at last python-file-fix.
python-file-rows = { $row }
    { $rest }
python-file-fix = to have all that is certain rewritten, type `sandbox check --fix { $file }`
python-file-block = `if x == 1:` and its indented lines are `if x == 1 {"{"} … {"}"}` here
python-file-function = `def f(x):` is `fn f(x) {"{"} … {"}"}`
python-file-class = `class A(B):` is `class A : B {"{"} … {"}"}`, `__init__` is `init`
python-file-elif = `elif` is `else if`
python-file-except = `except … as e:` is `catch (e) {"{"} … {"}"}`
python-file-main = `if __name__ == …:` is not needed
python-file-import = `import` is not needed: `Thread`, `Lock`, `sleep` … are there
python-file-keywords = `Thread(target=f, args=(a,))` is `Thread(f, [a])`
python-file-variable = each statement ends with `;`, a new variable begins with `let`
python-file-comment = a comment begins with `//`, not `#`
python-file-self = `self` is `this`, and no parameter
python-file-constant = `True`, `False`, `None` are `true`, `false`, `()`
python-file-operator = `and`, `or`, `not` are `&&`, `||`, `!`
python-file-text = `f"… {"{"}x{"}"}"` is `` `… ${"{"}x{"}"}` ``

## From other languages, and slips

hint-reversed-slice = from the last to the first: type `{ $code }`
    .title = `[::-1]` is Python
hint-base-in-brackets = the base class follows a colon: type `{ $code }`
    .title = the base class does not stand in brackets
hint-other-operator = `{ $ours }` is meant: type `{ $code }`
    .title = `{ $operator }` is no operator here
hint-function-value = a function without a name has its parameters between bars: type `{ $code }`
    .title = this is no way to write a function
hint-no-name = take another name, such as `{ $other }`: names are made of letters, digits and `_`, and are no words of the language
    .title = `{ $word }` is no name
hint-bracket-too-many = remove it, or look for the `(` or `[` that is missing before it
    .title = one `{ $bracket }` too many
hint-lonely-else = `{ $word }` follows the `{"}"}` of its `{ $first }` directly, without `;`
    .title = no `{ $first }` stands before this `{ $word }`
hint-other-print = to print is `print` here: type `{ $code }`
    .title = `{ $word }` does not print
hint-other-word = type `{ $code }`
    .title = `{ $word }` is no word of the language
hint-asynchronous = a thread simply waits, and others run meanwhile: type `{ $code }`
    .title = there is no `{ $word }`
hint-joined-texts = texts are joined by `+`: type `{ $code }`
    .title = something is wrong between two texts
hint-items-of-number = `{ $item }` is a number, which has no items: type `{ $code }` to change it

## Declarations and loops of other languages

hint-french-word = type `{ $code }`
    .title = `{ $word }` is written `{ $ours }` here
hint-french-name = `{ $name }` is written `{ $ours }` here
hint-main-function = remove this line and the `{"}"}` that closes it: the top level of a script always runs
    .title = a script needs no `main`
hint-other-class = type `{ $code }`
    .title = `{ $word }` does not begin a class here
hint-other-function = without types and other words: type `{ $code }`
    .title = a function is not written like this
hint-short-function = the body of a function stands in braces: type `{ $code }`
    .title = a function is not written like this
hint-taken-apart = type `{ $code }`
    .title = one assignment sets one variable
hint-chained-assignment = type `{ $code }`
    .title = an assignment has no value
hint-not-declared = type `{ $code }`
    .title = a declaration is a name, `=` and a value
hint-attribute-in-class = attributes are made in `init`: type `{ $code }`
    .title = a class holds nothing but methods
hint-method-without-brackets = a method has brackets, if empty ones: type `{ $code }`
hint-counted-loop = type `{ $code }`
    .title = a `for` loop walks over values with `in`
hint-other-loop = type `{ $code }`
    .title = a `for` loop walks over values with `in`
hint-other-variable = type `{ $code }`
    .title = `{ $word }` does not declare a variable

## What a statement lacks

hint-half-comparison = each side of `&&` and of `||` is a whole comparison: type `{ $code }`
    .title = a value is missing before this comparison
hint-equals-in-map = in a map, `:` follows the key: type `{ $code }`
    .title = `=` in a map
hint-list-in-braces = for a list, type `{ $code }`; for a set, `{ $set }`
    .title = braces hold statements here, not values
hint-catch-missing = close it with `{"}"} catch (e) {"{"} print(e); {"}"}`
    .title = a `catch` is missing after this `try`
hint-base-call = type `{ $code }`
    .title = the method of the base class is named after `super`
hint-loop-word-outside = `{ $word }` belongs into the block of a `for`, `while` or `loop`; to leave a function, type `return;`, to end the script, `exit();`
hint-yielded = put each value into a list, `{ $code }`, and give the list at the end; or into a `Queue` that another thread reads, `{ $other }`
    .title = there is no `yield` here
hint-absent-word = use a loop and `break`, or a function and `return`
    .title = there is no `{ $word }` here
hint-made-by-new = an object is made without `new`: type `{ $code }`
    .title = there is no `new` here
hint-spread-dots = a list does not unfold: join two lists with `+`, `a + b`, and give arguments one by one, `f(a[0], a[1])`
    .title = there is no `...` here
hint-type-of-word = type `{ $code }`
    .title = there is no `{ $word }` here
hint-cast = type `{ $code }`
    .title = a conversion is written as a call
hint-call-without-brackets = a call has brackets: type `{ $code }`
    .title = the brackets of `{ $name }` are missing
hint-missing-value = type the value that follows `{ $operator }`, or remove `{ $operator }`
    .title = a value is missing after `{ $operator }`

## Methods and attributes

hint-other-method = `{ $name }` is not written like this: type `{ $code }`
hint-other-function-name = `{ $name }` is not written like this: type `{ $code }`
hint-method-of-shared = type `{ $code }`
hint-braced-comprehension = type `{ $code }`
    .title = braces hold statements here, not the values of a comprehension
hint-imported-names = { $names }: always there, remove this line
    .title = there is nothing to import
hint-root = type `{ $code }`
    .title = `√` is not written like this
hint-left-arrow = type `{ $code }`
    .title = `<-` is no symbol here
hint-empty-braces = `{"{"}{"}"}` is an empty block, whose value is `()`: type `{ $code }`
hint-type-as-value = Python's `{ $name }` has no name of its own here: type `{ $code }`
hint-one-iterable = the values stand in an array: type `{ $code }`
hint-not-called = `{ $name }` is named and not called: type `{ $code }`
hint-key-alone = what values are compared by stands in a map at the end: type `{ $code }`
hint-float-wanted = `{ $name }` takes a float: type `{ $code }`
hint-operator-of-handle = type `{ $code }`
hint-name-of-pairs = these are pairs, in an array; for the value of `{ $name }`, type `{ $code }`
hint-required = a script of yours is imported by a statement: type `{ $code }`; what the library has needs no line
hint-floor-of-negative = Python's `//` rounds down, and `/` drops the rest: type `{ $code }`
    .title = `//` starts a comment, which hides the end of the line
hint-lonely-except = the statements that may fail stand in a block of their own: type `{ $code }`
    .title = no `try` stands before this `except`
hint-place-in-set = the values of a set have no places; as a list, type `{ $code }`
hint-length-of-handle = type `{ $code }`
hint-future-as-value = a future is asked for what its task gives: type `{ $code }`
hint-tuple-of-task = what the task gets stands after its function, one by one: type `{ $values }`
    .title = there are no tuples
hint-python-of-handle = { $saying }
hint-module-path = type `{ $code }` in the place of `{ $python }`
hint-python-of-module = { $saying }
hint-needs-module = it stands in a module: type `{ $code }`
hint-stop-of-thread = no thread ends another: its loop looks at an event, `while !done.is_set() {"{"} … {"}"}`, which the other one sets with `done.set()`
hint-attribute-of-class = `{ $name }` belongs to the objects, not to the class `{ $class }`: type `{ $code }`
hint-nothing-before-dot = `{ $receiver }` is `()`, nothing, which has no `{ $name }`: look first, `{ $code }`
hint-attribute-of-each = a list has no `{ $name }`; if each of its items has one, type `{ $code }`
hint-item-added = two lists are added: type `{ $code }`
hint-texts-in-operator = these are texts, and `int` makes numbers of them: type `{ $code }`
hint-index-of-other-type = an item has a whole number: type `{ $code }`
hint-bound-of-float = both ends of a range are whole numbers: type `{ $code }`
hint-sleep-of-thread = `sleep` is a function and counts in seconds: type `{ $code }`
hint-module-member = { $saying }
hint-base-constructor = the base class is called `super`, and its constructor `init`: type `{ $code }`
hint-method-given = it is a method of the object: type `{ $code }`
hint-no-attributes = `{ $receiver }` is a `{ $kind }`, which has no attributes: only objects and maps have them
hint-unknown-name = declare `{ $name }` before this line, `{ $code }`; if it is a text, put it in quotes: `"{ $name }"`
hint-undefined-function = define it, `{ $code }`, or look for one with `sandbox doc`
hint-undefined-method = `sandbox doc { $kind }` shows the methods of this type
hint-no-place = left of `=` stands a variable, `x = …`, an item, `a[0] = …`, or an attribute, `p.x = …`; to compare, type `==`
    .title = this can hold no value
hint-unfinished-head = type `{ $code }`
    .title = the beginning of this definition is not complete
hint-arrow-of-closure = a closure has no arrow: type `{ $code }`
    .title = a function is not written like this
hint-arrow-member = an attribute follows a dot: type `{ $code }`
    .title = there is no `->` here
hint-number-from-point = type `{ $code }`
    .title = a number begins with a digit
hint-unknown-escape = a `\` is typed twice: type `{ $typed }`
hint-other-comment = a comment starts with `//`: type `{ $code }`
    .title = `--` does not start a comment
hint-else-with-condition = type `{ $code }`
    .title = a condition follows `else if`
hint-colon-of-case = type `{ $code }`
    .title = a case of `switch` is written with `=>`
hint-impossible-division = look first whether the divisor is zero: `{ $code }`
hint-address = an address is an array: type `{ $code }`

## Braces that are missing, by the indentation

brace-open-missing = a `{"{"}` is missing at the end of this line
    .hint = type `{ $code }`
    .whole = type `{ $code }` and close the block with `{"}"}`
brace-close-missing = a `{"}"}` is missing after this line
    .hint = the block opened on line { $line } is not closed: type `{"}"}` on the next line
