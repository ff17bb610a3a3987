# What stands for the outside of a controlled run: tables of programs.

model-toml = this is no TOML: { $reason }
model-key = unknown key `{ $name }` in `{ $owner }`
model-key-top = unknown key `{ $name }`
model-keys = known are { $known }
model-wrong = `{ $key }` must be { $wanted }, not { $given }
model-a-table = a table
model-tables = a list of tables, `[{"{"} last = "host", exit = 1 {"}"}]`
model-a-text = a text in quotes
model-texts = a list of texts
model-a-bool = `true` or `false`
model-seconds = a number of seconds from 0 to 1000000
model-an-exit = a whole number from 0 to 255, or minus the number of a signal
model-program-name = `{ $name }` is not the name of a program: write it without folders

# The words of the command line.

model-mistake = { $file }:{ $line }: { $mistake }
model-large = it has more than 1 MiB
model-real = { $flag } is for controlled runs: real threads have the real outside
    .hint = add --seed 0: `sandbox run --seed 0 { $flag } …`
model-prompt = { $flag } is not for the prompt, which has the real outside
model-no-folder = { $folder }: --files wants a folder
    .hint = put the file into a folder of its own
model-many-files = { $folder }: more than { $most } files and folders
    .hint = put what the script reads into a folder of its own, and name that
model-large-files = { $folder }: its files have more than { $most } MiB together
model-skipped-link = left out of --files, for it is a link: { $path }
model-skipped-special = left out of --files, for it is no file: { $path }
model-skipped-name = left out of --files, for its name is no text: { $path }
model-skipped-more = { $count ->
        [one] one more entry is left out of --files
       *[other] { $count } more entries are left out of --files
    }
model-with-quote = --with '{ $text }': a quote is not closed
model-with-port = --with: `{ $word }` names no port from 1 to 65535
model-with-none = --with '{ $text }': there is no script
    .hint = a script and its arguments are one word of the command line: --with 'listening:50007 clients.rhai 12 40'
wait-listener = somebody to listen at port { $port }
companion-never-began = `{ $name }` never began: nobody has listened on port { $port }
    .hint = give the port that the script opens, or leave out `listening:` to begin at once
companion-not-started = a companion cannot be started: { $reason }
