# Ce que dit `sandbox grade`.

## Pourquoi un contrôle échoue : une phrase par motif (`src/grade/reason.rs`)

grade-missing-file = aucun fichier `{ $file }` n'a été rendu
grade-syntax = le script contient une erreur de syntaxe : { $error }
grade-missing-construct = `{ $what }` est demandé et n'apparaît pas
grade-forbidden-construct = `{ $what }` n'est pas autorisé ici
grade-warning = sandbox check : { $text }
grade-runtime-error = le programme s'arrête sur une erreur : { $error }
grade-thread-error = le thread { $thread } s'arrête sur une erreur : { $error }
grade-deadlock = { $kind ->
    [nobody] { $count ->
        [1] interblocage : { $thread } attend pour toujours ce que personne ne fera
       *[other] interblocage : { $count } threads attendent pour toujours ce que personne ne fera
    }
   *[circle] { $count ->
        [1] interblocage : { $thread } s'attend lui-même pour toujours
       *[other] interblocage : { $count } threads s'attendent pour toujours ({ $a })
    }
}{ $others ->
    [0] { "" }
    [1] { " " }; { $b } n'attend que pour cette raison
   *[other] { " " }; { $others } autres n'attendent que pour cette raison
}
grade-stuck-thread = le thread { $thread } attend { $what } pour toujours ; les autres ont continué
grade-endless = { $seconds ->
    [0] le thread { $thread } tourne sans fin et sans rien attendre : le programme ne se termine jamais
   *[other] après { $seconds } { $clock ->
        [real] secondes
       *[virtual] secondes virtuelles
    }, le thread { $thread } tourne encore : le programme ne se termine jamais
}
grade-thread-left = le programme s'est terminé alors que { $thread } travaillait encore
    .hint = attendre sa fin avec `join()`
grade-wrong-exit-code = code de retour { $given }, attendu { $expected }
grade-wrong-output = l'affichage diffère à partir de la ligne { $n } : `{ $given }` au lieu de `{ $expected }`
grade-no-output = rien n'a été affiché
grade-wrong-file = le fichier `{ $file }` diffère à partir de la ligne { $n }
grade-wrong-order = le morceau { $n } est `{ $given }`, c'est le tour de `{ $expected }`
grade-torn-output = le thread { $b } a affiché entre deux lignes du thread { $a }
grade-wrong-thread = cette ligne est affichée par { $given }, et non par { $expected }
grade-wrong-outcome = un entrelacement donne `{ $given }`, ce qui n'est pas permis
grade-outcome-varies = le résultat dépend de l'ordonnancement : { $count } résultats différents
grade-too-strict = `{ $what }` ne peut jamais arriver : il y a trop de synchronisation
grade-lost-update = mise à jour perdue : { $a } et { $b } lisent `{ $cell }` (= { $value }) avant que l'un des deux ne l'écrive
grade-check-then-act = entre le test et l'action sur `{ $cell }`, un autre thread l'a modifié
grade-invariant = `{ $expr }` n'est plus vrai après la ligne { $line } : { $values }
grade-unguarded-access = { $kind ->
    [nowhere] `{ $cell }` est utilisé ici par plusieurs threads, et aucun verrou ne le protège
    [different] `{ $cell }` est utilisé ici sous un autre verrou qu'à la ligne { $line } : des verrous différents n'excluent personne
    [named] `{ $cell }` est utilisé ici sans `{ $lock }`
   *[elsewhere] `{ $cell }` est utilisé ici sans le verrou qui le protège ailleurs
}
grade-unordered-access = rien n'ordonne ces deux accès à `{ $cell }`
    .hint = prendre le même verrou aux deux endroits, ou faire attendre l'un par l'autre
grade-read-before-end = `{ $cell }` est lu avant la fin de { $thread }
    .hint = attendre la fin du thread avec `join()` avant d'utiliser ce qu'il calcule
grade-sequential = au plus { $given ->
    [1] un thread
   *[other] { $given } threads
} à la fois, { $expected } attendus : ils se suivent au lieu d'être simultanés
    .hint = démarrer tous les threads dans une boucle, puis les attendre tous dans une seconde
