# Les devoirs : ce qui ne va pas dans l'un d'eux, ce qu'il demande, et les commandes de `sandbox assignment`.

# Les fichiers.

assignment-none = { $folder } n'a pas de assignment.toml
    .hint = un devoir est un dossier avec assignment.toml, ou un zip de ce dossier ; `sandbox assignment new SOLUTION.rhai` en écrit un
assignment-file = { $file } n'est qu'un fichier d'un devoir
    .hint = donnez son dossier : { $folder }
assignment-special = { $file } n'est pas un fichier
assignment-large = { $file } est trop grand : les fichiers d'un devoir font au plus { $most } Mio ensemble
assignment-many = { $file } contient trop de choses : un devoir a au plus { $most } fichiers
assignment-name = { $file } : le nom n'est pas un texte
assignment-no-zip = { $file } n'est pas un zip lisible : { $reason }
    .hint = donnez le dossier du devoir, ou un zip de ce dossier
assignment-zip-none = { $file } : il n'y a pas de assignment.toml dans le zip
    .hint = mettez dans le zip les fichiers du dossier du devoir, ou le dossier lui-même
assignment-outside = { $file } mène hors du devoir
    .hint = mettez une copie du fichier dans le dossier du devoir

# Ce que dit TOML.

assignment-given-text = un texte
assignment-given-integer = un entier
assignment-given-number = un nombre
assignment-given-bool = true ou false
assignment-given-date = une date
assignment-given-list = une liste
assignment-given-table = une table
assignment-a-number = un nombre
assignment-a-whole = un entier, { $least } ou plus
assignment-an-amount = un nombre supérieur à 0, ou un texte comme "50k" ou "64m"
assignment-an-explore = un nombre d'entrelacements, ou "all"
assignment-one-of = l'un de { $known }
assignment-a-bilingual = un texte, ou {"{"} fr = "…", en = "…" {"}"}
assignment-a-condition = un nombre, ou un texte comme ">= 5", "<= 3.5", "2..4", "± 1 of 26"
assignment-a-text-condition = un texte, ou une table comme {"{"} has = ["VIVANT"] {"}"}
assignment-a-start = "with", "listening:50007", ou un nombre de secondes
assignment-a-format = l'entier 1
assignment-a-date = une date sans fuseau horaire, comme 2026-01-31T08:00:00
assignment-some-files = une liste de noms, ou {"{"} "notes.txt" = "texte" {"}"}
assignment-some-outcomes = une liste de textes, ou "solution"
assignment-some-checks = une liste de contrôles, chacun commencé par [[check]]
assignment-some-companions = une liste comme [{"{"} script = "clients.rhai" {"}"}]
assignment-escape =
    .hint = entre guillemets doubles, une barre oblique inverse s'écrit deux fois ; les guillemets simples la prennent telle quelle : '\d+'
assignment-key-missing = `{ $key }` manque dans `{ $owner }`
assignment-key-missing-top = `{ $key }` manque
assignment-empty-list = `{ $key }` est vide
assignment-empty-table = `{ $key }` ne dit rien
assignment-one-key = `{ $key }` demande l'une des clés { $keys }
assignment-text-empty = `{ $key }` ne dit rien du texte
assignment-number-negative = `{ $key }` n'est jamais inférieur à 0
assignment-number-empty = `{ $key }` : aucun nombre ne convient
assignment-number-whole = `{ $key }` compte des choses : seuls des entiers conviennent
assignment-regex = cette expression rationnelle n'est pas valable : { $reason }
assignment-false = `{ $key } = false` ne demande rien : enlevez-le, ou écrivez true

# Le haut du fichier.

assignment-no-format = `format` manque
    .hint = écrivez format = 1
assignment-format = le format { $format } est inconnu
assignment-no-submit = `submit` manque : que rendent les étudiants ?
    .hint = écrivez submit = "incremente.rhai"
assignment-submit = `{ $name }` n'est pas un nom de script : écrivez-le sans dossier, avec .rhai
assignment-submit-twice = `{ $name }` y est deux fois
assignment-marks = `{ $key }` doit être un nombre de points supérieur à 0 (`minimum` peut être 0)
assignment-minimum = aucune note ne dépasse { $out_of } : `minimum` le dépasse

