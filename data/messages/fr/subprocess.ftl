# Les enfants : les programmes qu'un script lance.

subprocess-no-program = programme introuvable : `{ $name }`
    .hint = est-il installé ? Il est cherché dans les dossiers de `PATH`
    .line = un texte est le nom d'un programme : donner un tableau, `["ls", "-l"]`, ou ajouter `#{"{"}shell: true{"}"}`
subprocess-no-file = fichier ou dossier introuvable : `{ $name }`
    .hint = vérifier le chemin, et le dossier dans lequel le script s'exécute
    .first-line = si c'est un script : le programme que nomme sa première ligne existe-t-il ?
subprocess-not-executable = permission refusée : `{ $name }` n'est pas un programme exécutable
    .hint = si c'est un script, le rendre exécutable : `chmod +x { $name }`
subprocess-timed-out = la commande '{ $command }' n'a pas fini en { $seconds } secondes
subprocess-failed = la commande '{ $command }' a échoué avec le code retour { $code }.
subprocess-killed = la commande '{ $command }' a été arrêtée par { $signal }.
