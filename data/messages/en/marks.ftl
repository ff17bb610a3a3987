# What marking says besides the sentences of reasons (`grade.ftl`): of outputs and files, and of marks.

## Outputs

# $what is one of these.
marks-stdout = the output
marks-stderr = standard error
marks-file = file `{ $file }`

marks-output-differs = { $what } differs from line { $n } on: `{ $given }` where `{ $expected }` is expected
marks-output-ends = { $what } ends before line { $n }, where `{ $expected }` is expected
marks-output-more = { $what } goes on where it should end: line { $n } is `{ $given }`
marks-output-has = `{ $part }` is expected and does not occur in { $what }
marks-output-later = `{ $part }` stands in { $what }, but not after what should come before it
marks-output-lacks = `{ $part }` must not occur in { $what }, and does at line { $n }
marks-output-missing = { $what } lacks the line `{ $expected }`, or has it too seldom
marks-output-too-often = { $what } has the line `{ $given }`, which is not expected, or has it too often
marks-output-regex = nothing in { $what } is as `{ $regex }` asks for
marks-output-count = lines of { $what } that are as `{ $regex }` asks for: { $given }, expected { $expected }
marks-no-stderr = nothing was printed to standard error
marks-no-file = file `{ $file }` was not written
marks-no-block = from line { $n } on the output is no block as it is asked for: `{ $given }`
marks-no-line = no line of the output is as `{ $regex }` asks for
marks-thread-main = the main thread
marks-thread-another = another thread each time
marks-thread-named = thread { $name }
marks-outcome-nothing = in one interleaving nothing is printed, which is not allowed
marks-judge-no = the judge function `{ $function }` says no
marks-ends-wrong = the program does not come to its end
marks-companion-absent = `{ $name }` never began

## Marks

marks-skipped = “{ $title }” did not pass, and this needs it
marks-not-proved = it held in every schedule that was looked at, which is no proof: a person will look
marks-sleep-unknown = right only because a `sleep` lasts long enough
marks-refused = `{ $what }`, asked for at line { $line }, is not available in marking

## The assignment's own mistakes

marks-judge-answer = the judge function `{ $function }` gave `{ $given }`
    .hint = it gives true, false, a text that says why not, or a map: #{"{"} ok: false, message: "…", line: 3, score: 0.5 {"}"}
marks-judge-ended = the judge function `{ $function }` ended the program
    .hint = it gives its answer as its value, without `exit`
marks-judge-lost = the judge functions were lost: { $what }
    .hint = what runs them was ended twice: run it again, and report it if it comes back

## Submissions

marks-source = `{ $file }` is no script: { $wrong }
marks-source-long = it has { $bytes } bytes, and at most { $most } are read
marks-source-binary = it is no text (line { $line })
marks-unreadable = { $file } cannot be read: { $reason }
marks-no-archive = { $file } is no archive: { $reason }
marks-no-file-there = { $file } is neither a file nor a folder
marks-nothing-there = nothing was handed in
marks-others-there = handed in: { $names }; hand in a script `{ $file }`
marks-scripts-there = handed in: { $names }; the script counts under the name `{ $file }`: rename it, or mark the file by itself: sandbox grade ASSIGNMENT FILE

## Results

marks-hidden-check = hidden check
marks-status-empty = nothing was handed in under the expected name
marks-status-review = a person must look
marks-line = line { $line }
marks-proved = { $count ->
    [one] proved: only one interleaving is possible
   *[other] proved in { $number } executions
}
marks-sampled = { $count ->
    [one] one interleaving looked at
   *[other] { $number } interleavings looked at
}
marks-sampled-cut = { $count ->
    [one] one interleaving looked at
   *[other] { $number } interleavings looked at
}, { $cut } of them cut
marks-found = { $switches ->
    [0] no switch
    [one] 1 switch
   *[other] { $switches } switches
} · found at interleaving { $at } of { $of } · replayed { $replayed }
marks-found-only = { $switches ->
    [0] no switch
    [one] 1 switch
   *[other] { $switches } switches
} · found at the first interleaving · replayed { $replayed }
marks-found-real = seen in repetition { $at } of { $of } on real threads, which nobody can replay
marks-replay = replay it: { $command }
marks-hint = hint: { $hint }
marks-encoding = { $file } is written as { $encoding }; UTF-8 is expected
marks-taken = { $file } was marked as `{ $wanted }`
marks-unasked = beside the program, not judged: { $names }
marks-ignored = not looked at: { $names }
marks-mark = mark: { $note }/{ $of }
marks-class = { $count ->
    [one] 1 submission
   *[other] { $count } submissions
}, on average { $mean }/{ $of }
marks-frequent = Most frequent reasons:
marks-no-results = { $file } holds no results of `sandbox grade`: { $reason }
marks-unwritable = { $file } cannot be written: { $reason }
marks-not-marked = not marked yet
marks-passed = passed
marks-all-passed = every check passed
marks-output-cut = … the output was cut: more was printed
marks-heading-check = Check
marks-heading-result = Result
marks-heading-points = Points
marks-heading-output = What it printed
marks-sheet = { $file } is no grading worksheet of Moodle: { $wrong }
    .hint = in Moodle: Submissions, “Download grading worksheet”; the assignment must have the feedback type “Offline grading worksheet”
marks-sheet-columns = a column of participants (Participant 123456) and a column “Grade” are looked for

## The command

marks-format = there is no format `{ $given }`; there are { $names }
marks-format-near = there is no format `{ $given }`; did you mean `{ $name }`?
marks-two-outputs = { $first } and { $second } cannot both go to standard output
    .hint = give one of them a file: -f { $second }=FILE
marks-no-submission = nothing is handed in in { $file }
marks-no-check = the assignment has no check `{ $id }`
marks-no-worker = no submission can be run in isolation: { $what }
    .hint = `sandbox doctor` says what this machine has; --no-isolation runs submissions in this process
marks-solution-lost = the solution of the assignment could not be run: { $what }
marks-expression = an expression of the check `{ $check }` is wrong: { $error }
marks-progress = { $done }/{ $all } { $student }
marks-interrupted = { $left ->
    [0] interrupted by Ctrl-C
    [one] interrupted by Ctrl-C: 1 submission is not marked
   *[other] interrupted by Ctrl-C: { $left } submissions are not marked
}

## Runs as marking does them

as-marked-run = `{ $named }` names no run of an assignment
    .hint = it is ASSIGNMENT:RUN, as --as-marked tp:deux
as-marked-real = run `{ $name }` has real threads, which nobody can replay
