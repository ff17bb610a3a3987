# Ce que disent `sandbox run --trace` et `sandbox explore --trace`, et les mots du tableau.

trace-no-name = --trace demande le nom d'un fichier, ou - pour un tableau sur la sortie standard
# $ending is what stands after the last dot of the file's name.
trace-ending = `{ $file }` : une trace ne s'écrit pas en .{ $ending }
    .hint = donnez un nom en .json ou .txt, ou précisez --trace-format json, chrome ou text
trace-script = `{ $file }` est un script : une trace prendrait sa place
    .hint = donnez un autre fichier, comme `--trace trace.json`
trace-unwritable = impossible d'écrire la trace dans `{ $file }` : { $reason }
trace-lost = la trace dans `{ $file }` n'est pas complète : { $reason }
trace-at-prompt = --trace ne va pas avec l'invite (-i)
    .hint = enlevez -i pour suivre le script
trace-two-reports = le rapport en JSON et la trace iraient tous deux sur la sortie standard
    .hint = donnez un fichier : `--trace trace.json`
trace-no-example = aucun défaut trouvé : il n'y a pas de contre-exemple à suivre, et `{ $file }` n'a pas été écrit
trace-no-example-table = aucun défaut trouvé : il n'y a pas de contre-exemple à suivre

## The table

trace-empty = il ne s'est rien passé
trace-legend = █ avance   ─ attend   · prêt, pas son tour   ▌ verrou tenu
trace-more-threads = … et { $count ->
    [one] { $count } autre thread
   *[other] { $count } autres threads
}
trace-more-locks = … et { $count ->
    [one] { $count } autre verrou
   *[other] { $count } autres verrous
}
trace-dropped = { $count ->
    [one] { $count } événement plus ancien a été omis
   *[other] { $number } événements plus anciens ont été omis
} (--trace-limit)

## What a thread is doing, in one word

trace-state-run = avance
trace-state-ready = prêt
trace-state-lock = verrou
trace-state-queue = queue
trace-state-condition = condition
trace-state-semaphore = sémaphore
trace-state-barrier = barrière
trace-state-event = event
trace-state-join = join
trace-state-sleep = sleep
trace-state-socket = socket
trace-state-child = enfant
trace-state-input = saisie
trace-state-file = fichier
trace-state-other = attend
