# Ce que dit `sandbox explore`. Les outils lisent la première ligne d'une trouvaille : seuls ses mots peuvent changer, pas leur ordre.

## Le verdict

# $kind est le texte d'un explore-kind-… ; $place est fichier:ligne ; $strategy le nom d'une stratégie.
explore-bug = bug après { $number } { $count ->
    [one] ordonnancement
   *[other] ordonnancements
} ({ $strategy }, graine { $seed }) : { $kind } à { $place }
explore-kind-deadlock = interblocage
explore-kind-assertion = assertion fausse
explore-kind-error = erreur
explore-kind-endless = ne finit jamais
explore-proved = aucun bug : { $count ->
    [one] prouvé, un seul ordonnancement est possible
   *[other] prouvé en { $number } exécutions, pour tous les ordonnancements qui peuvent faire une différence
}
explore-partial = aucun bug dans { $number } { $count ->
    [one] exécution
   *[other] exécutions
}, mais tous les ordonnancements qui peuvent faire une différence n'ont pas pu être exécutés : rien n'est prouvé
explore-no-bug = aucun bug dans { $number } { $count ->
    [one] ordonnancement échantillonné
   *[other] ordonnancements échantillonnés
} ({ $distinct } déroulements différents ; { $strategy }, graine { $seed })
explore-some-cut = { $count ->
    [one] un autre ordonnancement a été coupé par une borne : on n'en sait rien
   *[other] { $number } autres ordonnancements ont été coupés par une borne : on n'en sait rien
}
explore-all-cut = on ne sait rien : { $count ->
    [one] le seul ordonnancement a été coupé par une borne (--points, --max-operations, --max-time, --max-memory)
   *[other] les { $number } ordonnancements ont tous été coupés par une borne (--points, --max-operations, --max-time, --max-memory)
}
    .hint = donnez au script un argument plus petit, pour qu'il finisse plus tôt, ou laissez-lui plus d'étapes : `--points 100k`
explore-cut-by-time = ce que --max-time arrête travaille pendant tout ce temps, car attendre ne prend ici aucun temps : cherchez une boucle qui ne finit jamais, ou donnez au script un argument plus petit
explore-parallelism = parallélisme { $parallelism } : { $total } opérations, dont { $span } l'une après l'autre
explore-spins = { $thread } attend en regardant, à la ligne { $line } : { $turns } regards identiques de suite sur { $what }, sans pause
explore-polls = { $thread } attend en regardant, à la ligne { $line } : { $what } toutes les { $seconds } s, { $turns } fois de suite, au lieu d'être réveillé
explore-none = on ne sait rien : aucun ordonnancement n'a pu être exécuté dans le temps donné (--time)
explore-not-followed = pas de preuve : les attentes que le temps termine (`sleep`, un délai) et les ordonnancements coupés par une borne ne peuvent être suivis jusqu'au bout
explore-timeout = arrêté après { $seconds } s (--time), avant { $schedules } ordonnancements (--schedules)
explore-interrupted = arrêté par Ctrl-C, avant { $schedules } ordonnancements (--schedules)
explore-expected = attendu `{ $wanted }`, affiché `{ $printed }`
explore-expected-more = attendu `{ $wanted }`, plus rien n'est affiché
explore-expected-end = rien de plus n'est attendu, affiché `{ $printed }`
explore-progress = { $schedules } ordonnancements, { $distinct } déroulements différents …
explore-refused = le script a besoin d'une permission : { $error }
    .hint = chaque ordonnancement relance le script : ce qu'il fait hors de lui-même serait fait des milliers de fois ; donnez-lui la permission si c'est voulu

## Ce qui est affiché

explore-outcomes = les ordonnancements qui finissent bien affichent { $count } choses différentes (combien de fois, quoi) :
explore-nothing-printed = (rien)
explore-more-lines = … encore { $count ->
    [one] une ligne
   *[other] { $count } lignes
}
explore-exit = code de sortie { $code }
explore-more-outcomes = … et encore { $count ->
    [one] un autre affichage
   *[other] { $count } autres affichages
}

## Le contre-exemple

explore-rows-left-out = ⋮ encore { $count ->
    [one] une ligne
   *[other] { $count } lignes
}
explore-parts-left-out = … encore { $count } fois de même …
explore-reads = lit { $name } = { $value }
explore-writes = écrit { $name } = { $value }
explore-changes = modifie { $name }
explore-takes = prend { $name }
explore-lets-go = rend { $name }
explore-waits-signal = attend { $name }
explore-signals = signale { $name }
explore-puts = met dans { $name }
explore-gets = prend dans { $name }
explore-sends = envoie
explore-receives = reçoit
explore-time-comes = son délai est écoulé
explore-sleeps = dort
explore-prints = affiche { $value }
explore-starts = démarre { $thread }
explore-starts-program = démarre un programme
explore-joins = attend la fin de { $thread }
explore-wants = veut { $name }, doit attendre
explore-has-to-wait = doit attendre
explore-fails = échoue : { $value }
explore-switches = { $switches ->
    [0] aucun changement de thread
    [one] 1 changement de thread
   *[other] { $switches } changements de thread
}, { $preemptions ->
    [0] aucun forcé
    [one] dont 1 forcé
   *[other] dont { $preemptions } forcés
} · reproduit { $replayed }/{ $of }
explore-replay = rejouer : { $command }
explore-hint = conseil : { $hint }

## Quelle sorte d'erreur c'est

explore-self-deadlock = auto-interblocage : { $thread } attend { $what }, qu'il tient lui-même (ligne { $line })
    .hint = utilisez un `RLock`, que celui qui le tient peut reprendre, ou ne prenez le verrou qu'une fois
