# What the command line says.

file-unreadable = cannot read `{ $file }`: { $reason }
file-missing = there is no such file
file-forbidden = permission denied
file-is-folder = it is a folder
file-device-full = no space is left on the device
file-not-text = line { $line } is not UTF-8 text
    .hint = save the file as UTF-8
word-not-text = `{ $word }` is not UTF-8 text
amount-no-number = `{ $text }` is no number: write 500, 10k or 2m
amount-no-depth = the call depth needs a limit: write 1 or more
amount-too-deep = `{ $text }` is too deep
amount-no-time = `{ $text }` is no time: write 10, 2.5s or 500ms
amount-no-size = `{ $text }` is no size: write 64m, 500m or 2g
amount-little-memory = `{ $text }` is less than the program itself needs: write { $least }m or more
language-unknown = messages exist in `fr` and `en`
run-the-script = to run the script, type `{ $command }`
output-lost = what was printed is lost: cannot write to standard output: { $reason }
schedule-turn = `{ $text }` is no turn: write `main*6`, `T1*2`, `T2` or `T2@`, with commas between
# $schedule is what --schedule takes: main*6,T1*2
schedule-played = schedule: { $schedule }
schedule-misfit = the schedule does not fit: step { $step } is to be taken by { $thread }, which cannot run then
    .hint = the script, its arguments or the version of `sandbox` have changed since the schedule was written down
