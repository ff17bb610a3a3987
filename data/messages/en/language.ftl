# Mistakes in what this language adds to Rhai, and those that the engine finds.

## Classes, as they are read

syntax-base-class = a base class follows a colon: `class Name : Base {"{"} … {"}"}`
syntax-method-fn = a method is written without `fn`: `name(…) {"{"} … {"}"}`
syntax-attribute = attributes are made in a method, such as `this.name = …` in `init`
syntax-super = `super` calls a method of the base class: `super.name(…)`

uncaught = uncaught `throw`: { $text }
uncaught-nothing = uncaught `throw`

stack-size-fixed = the stack size of threads cannot be changed
    .hint = calls take no stack here; `sandbox run --max-call-depth N` says how deep they may go
no-trace-functions = `{ $name }` does not exist here: no function is called for each line
    .hint = `sandbox dis FILE` shows the steps of each line, `sandbox run --seed N FILE` repeats one order of the threads