explore-lock-cycle = cycle de verrous entre { $count } threads : { $links }
    .hint = prenez les verrous dans le même ordre dans tous les threads
explore-lock-link = { $thread } attend { $what } (ligne { $line }), que tient { $holder }
explore-lock-links = { $before } ; { $link }
explore-lock-more = { $before } ; et ainsi de suite jusqu'au premier
explore-missing-release = verrou jamais rendu : { $thread } a pris { $what } à la ligne { $line } et a fini sans le rendre
    .hint = tapez `with verrou { "{" } … { "}" }` : le verrou est rendu de quelque façon que l'on quitte le bloc
explore-wait-holding = attente sous un verrou : { $thread } tient { $lock } (depuis la ligne { $since }) pendant qu'il attend { $what } à la ligne { $line }, et { $other } a besoin de { $lock } à la ligne { $other_line } pour continuer
    .hint = rendez { $lock } avant l'attente de la ligne { $line }
explore-missed-signal = signal manqué : { $thread } signale { $name } à la ligne { $line }, avant que { $waiter } l'attende à la ligne { $wait_line }
    .hint = gardez ce que l'on attend dans une variable, et regardez-la sous le verrou avant d'attendre : `while !pret { "{" } condition.wait(); { "}" }`
explore-no-signal = aucun signal : { $waiter } attend { $name } à la ligne { $line }, et personne ne le signale
    .hint = qui change ce que l'on attend doit ensuite appeler `notify` (ou `set`)
explore-queue = file que personne ne remplit : { $thread } attend { $what } à la ligne { $line }, et il ne reste personne pour y mettre quelque chose
    .hint = que le producteur mette une marque de fin pour chaque consommateur, ou appelle `shutdown`
explore-no-peer = personne ne se connecte : { $thread } attend { $what } à la ligne { $line }, et aucun thread du script ne va se connecter ni envoyer
    .hint = une exploration ne connaît que les threads du script : démarrez les clients dans le même script
explore-join-cycle = cycle de join : des threads attendent chacun la fin de l'autre (lignes { $line } et { $other })
    .hint = un thread ne doit pas en attendre un qui l'attend
explore-busy-wait = attente active sans fin : { $thread } regarde { $name } à la ligne { $line } encore et encore, et personne ne le change
    .hint = veillez à ce que quelqu'un le change, et attendez avec un `Event` ou une `Condition` au lieu d'une boucle
explore-lost-update = mise à jour perdue de { $name } : { $thread } lit { $value } (ligne { $line }), { $other } l'écrit (ligne { $other_line }), puis { $thread } écrit ce qu'il a calculé avec l'ancienne valeur (ligne { $write_line })
    .hint = la ligne { $line } ne doit pas être interrompue : tenez un verrou pendant toute la ligne
explore-check-then-act = test puis action : { $thread } regarde { $name } (ligne { $from }) et agit en conséquence (ligne { $to }), mais { $other } l'a changé entre les deux (ligne { $other_line })
explore-between =
    .hint = les lignes { $from }–{ $to } ne doivent pas être interrompues : tenez un verrou pendant toutes ces lignes
explore-other-lock = verrous différents : { $thread } tient { $lock } à la ligne { $line }, et { $other } change { $name } à la ligne { $other_line } sans l'avoir pris
    .hint = tenez { $lock } partout où { $name } est lu ou changé, le même verrou dans tous les threads
explore-one-signal = un signal pour plusieurs : { $thread } signale { $name } à la ligne { $line }, ce qui réveille un autre thread que { $waiter }, qui l'attend à la ligne { $wait_line }
    .hint = réveillez tous ceux qui attendent, et que chacun regarde s'il était visé : `{ $name }.notify_all()`
explore-locked-apart = atomicité violée : { $thread } tient { $lock } à la ligne { $from } et de nouveau à la ligne { $to }, mais le rend entre les deux, et { $other } change { $name } pendant ce temps
    .hint = tenez { $lock } de la ligne { $from } à la ligne { $to } sans le rendre
explore-half-done = changement à moitié fait : { $thread } change { $first } (ligne { $first_line }) et { $second } (ligne { $second_line }) en deux fois, et { $other } regarde entre les deux (ligne { $line })
    .hint = tenez un même verrou de la ligne { $from } à la ligne { $to }, et là où les deux sont lus
explore-before-end = lecture avant la fin : la ligne { $line } continue alors que { $thread } n'a pas fini
    .hint = attendez la fin de chaque thread avec `join()` avant d'utiliser ce qu'il calcule
explore-woken = réveillé, mais trop tard : { $thread } attend à la ligne { $line } et continue sans regarder si ce qu'il attendait est encore là
    .hint = tapez `while`, et non `if`, autour de l'attente de la ligne { $line }
explore-sleep = attente utilisée comme synchronisation : le script n'est correct que grâce à `{ $code }`, ligne { $line } : si { $thread } continue avant que les autres soient assez avancés, il échoue
    .hint = un sleep ne fait attendre personne : au lieu de la ligne { $line }, attendre ce qui doit s'être passé, avec `join()` pour la fin d'un thread, avec un `Event` ou une `Condition` pour tout le reste
explore-time-limit = délai utilisé comme synchronisation : le script n'est correct que tant que l'attente `{ $code }`, ligne { $line } de { $thread }, n'arrive pas au bout de son délai
    .hint = dire ce qu'il faut faire quand le délai de la ligne { $line } est écoulé avant que soit là ce qu'elle attend, ou attendre sans délai