# Programmes, fichiers, exécutions.

assignment-shadowed = ce cas ne répond jamais : celui de la ligne { $line } convient chaque fois qu'il convient
    .hint = mettez d'abord ce qui est plus particulier
assignment-no-program = aucun programme `{ $name }` n'est déclaré
    .hint = déclarez-le : [program.{ $name }]
assignment-no-file = il n'y a pas de fichier { $file }
    .hint = mettez `{ $name }` dans le dossier `{ $folder }` du devoir
assignment-file-name = `{ $name }` n'est pas le nom d'un fichier sous le dossier courant
assignment-run-name = `{ $name }` n'est pas un nom d'exécution : seulement des lettres, des chiffres, - et _
assignment-no-run = il n'y a pas d'exécution `{ $name }`
assignment-like-circle = cela tourne en rond : `{ $name }` revient à lui-même
assignment-run-unused = aucun contrôle ne regarde l'exécution `{ $name }`
    .hint = nommez-la dans un contrôle : run = "{ $name }" ; sinon, enlevez-la
assignment-explore-large = plus de { $most }
assignment-limit-large = `{ $key }` est trop grand : au plus { $most }
assignment-call-alone = avec main = "call", des compagnons appellent les fonctions du script, et il n'y en a aucun
    .hint = ajoutez with = [{"{"} script = "test.rhai" {"}"}], qui commence par import "submission" as s;
assignment-only-real = `{ $key }` est pour runtime = "real"
assignment-real = `{ $key }` ne peut pas être jugé sur de vrais threads, comme en a l'exécution `{ $run }`
    .hint = enlevez runtime = "real", ou regardez une autre exécution
assignment-only-controlled = `{ $key }` demande l'exécution contrôlée, et l'exécution `{ $run }` a de vrais threads
    .hint = retirer runtime = "real", ou `{ $key }`
assignment-real-points = les notes de l'exécution `{ $run }` dépendraient du hasard, car elle a de vrais threads
    .hint = écrivez points = 0, ou flaky = "accepted" dans l'exécution
assignment-no-companion = l'exécution `{ $run }` n'a pas de compagnon `{ $name }`

# Les contrôles.

assignment-no-checks = il n'y a aucun contrôle
    .hint = écrivez [[check]], et dessous points = 2 et sound = true
assignment-no-property = le contrôle `{ $id }` ne contrôle rien
    .hint = ajoutez ce qui doit être vrai, comme sound = true ou stdout = "…"
assignment-id = `{ $id }` n'est pas un identifiant : seulement des lettres, des chiffres, - et _
assignment-id-twice = l'identifiant `{ $id }` y est deux fois
assignment-id-syntax = le contrôle `syntax` existe toujours : choisissez un autre identifiant
assignment-points-zero = aucun contrôle ne vaut de points
    .hint = donnez à l'un d'eux points = 1 ou plus ; des pénalités et des bonus seuls ne font pas de note
assignment-points-many = plus d'un million de points
assignment-no-need = `needs` : il n'y a pas de contrôle `{ $id }`
assignment-needs-circle = le contrôle `{ $id }` a besoin de lui-même, à travers ceux dont il a besoin
    .hint = enlevez l'un des `needs`
assignment-duration-any = l'exécution `{ $run }` a clock = "any", où les durées ne veulent rien dire
    .hint = regardez la durée dans une exécution avec clock = "virtual"
assignment-of = `{ $key }` concerne le script rendu, pas un compagnon
    .hint = enlevez `of`, ou mettez cette propriété dans un contrôle à part
assignment-partial = `partial` est pour les listes, et ce contrôle n'en a pas
    .hint = enlevez-le, ou écrivez plusieurs contrôles avec leurs points
assignment-bonus = un bonus n'est pas une pénalité : `points` doit être positif
assignment-no-function = la solution n'a pas de fonction `{ $name }`
assignment-no-cell = la solution n'a ni variable globale ni attribut `{ $name }`
    .hint = les attributs s'écrivent Classe.nom ; les variables locales ne peuvent pas être regardées