grade-wrong-thread-count = { $given ->
    [0] aucun thread n'est lancé
    [1] un thread est lancé
   *[other] { $given } threads sont lancés
}, { $expected } attendus
grade-wrong-calls = `{ $program }` est lancé { $given } fois, { $expected } attendues
grade-too-slow =
    { $given } { $clock ->
        [real] secondes
       *[virtual] secondes virtuelles
    }, { $expected } au plus attendues : qui attend qui ?
grade-too-fast =
    { $given } { $clock ->
        [real] secondes
       *[virtual] secondes virtuelles
    }, au moins { $expected } attendues
grade-not-parallel = le travail fait { $given } fois sa plus longue chaîne, au moins { $expected } attendu
grade-too-many-inside = { $given ->
    [1] un thread est
   *[other] { $given } threads sont à la fois
} dans `{ $function }`, { $expected } au plus permis
grade-held-while-waiting = le verrou `{ $lock }` reste pris pendant `{ $what }` : personne d'autre ne peut avancer
    .hint = rendre le verrou avant d'attendre, et le reprendre après s'il le faut encore
grade-lock-left-held = { $thread } s'est terminé en gardant `{ $lock }`, pris à la ligne { $line }
    .hint = `with` rend le verrou quelle que soit la sortie du bloc
grade-lock-order = `{ $a }` puis `{ $b }` ici, `{ $b }` puis `{ $a }` à la ligne { $line } : tôt ou tard, un interblocage
    .hint = prendre les deux verrous partout dans le même ordre
grade-busy-wait = cette boucle ne fait que regarder, { $turns } fois de suite, et occupe un processeur pour rien
grade-polling = cette boucle regarde toutes les { $seconds } s au lieu d'être réveillée
grade-sleep-as-synchronisation = juste seulement parce que `sleep`, ligne { $line }, dure assez longtemps
grade-overtaken = { $thread } attendait et s'est fait doubler { $given } fois, { $expected } au plus permises
grade-needless-wakes = réveillé { $given } fois pour rien
grade-operation-limit = le script a dépassé { $limit } opérations
grade-memory-limit = le script a dépassé { $limit } de mémoire
grade-output-limit = le script a affiché plus de { $limit }
grade-thread-limit = le script a lancé plus de { $limit } threads vivants à la fois
grade-depth-limit = le script a ouvert plus de { $limit } appels imbriqués
grade-file-limit = le script a ouvert plus de { $limit } fichiers à la fois
grade-socket-limit = le script a ouvert plus de { $limit } sockets à la fois
grade-refused = `{ $what }` n'est pas disponible pendant la notation
grade-judge = { $text }
grade-crash = l'interpréteur lui-même a échoué ({ $what }) : c'est notre erreur, quelqu'un regardera
grade-machine = la machine était trop lente ou trop pleine deux fois de suite : quelqu'un regardera

## Ce qui les complète

grade-used-up = ses exécutions ont pris tout le temps de processeur permis : se termine-t-il, et lui faut-il autant de threads ou d'étapes ?
grade-kibibytes = { $size } Kio
grade-mebibytes = { $size } Mio
grade-released-by-another = { $thread } le rend à la ligne { $line }, alors que { $holder } l'avait pris : qui prend un verrou le rend
grade-hold-as-there = prendre `{ $lock }` ici aussi, comme à la ligne { $line }
grade-hold-one-lock = prendre un même verrou, commun à tous les threads, autour de chacune de ces utilisations
grade-hold-same-lock = créer un seul verrou, avant de lancer les threads, et prendre le même dans chacun
grade-hold-in-each = prendre `{ $lock }` ici dans tous les threads
grade-hold-here = prendre `{ $lock }` ici
grade-wait-for-it = attendre d'être réveillé au lieu de regarder `{ $what }` en boucle : `wait()`, `get()`, `acquire()`, `join()`
grade-threads-inside = { $count ->
    [1] un thread
   *[other] { $count } threads à la fois
} dans { $function }
