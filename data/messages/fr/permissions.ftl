# Ce qui est dit quand un script veut atteindre ce qui est hors de lui.

permission-wanted = { $permission ->
    [read] lire
    [write] écrire
    [net] joindre
    [run] lancer
    [env] lire la variable
    [import] importer
   *[other] accéder sans limite à
} « { $value } »
permission-wanted-whole = { $permission ->
    [env] lire l'environnement
   *[other] obtenir la permission { $permission }
}
permission-required = { $wanted } n'est pas permis : relancez avec --allow-{ $permission }
permission-forbidden = { $wanted } est interdit par --deny-{ $permission }
permission-replaceable = { $wanted } n'est pas permis : le programme est là où le script peut écrire, qui pourrait le remplacer
    .hint = donnez `--allow-write` pour un autre dossier
permission-fixed = { $wanted } n'est pas permis : une règle le nomme, lui ou quelque chose qu'il contient, et il doit rester où il est
    .hint = ce que nomme un `--deny-…`, le journal des permissions et le dossier du script ne se déplacent, ne se remplacent et ne s'effacent pas, ni les dossiers au-dessus
permission-unrecorded = { $wanted } n'est pas permis : le journal des permissions ne peut pas être écrit : { $reason }
permission-add = pour le permettre, ajoutez `{ $flag }` avant le nom du script
    .needs = pour le permettre, ajoutez `{ $flag }` avant le nom du script, qui dit avoir besoin de : { $needs }
    .link = pour le permettre, ajoutez `{ $flag }` avant le nom du script : il y a un lien dans ce chemin, et ce qui compte est là où il mène
permission-listen = `localhost` ne demande aucune permission ; pour laisser entrer d'autres machines, ajoutez `{ $flag }`
permission-no-host = --allow-net, --deny-net : `{ $word }` n'est pas un hôte : tapez un nom ou une adresse, avec ou sans port (`example.com:80`, `[::1]:80`)
permission-no-audit = { $variable } : impossible d'écrire `{ $file }` : { $reason }

## La question sur un terminal

prompt-requests = le script demande à { $wanted }.
prompt-place = Demandé par `{ $native }`, ligne { $line }, dans { $thread }.
prompt-needs = Le script dit avoir besoin de : { $needs }.
prompt-flag = Avec { $flag }, cette question n'est pas posée.
prompt-allow = Autoriser ? [o/n/A] (o = oui ; n = non ; A = toujours oui pour { $permission }) >
prompt-again = Tapez o, n ou A >
prompt-granted = Autorisé : { $wanted }.
prompt-denied = Refusé : { $wanted }.
prompt-too-long = sandbox : refusé sans demander : le nom est trop long pour être montré
