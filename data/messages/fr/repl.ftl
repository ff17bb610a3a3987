# Ce que dit l'invite elle-même. Les valeurs, et ce qu'affichent les threads, passent tels quels.

repl-greeting = sandbox { $version } · `:help` pour l'aide, Ctrl-D pour quitter
repl-how-to-leave = pour quitter, Ctrl-D ou `:quit` ; `:help` dit ce qu'il y a d'autre
repl-type-help = `:help` montre les commandes, `:doc NOM` explique un nom
repl-internal-error =
    erreur interne : { $what }
    C'est une faute de `sandbox`, non de cette ligne : merci de la signaler.

## Exécuter une ligne

repl-deadlock-goes-on = la ligne a été arrêtée ; les autres threads restent où ils en sont (`:threads`, `:locks`, `:kill NOM`)
repl-memory-kept = ce que tiennent les variables reste en mémoire : `:vars` le montre, `nom = ()` le rend, `:reset` rend tout
repl-knot = ils s'attendent les uns les autres : plus rien ne les réveillera, sauf une commande (`:locks`, `:kill NOM`)
repl-still-waits = la ligne attend quelque chose qui ne peut pas être interrompu ; encore un Ctrl-C pour quitter
repl-wants-permission = { $thread } demande une permission : Entrée pour savoir laquelle
# D'une valeur trop grande pour être montrée.
repl-more = … encore { $count }

## Quitter

repl-still-alive = { $count ->
    [one] un thread est encore en vie : { $names } ; quitter à nouveau le termine, `:join` l'attend
   *[other] { $count } threads sont encore en vie : { $names } ; quitter à nouveau les termine, `:join` les attend
}

## Ce qui ne va pas dans une :commande

repl-unknown-command-listed = il n'y a pas de commande `:{ $name }` ; `:help` les montre
repl-unknown-command-near = il n'y a pas de commande `:{ $name }` ; plutôt `:{ $near }` ?
repl-unknown-thread = aucun thread en vie ne s'appelle `{ $name }`
repl-unknown-thread-near = aucun thread en vie ne s'appelle `{ $name }` ; plutôt `{ $near }` ?
repl-wants-name = lequel ? `:kill NOM` (`:threads` montre les noms)
repl-wants-file = quel fichier ? son nom doit suivre
repl-wants-code = quoi ? une expression doit suivre
repl-wants-seed = quel nombre ? `:seed 42` ; `:seed off` pour de vrais threads
repl-not-main = le thread de l'invite ne peut pas être terminé : `:quit` quitte

## Ce que répondent les :commandes

repl-all-ended = tous les threads sont terminés
repl-killed = { $name } se termine à sa prochaine étape
repl-took = durée : { $time }
repl-took-often = { $count } fois : { $least } au mieux, { $median } en médiane, { $most } au pire
repl-else = `else` va sur la rangée de l'accolade fermante, avant que le bloc ne s'exécute : tapez `{"}"} else {"{"}`
repl-more-candidates = … encore { $count }
repl-no-locks = il n'y a rien que des threads pourraient attendre
repl-no-queues = il n'y a aucune file
repl-no-variables = rien n'est encore défini
repl-no-scripts = il n'y a pas ici de dossier `scripts` avec des scripts
repl-reset = tout est oublié : une nouvelle session commence
repl-real-again = de vrais threads à nouveau ; tout est oublié
repl-controlled = graine { $seed } : les threads avancent à tour de rôle pendant qu'une ligne s'exécute, le temps est virtuel ; tout est oublié
repl-saved = { $count ->
    [one] `{ $file }` : { $count } ligne
   *[other] `{ $file }` : { $count } lignes
}
repl-nothing-to-save = il n'y a encore rien à enregistrer
repl-file-exists = `{ $file }` existe déjà ; `:save! { $file }` l'écrase
repl-file-trouble = impossible d'utiliser `{ $name }` : { $reason }
repl-not-there = ce fichier ou ce dossier n'existe pas
repl-no-editor = donnez à la variable EDITOR le nom d'un éditeur

## Les tables

repl-column-thread = thread
repl-column-state = état
repl-column-line = ligne
repl-column-waiters = attendu par
repl-column-kind = genre
repl-column-name = nom
repl-column-value = valeur
repl-column-type = type
repl-daemon = { $name } (daemon)
repl-runs = s'exécute
repl-does = dans { $what } : { $state }
repl-here = à l'invite
# $time dit depuis combien de temps.
repl-sleeps = dort, depuis { $time }
repl-waits = attend { $what }, depuis { $time }
repl-waits-held = attend { $what } (tenu par { $holder }), depuis { $time }
repl-free = libre
repl-held = tenu par { $holder }
repl-held-since = tenu par { $holder } depuis la ligne { $line }

## L'aide

repl-help-more =
    Tab complète, Ctrl-R cherche dans l'historique, Ctrl-C arrête la ligne en cours, Ctrl-D quitte.
    `_` est la dernière valeur.
repl-parameter-name = NOM
repl-parameter-expression = EXPRESSION
repl-parameter-number = NOMBRE
repl-parameter-file = FICHIER
repl-command-help = montrer ceci
repl-command-doc = dire ce que fait un nom : `:doc Lock.acquire`
repl-command-vars = les variables, fonctions et classes de la session
repl-command-source = comment une fonction ou classe de la session a été écrite : `f??`
repl-command-type = le type d'une valeur
repl-command-time = combien de temps prend une ligne
repl-command-threads = ce que font et attendent les threads
repl-command-locks = qui tient quoi, et qui l'attend
repl-command-queues = ce que contiennent les files, et qui attend
repl-command-join = attendre les threads non daemon
repl-command-kill = terminer un thread
repl-command-seed = des threads rejouables : `:seed 42` ; `:seed off` pour de vrais
repl-command-scripts = les scripts du dossier `scripts`
repl-command-load = exécuter un fichier ici
repl-command-save = écrire dans un fichier les lignes qui ont marché
repl-command-edit = écrire une ligne dans un éditeur ($EDITOR)
repl-command-reset = tout oublier et recommencer
repl-command-quit = quitter
repl-history-mended = l'historique `{ $file }` avait { $count ->
    [one] une ligne qui n'était
   *[other] { $count } lignes qui n'étaient
} pas du texte UTF-8 : une marque remplace ce qui était illisible
repl-history-lost = ce qui est tapé n'est pas gardé dans `{ $file }` : { $reason }
repl-not-text = un octet qui n'est pas du texte UTF-8 est arrivé : la ligne est abandonnée, tapez-la de nouveau

## Longues pages

pager-more = -- suite (espace : une page, Entrée : une ligne, q : fin) --