assignment-no-call = `{ $name }` n'est rien qu'un script puisse appeler
assignment-no-warning = `sandbox check` n'a pas d'avertissement `{ $name }`
assignment-definition = `{ $text }` ne définit rien
    .hint = écrivez "writer/2" pour une fonction à deux paramètres, "Clock : Thread" ou "Clock" pour une classe
assignment-empty-piece = un morceau vide
assignment-parallelism = aucun programme n'a exactement ce parallélisme
    .hint = écrivez ">= { $value }"
assignment-invariant-syntax = `{ $text }` n'est pas une expression : { $reason }
assignment-invariant-statement = `{ $text }` est plus qu'une expression
assignment-invariant =
    .hint = écrivez une condition sur les variables globales : stock >= 0 && stock <= 300
assignment-invariant-constant = `{ $text }` ne parle d'aucune variable
assignment-no-judge = judge.rhai n'a pas de fonction `{ $name }`
    .hint = écrivez fn nom(run) {"{"} … {"}"} dans judge.rhai, à côté de assignment.toml
assignment-judge-parameters = la fonction `{ $name }` de judge.rhai { $count ->
        [0] n'a pas de paramètre
        [one] a un paramètre
       *[other] a { $count } paramètres
    }
    .hint = elle reçoit une table : fn { $name }(run)
assignment-no-solution = `{ $key }` demande ce que donne la solution, et il n'y en a pas
    .hint = mettez-la dans proof/right/

# Les preuves.

assignment-proof-head = une solution fausse doit dire pourquoi elle est refusée
    .hint = commencez-la par //! refused: MOTIF, par exemple //! refused: wrong-output
assignment-proof-right = une solution juste n'est pas refusée : { $reasons }
    .hint = mettez-la dans proof/wrong/, ou enlevez cette ligne
assignment-no-reason = il n'y a pas de motif `{ $name }`
    .hint = tapez `sandbox assignment show --reasons` pour les voir tous

# Ce que demandent les contrôles.

assignment-title-syntax = le script peut être lu
assignment-stdout = la sortie standard
assignment-stderr = la sortie d'erreur
assignment-file-says = le fichier { $name }
assignment-at-least = au moins { $least }
assignment-at-most = au plus { $most }
assignment-between = de { $least } à { $most }
assignment-says-sound = tout entrelacement se termine : ni erreur, ni interblocage, ni limite atteinte
assignment-says-uses = utilise { $names }
assignment-says-avoids = se passe de { $names }
assignment-says-defines = définit { $names }
assignment-says-warnings-none = sandbox check n'a rien à dire
assignment-says-warnings = sandbox check ne dit pas { $names }
assignment-says-no-error = aucun thread ne s'arrête sur une erreur
assignment-says-no-deadlock = ni interblocage, ni thread coincé
assignment-says-ends = le programme se termine
assignment-says-within-limits = aucune limite n'est atteinte
assignment-says-exit = code de retour { $code }
assignment-says-left-running = { $count ->
        [0] aucun thread n'est coupé par la fin du programme
        [one] un thread est coupé par la fin du programme
       *[other] { $count } threads sont coupés par la fin du programme
    }
assignment-says-blocks = les lignes forment des blocs qu'aucun autre thread n'interrompt : { $blocks }
assignment-says-alternates = affichés tour à tour : { $pieces }
assignment-says-printed-by-main = les lignes avec { $lines } sont affichées par le thread principal
assignment-says-printed-by-different = les lignes avec { $lines } sont affichées chacune par un autre thread
assignment-says-printed-by = les lignes avec { $lines } sont affichées par le thread { $thread }
assignment-says-outcomes = { $count ->
        [0] aucun résultat
        [one] ce résultat et aucun autre
       *[other] l'un de { $count } résultats, et aucun autre
    }
assignment-says-outcomes-solution = seulement des résultats que la solution peut avoir
assignment-says-reaches = { $count ->
        [0] aucun résultat demandé
        [one] ce résultat est possible
       *[other] chacun de { $count } résultats est possible
    }
