# Les lignes pour qui regarde dans un programme.

logging-level = niveau inconnu : `{ $level }`
    .hint = un niveau est un nombre, ou "DEBUG", "INFO", "WARNING", "ERROR" ou "CRITICAL"
logging-level-kind = `{ $owner }` : `{ $name }` doit être un niveau, pas `{ $kind }`
logging-text = `basicConfig` : `{ $name }` doit être un texte
logging-field = le format nomme un champ qui n'existe pas : `{ $name }`
    .hint = il y a `asctime`, `levelname`, `message`, `name`, `threadName`, `thread`, `lineno`, `filename`, `module`, `msecs`, `created`, `relativeCreated` et `levelno`
percent-key = la table n'a pas de `{ $name }`
percent-few = il manque des valeurs pour les champs du message
    .hint = chaque `%s` ou `%d` du message prend une des valeurs qui le suivent ; `%%` est un signe pour cent
percent-many = il y a plus de valeurs que de champs dans le message
percent-field = format impossible : { $text }
    .hint = un champ est `%s`, `%d`, `%.2f`, `%x` ou `%(nom)s` ; `%%` est un signe pour cent
