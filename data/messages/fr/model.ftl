# Ce qui tient lieu d'extérieur à une exécution contrôlée : les tables de programmes.

model-toml = ce n'est pas du TOML : { $reason }
model-key = clé inconnue `{ $name }` dans `{ $owner }`
model-key-top = clé inconnue `{ $name }`
model-keys = les clés connues sont { $known }
model-wrong = `{ $key }` doit être { $wanted }, pas { $given }
model-a-table = une table
model-tables = une liste de tables, `[{"{"} last = "machine", exit = 1 {"}"}]`
model-a-text = un texte entre guillemets
model-texts = une liste de textes
model-a-bool = `true` ou `false`
model-seconds = un nombre de secondes de 0 à 1000000
model-an-exit = un entier de 0 à 255, ou moins le numéro d'un signal
model-program-name = `{ $name }` n'est pas le nom d'un programme : l'écrire sans dossiers

# Les mots de la ligne de commande.

model-mistake = { $file }:{ $line } : { $mistake }
model-large = il a plus de 1 Mio
model-real = { $flag } est pour les exécutions contrôlées : de vrais threads ont le véritable extérieur
    .hint = ajoutez --seed 0 : `sandbox run --seed 0 { $flag } …`
model-prompt = { $flag } n'est pas pour l'invite, qui a le véritable extérieur
model-no-folder = { $folder } : --files demande un dossier
    .hint = mettez le fichier dans un dossier à lui
model-many-files = { $folder } : plus de { $most } fichiers et dossiers
    .hint = mettez ce que le script lit dans un dossier à part, et nommez-le
model-large-files = { $folder } : ses fichiers font ensemble plus de { $most } Mio
model-skipped-link = laissé hors de --files, car c'est un lien : { $path }
model-skipped-special = laissé hors de --files, car ce n'est pas un fichier : { $path }
model-skipped-name = laissé hors de --files, car son nom n'est pas un texte : { $path }
model-skipped-more = { $count ->
        [one] une autre entrée est laissée hors de --files
       *[other] { $count } autres entrées sont laissées hors de --files
    }
model-with-quote = --with '{ $text }' : un guillemet n'est pas fermé
model-with-port = --with : `{ $word }` ne nomme pas un port de 1 à 65535
model-with-none = --with '{ $text }' : il n'y a pas de script
    .hint = un script et ses arguments sont un seul mot de la ligne de commande : --with 'listening:50007 clients.rhai 12 40'
wait-listener = que quelqu'un écoute sur le port { $port }
companion-never-began = `{ $name }` n'a jamais commencé : personne n'a écouté sur le port { $port }
    .hint = donnez le port que le script ouvre, ou enlevez `listening:` pour qu'il commence tout de suite
companion-not-started = un compagnon ne peut pas être lancé : { $reason }