assignment-says-reaches-solution = tout résultat de la solution est possible
assignment-says-one-outcome = tous les entrelacements affichent la même chose
assignment-says-started = threads lancés : { $number }
assignment-says-daemon = threads daemon : { $number }
assignment-says-peak = threads en vie en même temps, sans compter le principal : { $number }
assignment-says-duration = secondes virtuelles : { $number }
assignment-says-calls = nombre de lancements de `{ $program }` : { $number }
assignment-says-at-once-most = jamais plus de { $most } `{ $call }` à la fois
assignment-says-at-once-least = à un moment { $least } `{ $call }` à la fois
assignment-says-inside-most = jamais plus { $most ->
        [0] de 0 thread
        [one] d'un thread
       *[other] de { $most } threads
    } dans { $functions }
assignment-says-inside-reaches = { $reaches ->
        [0] aucun thread
        [one] un thread
       *[other] { $reaches } threads à la fois
    } dans { $functions }, c'est possible
assignment-says-inside-excludes = personne dans { $others } tant que quelqu'un est dans { $functions }
assignment-says-parallelism = travail divisé par sa plus longue chaîne : { $number }
assignment-says-guarded = un verrou protège chaque accès à { $names }
assignment-says-guarded-by = ces verrous protègent chaque accès : { $names }
assignment-says-ordered = les accès à { $names } par des threads différents sont ordonnés
assignment-says-ordered-all = les accès aux variables partagées par des threads différents sont ordonnés
assignment-says-invariant = toujours `{ $expression }`
assignment-says-invariant-free = `{ $expression }` chaque fois que `{ $lock }` est libre
assignment-says-order-of-locks = jamais deux verrous pris dans les deux ordres
assignment-says-released = aucun thread ne se termine en gardant un verrou
assignment-says-not-held = aucun verrou n'est tenu pendant l'attente dans { $calls }
assignment-says-not-held-lock = `{ $lock }` n'est pas tenu pendant l'attente dans { $calls }
assignment-says-no-busy-wait = pas de boucle qui ne fait que regarder
assignment-says-fair = qui attend `{ $function }` { $overtaken ->
        [0] n'est doublé par personne
        [one] est doublé par un autre au plus
       *[other] est doublé par { $overtaken } autres au plus
    }
assignment-says-woken = réveils pour rien : { $number }
assignment-says-judge = ce que dit `{ $name }` de judge.rhai
assignment-says-empty = { $what } : vide
assignment-says-equal = { $what } : { $text }
assignment-says-has = { $what } contient { $texts }
assignment-says-lacks = { $what } ne contient pas { $texts }
assignment-says-lines = { $what } : { $count ->
        [0] aucune ligne
        [one] une ligne
       *[other] { $count } lignes
    }, dans leur ordre
assignment-says-unordered = { $what } : { $count ->
        [0] aucune ligne
        [one] une ligne
       *[other] { $count } lignes
    }, dans un ordre quelconque
assignment-says-regex = { $what } correspond à { $regex }
assignment-says-count = { $what } : lignes qui correspondent à { $regex } : { $number }
assignment-says-same = { $what } : comme celle de la solution

# Les commandes.

assignment-show-submit = à rendre : { $files }
assignment-show-marks = note sur { $out_of }, arrondie à { $round }, au moins { $minimum } ; graine { $seed }
assignment-show-runs = exécutions
assignment-show-checks = contrôles
assignment-show-no-arguments = sans argument
assignment-show-stdin = entrée : { $input }
assignment-show-with = avec { $words }
assignment-show-with-port = avec { $words }, quand le port { $port } est ouvert
assignment-show-with-at = avec { $words }, après { $seconds } s
assignment-show-call = appelé par ses compagnons
assignment-show-any = les attentes finissent à n'importe quel moment
assignment-show-real = vrais threads, { $times ->
        [0] jamais
        [one] une fois
       *[other] { $times } fois
    }
assignment-show-all = tous les entrelacements
assignment-show-schedules = { $count ->
        [0] aucun entrelacement
        [one] un entrelacement
       *[other] { $grouped } entrelacements
    }
