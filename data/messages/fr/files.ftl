# Ce qui est dit des fichiers, des dossiers et des dates.

files-not-found = aucun fichier ni dossier `{ $path }`
    .hint = les chemins relatifs partent du dossier où `sandbox` a été lancé
files-no-rights = le système ne donne pas accès à `{ $path }`
    .hint = regardez les droits du fichier et de son dossier : `ls -l`
files-exists = il y a déjà un fichier ou un dossier `{ $path }`
    .hint = le mode "w" remplace un fichier, le mode "a" y ajoute
files-is-folder = c'est un dossier, non un fichier : `{ $path }`
    .hint = `listdir` dit ce qu'il contient
files-not-folder = une partie du chemin est un fichier, non un dossier : `{ $path }`
files-folder-full = le dossier n'est pas vide : `{ $path }`
files-no-space = il n'y a plus de place pour `{ $path }`
files-too-large = il deviendrait trop grand : `{ $path }`
files-broken-pipe = plus personne ne lit `{ $path }`
files-failed = { $reason } : `{ $path }`
files-empty-path = le chemin est vide
    .hint = donnez le nom d'un fichier : `"foot_2020.txt"`
files-zero-byte = le chemin contient un octet nul
files-mode = mode invalide : `{ $mode }`
    .hint = l'un de "r" (lire), "w" (écrire à neuf), "a" (ajouter), "x" (créer), avec "b" pour des octets, "+" pour lire et écrire
files-binary-encoding = le mode binaire ne prend pas d'`encoding`
files-encoding = les fichiers sont lus en UTF-8, non en `{ $encoding }`
    .hint = lisez des octets et décodez-les : `open(chemin, "rb").read().decode("latin-1")`
files-closed = `{ $path }` a été fermé
    .hint = lisez et écrivez avant `close`, et dans le bloc `with`
files-not-text = `{ $path }` n'est pas du texte UTF-8 : octet 0x{ $byte }
    .at = `{ $path }` n'est pas du texte UTF-8 : octet 0x{ $byte } à la position { $position }
    .hint = enregistrez le fichier en UTF-8, ou lisez des octets : `open(chemin, "rb").read().decode("latin-1")`
files-too-long = plus de 256 Mio d'un coup de `{ $path }`
    .hint = lisez-le par parties : `fichier.read(65536)`, `for ligne in fichier`
files-not-readable = `{ $path }` a été ouvert en mode "{ $mode }", non pour lire
    .hint = ouvrez-le en mode "r" ou "r+"
files-not-writable = `{ $path }` a été ouvert en mode "{ $mode }", non pour écrire
    .hint = ouvrez-le en mode "w", "a" ou "r+"
files-wants-text = `{ $path }` prend du texte, non `{ $given }`
    .hint = `str(valeur)` donne un texte ; le mode "wb" prend des octets
files-wants-bytes = `{ $path }` prend des octets, non `{ $given }`
    .hint = `texte.encode()` donne les octets d'un texte ; le mode "w" prend du texte
files-seek-text = dans un texte, `seek` ne compte que depuis le début
    .hint = `seek(0, 2)` va à la fin ; le mode "rb" compte des octets depuis n'importe où
files-seek-negative = position négative { $offset }
files-whence = `whence` vaut 0, 1 ou 2, non { $whence }
files-negative-size = `size` ne doit pas être négatif

## Dates

date-year = l'année doit être dans 1..9999, non { $year }
date-month = le mois doit être dans 1..12, non { $month }
date-day = ce mois n'a pas ce jour
date-range = date hors des limites
date-delta = un `timedelta` a au plus { $days } jours
date-part = { $part } doit être dans 0..{ $most }, non { $value }
date-format = la date `{ $text }` ne suit pas le format `{ $format }`
date-iso = date iso invalide : `{ $text }`
    .hint = elle s'écrit 2026-11-22 ou 2026-11-22T09:38:51
files-limit = limite de fichiers ouverts ({ $limit }) atteinte : `{ $path }`
    .hint = fermer d'abord quelques fichiers, ou relancer avec un plus grand --max-files
