# Threads, files et ce par quoi les threads s'attendent.

barrier-action = `Barrier` : `action` doit être une fonction
condition-lock = `Condition` a besoin d'un `Lock` ou d'un `RLock`, pas de `{ $kind }`
thread-foreign = ce thread n'est pas du script
thread-no-main = il n'y a pas de thread principal
start-thread = `start` a besoin d'un thread
thread-started = un thread ne démarre qu'une fois
    .hint = créez un nouveau `Thread` pour chaque démarrage
thread-daemon-late = un thread actif ne peut plus devenir daemon ni cesser de l'être
    .hint = fixez `daemon` avant `start()`
thread-not-initialised = le constructeur de `Thread` n'a pas été appelé
    .hint = appelez d'abord `super.init()` dans l'`init` de la classe
thread-arguments = les arguments de la fonction du thread vont dans un tableau, pas dans `{ $kind }`
    .hint = mettez-les entre crochets, même un seul : `Thread(f, [x])`
thread-target-text = un thread a besoin d'une fonction à exécuter, pas d'un texte
    .hint = tapez `Thread({ $name })`
thread-target = un thread a besoin d'une fonction à exécuter, pas de `{ $kind }`
    .hint = donnez la fonction sans l'appeler : `Thread(f)`, pas `Thread(f())`
thread-argument-count = `{ $name }` prend { $wanted ->
        [0] 0 argument
        [one] un argument
       *[other] { $wanted } arguments
    }, on { $given ->
        [0] ne lui en donne aucun
        [one] lui en donne un
       *[other] lui en donne { $given }
    }
    .hint = les arguments de la fonction vont dans un tableau : `Thread(f, [a, b])`
thread-run-arguments = un thread appelle `run()` sans argument, mais `run` de la classe `{ $class }` en prend { $wanted ->
        [one] un
       *[other] { $wanted }
    }
    .hint = donnez les valeurs à `init`, gardez-les dans `this`, et tapez `run() {"{"} … {"}"}`
join-unstarted = on ne peut pas attendre un thread qui n'a pas démarré
    .hint = appelez d'abord son `start()`
join-itself = un thread ne peut pas attendre sa propre fin
timer-nan = NaN n'est pas une durée
queue-empty = { $name } est vide
    .hint = `get()` attend qu'il y ait un élément
queue-full = { $name } est pleine
    .hint = `put(élément)` attend qu'il y ait de la place
queue-shut-down = { $name } est fermée
    .hint = après `shutdown()` on ne peut plus rien mettre, et prendre seulement ce qui y est encore
queue-unnamed = la file
queue-patience-get = `get(true, 0.5)` attend
queue-patience-put = `put(élément, true, 0.5)` attend
queue-order =
    .hint = une `PriorityQueue` compare ses éléments : mettez `[priorité, numéro, valeur]` avec un autre numéro à chaque fois, pour que les valeurs ne soient jamais comparées
queue-patience =
    .hint = { $example } une demi-seconde au plus
old-spelling = `{ $old }` est une ancienne écriture ; tapez `{ $now }`