assignment-show-of = du compagnon { $name }
assignment-show-proof = doit être prouvé
assignment-show-partial = des points pour une partie
assignment-show-bonus = bonus
assignment-show-penalty = pénalité si ce n'est pas vrai
assignment-show-advice = conseil : sans points
assignment-show-later = les étudiants le voient après la notation
assignment-show-never = les étudiants ne voient jamais ce que c'est
assignment-show-needs = seulement après { $ids }
assignment-show-summary = { $checks ->
        [0] aucun contrôle
        [one] un contrôle
       *[other] { $checks } contrôles
    }, au plus { $schedules } entrelacements par script rendu ; preuves : { $right } justes, { $wrong } fausses
assignment-interrupted = interrompu
assignment-prove-none = il n'y a pas de solution juste
    .hint = mettez-la dans proof/right/
assignment-prove-expression = contrôle `{ $id }` : { $reason }
assignment-prove-lost = une solution n'a pas pu être exécutée : { $what }
assignment-not-exhaustive = exécution `{ $run }` : les résultats de la solution ne sont pas tous connus, et "solution" les demande
    .hint = rendez l'exécution plus petite, ou écrivez les résultats dans le contrôle
assignment-prove-right = ✓ { $file } : tous les points
assignment-prove-wrong = ✓ { $file } : refusée ({ $reasons })
assignment-prove-empty = un fichier vide
assignment-prove-nothing = ✓ { $file } : aucun point
assignment-prove-earns = ✗ { $file } : obtient des points { $seeds ->
        [0] (graine { $seed })
        [one] (graine { $seed })
       *[other] avec { $count } graine(s) sur { $seeds } (graine { $seed })
    } { $many ->
        [0] du contrôle { $checks }
        [one] du contrôle { $checks }
       *[other] des contrôles { $checks }
    }
assignment-prove-earns-needs = écrivez dans chacun d'eux : needs = "{ $gate }" ; ils ne donnent alors des points qu'à qui réussit ce contrôle
assignment-prove-earns-add = ajoutez un contrôle que ce fichier ne réussit pas (stdout, threads), et needs = "SON ID" aux autres
assignment-prove-loses = ✗ { $file } : perd des points { $seeds ->
        [0] (graine { $seed })
        [one] (graine { $seed })
       *[other] avec { $count } graine(s) sur { $seeds } (graine { $seed })
    }
assignment-prove-accepted = ✗ { $file } : obtient tous les points { $seeds ->
        [0] (graine { $seed })
        [one] (graine { $seed })
       *[other] avec { $count } graine(s) sur { $seeds } (graine { $seed })
    }
assignment-prove-otherwise = ✗ { $file } : refusée, mais pas pour { $reasons } { $seeds ->
        [0] (graine { $seed })
        [one] (graine { $seed })
       *[other] avec { $count } graine(s) sur { $seeds } (graine { $seed })
    }
assignment-prove-summary = { $held } preuves sur { $all } tiennent, avec { $seeds ->
        [0] aucune graine
        [one] une graine
       *[other] { $seeds } graines
    }

# Les mutants : des solutions fausses faites à partir de la juste.

mutants-summary = { $count ->
        [0] aucun mutant
        [one] un mutant
       *[other] { $count } mutants
    } de { $solution } : { $refused } refusés, { $equivalent } équivalent(s), { $passes ->
        [0] aucun ne passe
        [one] un passe
       *[other] { $passes } passent
    } tous les contrôles
