# Children: programs that a script starts.

subprocess-no-program = no such program: `{ $name }`
    .hint = is it installed? It is looked for in the folders of `PATH`
    .line = a string is the name of a program; give an array, `["ls", "-l"]`, or add `#{"{"}shell: true{"}"}`
subprocess-no-file = no such file or directory: `{ $name }`
    .hint = look at the path, and at the folder that the script runs in
    .first-line = if it is a script: is the program that its first line names there?
subprocess-not-executable = permission denied: `{ $name }` is not a program that can be executed
    .hint = if it is a script, make it executable: `chmod +x { $name }`
subprocess-timed-out = Command '{ $command }' timed out after { $seconds } seconds
subprocess-failed = Command '{ $command }' returned non-zero exit status { $code }.
subprocess-killed = Command '{ $command }' died with { $signal }.
