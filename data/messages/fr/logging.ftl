# Les lignes pour qui regarde dans un programme.

logging-level = niveau inconnu : `{ $level }`
    .hint = un niveau est un nombre, ou "DEBUG", "INFO", "WARNING", "ERROR" ou "CRITICAL"
logging-level-kind = `{ $owner }` : `{ $name }` doit être un niveau, pas `{ $kind }`
logging-text = `basicConfig` : `{ $name }` doit être un texte
logging-field = le format nomme un champ qui n'existe pas : `{ $name }`
    .hint = il y a { $known }
logging-caught = { $kind } : { $title }, ligne { $line }
logging-thrown = lancé par `throw` : { $value }, ligne { $line }
logging-format = format impossible pour le style '%' : { $format }
    .hint = un format nomme des champs, comme `%(levelname)s %(message)s`
logging-handlers = `basicConfig` : il n'y a pas de `handlers` ici
    .hint = les lignes vont à la sortie d'erreur, dans un fichier (`filename`) ou dans un fichier ouvert (`stream`)
logging-stream-and-file = `stream` et `filename` ne vont pas ensemble
logging-stream = `basicConfig` : `stream` doit être un objet qui a `write`, pas `{ $kind }`
    .hint = `stdout`, `stderr`, ou ce que donne `open(chemin, "w")`
logging-only = `basicConfig` : `{ $name }` ne peut être que { $only }, pas { $given }
percent-key = la table n'a pas de `{ $name }`
percent-few = il manque des valeurs pour les champs du message
    .hint = chaque `%s` ou `%d` du message prend une des valeurs qui le suivent ; `%%` est un signe pour cent
percent-many = il y a plus de valeurs que de champs dans le message
percent-field = format impossible : { $text }
    .hint = un champ est `%s`, `%d`, `%.2f`, `%x` ou `%(nom)s` ; `%%` est un signe pour cent
