# What is said about a folder of texts that stand in for the program's own (SANDBOX_MESSAGES).

texts-none = SANDBOX_MESSAGES: no texts in `{ $folder }`
    .hint = it needs files `en/….ftl` or `fr/….ftl`: start from those of `data/messages`
texts-unreadable = cannot read `{ $file }`: { $reason }
texts-broken = { $file }, line { $line }: { $what }
texts-syntax = this is no text that can be read: { $reason }
    .hint = a text is `name = words`, a value in it { "`{ $name }`" }, and further lines begin with spaces
texts-unknown = no message has the name `{ $id }`
texts-place = `{ $place }` is not known to `{ $id }`
    .hint = it knows { $places }
    .none = nothing is filled into this text
