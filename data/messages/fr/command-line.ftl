# Ce que dit la ligne de commande.

file-unreadable = impossible de lire `{ $file }` : { $reason }
file-missing = ce fichier n'existe pas
file-forbidden = permission refusée
file-is-folder = c'est un dossier
file-device-full = il n'y a plus de place sur le périphérique
file-not-text = la ligne { $line } n'est pas du texte UTF-8
    .hint = enregistrez le fichier en UTF-8
word-not-text = `{ $word }` n'est pas du texte UTF-8
amount-no-number = `{ $text }` n'est pas un nombre : tapez 500, 10k ou 2m
amount-no-depth = la profondeur des appels a besoin d'une limite : tapez 1 ou plus
amount-too-deep = `{ $text }` est trop profond
amount-no-time = `{ $text }` n'est pas une durée : tapez 10, 2.5s ou 500ms
amount-no-size = `{ $text }` n'est pas une taille : tapez 64m, 500m ou 2g
amount-little-memory = `{ $text }` est moins que ce dont le programme lui-même a besoin : tapez { $least }m ou plus
language-unknown = les messages existent en `fr` et en `en`
run-the-script = pour lancer le script, tapez `{ $command }`
output-lost = ce qui a été affiché est perdu : impossible d'écrire sur la sortie standard : { $reason }
schedule-turn = `{ $text }` n'est pas un tour : tapez `main*6`, `T1*2`, `T2` ou `T2@`, séparés par des virgules
# $schedule est ce que prend --schedule : main*6,T1*2
schedule-played = ordonnancement : { $schedule }
schedule-misfit = l'ordonnancement ne convient pas : l'étape { $step } revient à { $thread }, qui ne peut pas avancer à ce moment
    .hint = le script, ses arguments ou la version de `sandbox` ont changé depuis que l'ordonnancement a été noté