mutants-refused = refusé      ligne { $line } : { $what }
mutants-equivalent = équivalent  ligne { $line } : { $what }
mutants-passes = passe       ligne { $line } : { $what } → { $advice }
mutants-advice-check = ajoutez à un contrôle : { $remedy }
mutants-advice-run = ajoutez une exécution, [run.any] avec like = "{ $run }" et { $remedy }, et un contrôle de ce qu'elle affiche avec run = "any"
mutants-advice-there = `{ $key }` y est déjà : faites-lui nommer ce qui manque, ou donnez à son exécution d'autres arguments ou plus d'entrelacements (explore)
mutant-without-lock = sans le verrou `{ $lock }`
mutant-later = `{ $code }` avant de prendre `{ $lock }`
mutant-earlier = `{ $code }` après avoir relâché `{ $lock }`
mutant-wider = `{ $code }` pendant que `{ $lock }` est pris
mutant-cut = `{ $lock }` relâché puis repris avant `{ $code }`
mutant-other-lock = `{ $other }` à la place de `{ $lock }`
mutant-read-before = `{ $name }` lu avant de prendre le verrou
mutant-removed = `{ $code }` supprimé
mutant-swapped = `{ $second }` avant `{ $first }`
mutant-lock-per-call = un verrou `{ $lock }` propre à chaque appel
mutant-while-if = `if` à la place de `while` : `{ $code }`
mutant-looks = une boucle qui ne fait que regarder, à la place de `{ $code }`
mutant-notify = n'en réveille qu'un : `{ $code }`
mutant-sleep = `sleep(1)` à la place de `{ $code }`
mutant-join-at-once = attend tout de suite : `{ $code }`
mutant-called = appelé au lieu d'être démarré : `{ $code }`
mutant-unbounded = sans borne : `{ $code }`
mutant-count = { $changed } dans `{ $code }`
mutant-daemon = daemon vaut { $flipped }

# L'archive des étudiants.

pack-compared = le contrôle `{ $id }` compare avec la solution, que les étudiants ne reçoivent pas
    .hint = écrivez ce qui est attendu dans le contrôle, ou cachez-le : visible = "later"
pack-itself = { $file } est le devoir lui-même : choisissez un autre nom avec -o
pack-failed = l'archive ne peut pas être faite : { $reason }
pack-unwritable = { $file } ne peut pas être écrit : { $reason }
pack-statement = { $file } : personne n'a encore écrit l'énoncé, et les étudiants le reçoivent tel quel
    .hint = dites-y ce que les étudiants doivent écrire, et refaites l'archive
pack-written = { $file } : { $count ->
        [0] aucun fichier
        [one] un fichier
       *[other] { $count } fichiers
    } ; laissés de côté : les preuves, et { $hidden ->
        [0] aucun contrôle caché
        [one] un contrôle caché
       *[other] { $hidden } contrôles cachés
    }

# Un nouveau devoir.

draft-head = Écrit d'après ce que fait la solution : gardez ce que vous demandez, effacez le reste.
draft-sound = La fin : ni erreur, ni interblocage, dans tous les entrelacements.
draft-output = Ce qui est affiché.
draft-threads = Combien de threads, combien à la fois, combien de temps.
draft-locks = Les verrous : ce qu'ils protègent, dans quel ordre, et pendant quoi.
draft-waiting = L'attente.
draft-time = La même chose quand les attentes finissent à n'importe quel moment : rien ne doit être juste seulement parce qu'un sleep dure assez longtemps.
draft-defines = Ce que définit la solution ; ne le demandez que si l'énoncé dit ces noms.
draft-statement = Dites ici ce que les étudiants doivent écrire.
draft-starter = À FAIRE
draft-no-script = { $file } n'est pas un script
    .hint = donnez une solution qui finit par .rhai
draft-there = { $folder } existe déjà
    .hint = donnez un autre dossier, après la solution
draft-quote = --args : un guillemet n'est pas fermé
draft-error = la solution s'arrête sur une erreur dans un entrelacement
draft-deadlock = la solution a un interblocage dans un entrelacement
draft-endless = la solution ne se termine pas dans un entrelacement
draft-limit = la solution atteint une limite dans un entrelacement
draft-unsound =
    .hint = voyez-le avec `sandbox explore { $file }` ; les arguments, l'entrée, les programmes et les fichiers se donnent par --args, --stdin, --programs, --file
draft-race = la solution a une course sur une variable partagée, et ce qu'elle affiche en dépend : aucun contrôle ne demande cet affichage
    .hint = voyez-la avec `sandbox explore { $file }` ; corrigez la solution, effacez le dossier et recommencez
draft-written = { $folder } : le devoir est écrit ; modifiez { $folder }/assignment.toml, l'énoncé et le point de départ
draft-mutants = de { $count ->
        [0] 0 solution fausse
        [one] une solution fausse
       *[other] { $count } solutions fausses
    } à partir de la vôtre, ses contrôles en refusent { $refused } : sandbox assignment mutate { $folder }
