# Les enfants : les programmes qu'un script lance.

subprocess-no-program = programme introuvable : `{ $name }`
    .hint = est-il installé ? Il est cherché dans les dossiers de `PATH`
    .line = un texte est le nom d'un programme : donner un tableau, `["ls", "-l"]`, ou ajouter `#{"{"}shell: true{"}"}`
subprocess-no-file = fichier ou dossier introuvable : `{ $name }`
    .hint = vérifier le chemin, et le dossier dans lequel le script s'exécute
    .first-line = si c'est un script : le programme que nomme sa première ligne existe-t-il ?
subprocess-undeclared = les programmes de cette exécution sont ceux du fichier de --programs : { $known } ; y décrire `{ $name }` : `[program.{ $name }]`
    .none = le fichier de --programs ne décrit aucun programme ; y décrire celui-ci : `[program.{ $name }]`
subprocess-no-case = { $name } : aucun cas du fichier de --programs ne convient : { $words }
subprocess-shell-modelled = dans une ligne pour le shell, `{ $what }` n'est pas compris lors d'une exécution avec --programs
    .hint = le shell simulé connaît un programme et ses arguments, `< /dev/null`, `> /dev/null`, `2> /dev/null` et `2>&1` ; lancer les programmes par des tableaux
subprocess-modelled-file = un fichier en mémoire (--files) ne peut pas être donné à un vrai programme : `{ $name }`
    .hint = décrire `{ $name }` dans un fichier pour --programs, ou prendre un tube
subprocess-not-executable = permission refusée : `{ $name }` n'est pas un programme exécutable
    .hint = si c'est un script, le rendre exécutable : `chmod +x { $name }`
subprocess-timed-out = la commande '{ $command }' n'a pas fini en { $seconds } secondes
subprocess-failed = la commande '{ $command }' a échoué avec le code retour { $code }.
subprocess-killed = la commande '{ $command }' a été arrêtée par { $signal }.
subprocess-signal-number = le signal { $number }

# Ce qu'un script demande.

subprocess-one-array = le programme et ses arguments vont dans un seul tableau : `["ping", "-c1", host]`
subprocess-command = `{ $owner }` : la commande doit être un tableau de textes, ou un texte, pas `{ $given }`
subprocess-word = `{ $owner }` : l'élément { $index } de la commande doit être un texte, pas `{ $given }`
    .hint = `str(…)` fait un texte d'un nombre
subprocess-no-words = `{ $owner }` : le tableau de la commande est vide
    .hint = son premier élément est le programme : `["ls", "-l"]`
subprocess-shell-array = `{ $owner }` : avec `shell: true`, la commande est un seul texte, pas un tableau
subprocess-zero-byte = un texte contient l'octet zéro
subprocess-input-twice = les options `stdin` et `input` ne vont pas ensemble
subprocess-captured = les options `stdout` et `stderr` ne vont pas avec `capture_output`
subprocess-output-twice = l'option `stdout` n'est pas permise ici : la sortie est ce que l'appel donne
subprocess-env = une table de textes
subprocess-seconds = un nombre de secondes
subprocess-redirect = `PIPE`, `DEVNULL` ou un fichier ouvert
subprocess-stdout = `{ $owner }` : `STDOUT` est pour `stderr`, pas pour `{ $name }`
subprocess-variable = `env` : la valeur de `{ $name }` doit être un texte, pas `{ $given }`
subprocess-variable-name = `env` : `{ $name }` n'est pas un nom de variable
subprocess-loader = lancer un programme avec `{ $name }` n'est permis que si tous le sont : relancez avec --allow-run
    .hint = retirer `{ $name }` de `env` : elle charge un autre code dans le programme
subprocess-cwd-file = `cwd` : `{ $path }` n'est pas un dossier
subprocess-cwd-missing = `cwd` : dossier introuvable : `{ $path }`
subprocess-cwd-rights = `cwd` : permission refusée : `{ $path }`
subprocess-signal = `send_signal` : { $number } n'est pas un signal
    .hint = `SIGINT`, `SIGTERM`, `SIGKILL`… ont des noms

# Le lancement et l'échange.

subprocess-long-words = la liste des arguments est trop longue
    .hint = envoyer beaucoup de données par `input`, pas en argument
subprocess-format = `{ $name }` n'est pas dans un format que le système exécute
    .hint = la première ligne d'un script doit nommer son programme : `#!/bin/sh`
subprocess-too-many = limite de { $limit } processus atteinte
    .hint = attendre d'abord la fin de quelques enfants, ou relancer avec un plus grand --max-processes
subprocess-no-input = `communicate` : il n'y a pas de tube pour `input`
    .hint = lancer le programme avec `stdin: PIPE`
subprocess-input-late = l'échange a déjà commencé : il est trop tard pour donner `input`
subprocess-busy = un autre thread est dans `communicate` avec cet enfant
subprocess-closed = le tube est fermé
    .hint = il a été fermé plus tôt, par `close()` ou à la fin d'un `communicate()`
subprocess-not-readable = illisible : c'est le `stdin` de l'enfant
subprocess-not-writable = on n'y écrit pas : c'est pour ce que dit l'enfant
subprocess-broken-pipe = tube rompu : l'enfant ne lit plus
subprocess-as-bytes = sans `text: true`, la sortie de l'enfant est une suite d'octets
subprocess-too-long = l'enfant a écrit plus de { $size } Mio
    .hint = diriger sa sortie vers un fichier, ou la lire par morceaux
subprocess-late = temps écoulé

# Ce qu'un thread attend.

wait-child = la fin d'un enfant
wait-child-exchange = qu'un enfant écrive ou lise
wait-child-output = la sortie d'un enfant
wait-child-input = qu'un enfant lise
wait-pipe-bytes = quelque chose à lire dans un tube
wait-pipe-room = de la place dans un tube
wait-continue = le signal de continuer (SIGCONT)
