# What is said when a script wants to reach outside of its run. The words are Deno's.

# $permission is read, write, net, run, env, import or all.
permission-wanted = { $permission } access to "{ $value }"
permission-wanted-whole = { $permission } access
permission-required = Requires { $wanted }, run again with the --allow-{ $permission } flag
permission-forbidden = Requires { $wanted }, which --deny-{ $permission } forbids
permission-replaceable = Requires { $wanted }, which lies where the script may write: it could put another program there
    .hint = grant `--allow-write` for another folder
permission-fixed = Requires { $wanted }: a rule names it, or something in it, so it must stay where it is
    .hint = what a `--deny-…` flag names, the audit and the script's folder cannot be moved, replaced or removed, nor the folders above them
permission-unrecorded = Requires { $wanted }, and the audit of permissions cannot be written: { $reason }
permission-add = to allow it, add `{ $flag }` before the script's name
    .needs = to allow it, add `{ $flag }` before the script's name; the script says it needs: { $needs }
    .link = to allow it, add `{ $flag }` before the script's name: a link stands in the path, and what counts is where it leads
permission-listen = `localhost` takes no permission; to let other machines in, add `{ $flag }`
permission-no-host = --allow-net, --deny-net: `{ $word }` is no host: write a name or an address, with or without a port (`example.com:80`, `[::1]:80`)
permission-no-audit = { $variable }: cannot write `{ $file }`: { $reason }

## The question on a terminal

prompt-requests = sandbox requests { $wanted }.
prompt-place = Requested by `{ $native }`, line { $line }, in { $thread }.
prompt-needs = The script says it needs: { $needs }.
prompt-flag = Run again with { $flag } to bypass this prompt.
prompt-allow = Allow? [y/n/A] (y = yes, allow; n = no, deny; A = allow all { $permission } permissions) >
prompt-again = Please type y, n or A >
prompt-granted = Granted { $wanted }.
prompt-denied = Denied { $wanted }.
prompt-too-long = sandbox: refused without asking: the name is too long to be shown
