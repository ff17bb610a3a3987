# Ce que dit l'aide de chaque fonction, classe, méthode et propriété : le premier paragraphe, et les suivants sous `.rest`. Les textes anglais sont
# les commentaires de src/library ; chaque paragraphe y a le sien.

## builtins

native-builtins = Ce que Python offre sans import.
native-builtins-print = Affiche les valeurs séparées par un espace, puis passe à la ligne.
    .rest =
        Une table en dernier, avec `end`, `sep`, `file` ou `flush`, dit ce qu'il faut afficher après les valeurs (`"\n"`), entre elles (`" "`), où (`stdout`, `stderr` ou un fichier ouvert), et s'il faut le transmettre aussitôt. Ce qu'un seul appel affiche sort d'un seul tenant.

        Là où est la table, Python écrit `end="\n"` : `print("a", end="")` s'écrit `print("a", #{"{"}end: ""{"}"})`.
native-builtins-debug = Affiche la valeur comme dans un tableau, après sa place dans le script : ligne et colonne.
native-builtins-input = Affiche `prompt` sans passer à la ligne, puis attend une ligne de l'entrée standard et la donne sans sa fin.
    .rest =
        Échoue par `EOFError` à la fin de l'entrée.
native-builtins-int = Fait un entier d'un texte ou d'un nombre ; un flottant perd ce qui suit la virgule.
    .rest =
        `base` est celle des chiffres du texte, de 2 à 36 ; 0 lit `0x`, `0o` ou `0b` placé devant eux. Échoue par `ValueError` pour un texte qui n'est pas un nombre.

        Les entiers de Python n'ont pas de limite ; ici, ce qui dépasse `maxsize` échoue par `OverflowError`.
native-builtins-float = Fait un flottant d'un texte ou d'un nombre.
    .rest =
        Échoue par `ValueError` pour un texte qui n'est pas un nombre.
native-builtins-str = Donne le texte que `print` affiche pour la valeur.
native-builtins-repr = Donne le texte qui montre la valeur dans un tableau : les textes entre guillemets.
native-builtins-bool = Dit si un `if` de Python tiendrait la valeur pour vraie : ni `false`, ni `()`, ni zéro, ni vide.
    .rest =
        Un `if` de script n'accepte que `true` et `false`, et le dit pour toute autre valeur.
native-builtins-type = Donne le nom du type de la valeur, comme `type_of`.
    .rest =
        Python donne ici une classe ; ceci est un texte.
native-builtins-ord = Donne le numéro (point de code) d'un caractère.
    .rest =
        Échoue par `TypeError` pour un texte qui n'a pas exactement un caractère.
native-builtins-chr = Donne le caractère de ce numéro (point de code), comme texte.
    .rest =
        Échoue par `ValueError` pour un numéro qui n'est celui d'aucun caractère.
native-builtins-hex = Donne l'entier en base 16, comme `0xff`.
native-builtins-oct = Donne l'entier en base 8, comme `0o17`.
native-builtins-bin = Donne l'entier en base 2, comme `0b101`.
native-builtins-assert = Continue si la condition est vraie, sinon échoue par `AssertionError` avec le message.
    .rest =
        L'`assert` de Python est une instruction ; ici, c'est une fonction, avec des parenthèses.
native-builtins-sum = Additionne les éléments, en partant de `start`.
    .rest =
        Les flottants sont additionnés avec compensation des arrondis, comme en Python depuis 3.12. Échoue par `TypeError` pour des éléments qui ne sont pas des nombres.

        `iterable` est ce qu'un `for` peut parcourir : un tableau, un intervalle, un texte, une file, un fichier … ; d'une table, les clés.
native-builtins-min = Donne le plus petit des éléments, ou de plusieurs arguments.
    .rest =
        Une table en dernier peut avoir `key` (ce qu'il faut comparer d'un élément) et `"default"` (ce que donne un tableau vide). Échoue par `ValueError` s'il n'y a aucun élément.

        Python écrit `min(items, key=f)`. Des éléments sans ordre entre eux, comme `1` et `"a"`, donnent une `TypeError`.
native-builtins-max = Donne le plus grand des éléments, ou de plusieurs arguments.
    .rest =
        Une table en dernier peut avoir `key` (ce qu'il faut comparer d'un élément) et `"default"` (ce que donne un tableau vide). Échoue par `ValueError` s'il n'y a aucun élément.

        Python écrit `max(items, key=f)`. Des éléments sans ordre entre eux, comme `1` et `"a"`, donnent une `TypeError`.
native-builtins-round = Arrondit à `digits` chiffres après la virgule, les moitiés vers le voisin pair ; avec `digits` négatif, aux dizaines ou aux centaines.
    .rest =
        `round(x)` sans `digits` est celui de Rhai : il arrondit les moitiés en s'éloignant de zéro, et donne un flottant pour un flottant, là où Python donne un entier.
native-builtins-divmod = Donne le quotient, arrondi vers le bas, et le reste, qui a le signe du diviseur.
    .rest =
        Échoue par `ZeroDivisionError` pour un `divisor` nul. De deux flottants, il donne des flottants. Python donne un tuple.
native-builtins-len = Donne le nombre d'éléments.
    .rest =
        Vaut pour un tableau, une table, un texte (ses caractères), un blob (ses octets), ou un objet dont la classe a une méthode `len`. Échoue par `TypeError` pour le reste.
native-builtins-range = Compte de 0 jusqu'à `stop`, exclu ; avec deux ou trois arguments, c'est le `range(start, stop, step)` de Rhai. Avec deux ou trois arguments, c'est le `range(start, stop, step)` de Rhai.
native-builtins-enumerate = Numérote les éléments : un tableau de `[numéro, élément]`, à partir de `start`.
    .rest =
        `threading::enumerate()` est une autre fonction : elle liste les threads.

        Python donne les paires une à une, et les défait dans le `for` ; ici, une paire est un tableau.

        `iterable` est ce qu'un `for` peut parcourir ; échoue par `TypeError` pour le reste, et par `OverflowError` pour un numéro qui dépasse `maxsize`.
native-builtins-zip = Apparie les éléments de plusieurs tableaux ; s'arrête avec le plus court.
    .rest =
        `iterables` sont ce qu'un `for` peut parcourir ; échoue par `TypeError` pour le reste.
native-builtins-sorted = Donne les éléments par ordre croissant, dans un nouveau tableau.
    .rest =
        `options` peut avoir `key`, une fonction qui dit ce qu'il faut comparer d'un élément, et `reverse: true` ; une fonction seule est la clé. Les éléments égaux gardent leur ordre. Échoue par `TypeError` pour des éléments qui ne peuvent pas être comparés.

        Python écrit `sorted(items, key=f, reverse=True)`.

        `iterable` est ce qu'un `for` peut parcourir ; un texte donne ses caractères, une table ses clés.
native-builtins-reversed = Donne les éléments du dernier au premier, dans un nouveau tableau.
    .rest =
        `iterable` est ce qu'un `for` peut parcourir ; échoue par `TypeError` pour le reste.
native-builtins-any = Dit si au moins un élément est vrai.
    .rest =
        Est vrai ce que `bool` tient pour vrai.
native-builtins-all = Dit si tous les éléments sont vrais.
    .rest =
        Est vrai ce que `bool` tient pour vrai.
native-builtins-help = Affiche ce que l'on sait d'un nom : comment il s'emploie, ce qu'il fait, un exemple.
    .rest =
        Le nom s'écrit comme un texte, `help("Queue.get")` ; une classe, une fonction ou une valeur quelconque peut s'écrire sans guillemets. Pour les noms de Python, la réponse dit comment ils s'écrivent ici : `help("None")`, `help("threading.Thread")`. Sans nom, montre ce qu'il y a.

        Une fonction `help` du script prend sa place :

## str

native-str = Ce que peuvent les textes de Python, le texte en premier argument ou devant la méthode : `" a ".strip()`.
native-str-strip = Donne le texte sans les blancs, ou les caractères donnés, aux deux bouts.
    .rest =
        Le `trim` de Rhai change le texte sur place et ne donne rien.

        Sans `characters`, il s'agit des blancs : espaces, tabulations, fins de ligne.
native-str-lstrip = Donne le texte sans les blancs, ou les caractères donnés, au début.
native-str-rstrip = Donne le texte sans les blancs, ou les caractères donnés, à la fin.
native-str-upper = Donne le texte en majuscules.
native-str-lower = Donne le texte en minuscules.
native-str-capitalize = Donne le texte avec une majuscule au début et le reste en minuscules.
native-str-title = Donne le texte avec une majuscule au début de chaque mot.
native-str-startswith = Dit si le texte commence par `prefix`, ou par l'un d'un tableau.
native-str-endswith = Dit si le texte se termine par `suffix`, ou par l'un d'un tableau.
native-str-removeprefix = Donne le texte sans `prefix` au début, s'il y est.
native-str-removesuffix = Donne le texte sans `suffix` à la fin, s'il y est.
native-str-find = Donne la place (à partir de 0) où `part` apparaît d'abord dans le texte, ou -1.
native-str-rfind = Donne la place (à partir de 0) où `part` apparaît en dernier dans le texte, ou -1.
native-str-count = Compte combien de fois `part` apparaît dans le texte, ou combien d'éléments d'un tableau lui sont égaux.
native-str-replaced = Donne le texte avec `new` partout où il avait `old`.
    .rest =
        Python l'appelle `replace` ; le `replace` de Rhai change le texte sur place et ne donne rien.
native-str-splitlines = Donne les lignes du texte, sans leurs fins.
native-str-partition = Donne ce qui précède le premier `separator`, le séparateur, et ce qui le suit.
    .rest =
        Si le séparateur n'est pas dans le texte : le texte et deux textes vides. Échoue par `ValueError` pour un séparateur vide. Python donne un tuple.
native-str-join = Réunit les textes d'un tableau, avec `separator` entre eux.
    .rest =
        Échoue par `TypeError` pour des éléments qui ne sont pas des textes. S'écrit aussi `list.join(", ")`.
native-str-ljust = Donne le texte suivi d'espaces, ou de `fill`, sur `width` caractères.
    .rest =
        Un texte déjà aussi long reste tel quel. Échoue par `TypeError` si `fill` a plus d'un caractère.
native-str-rjust = Donne le texte précédé d'espaces, ou de `fill`, sur `width` caractères.
native-str-center = Donne le texte au milieu de `width` caractères.
    .rest =
        `fill` est le caractère à mettre autour.
native-str-zfill = Donne le nombre précédé de zéros, sur `width` caractères.
native-str-isdigit = Dit si le texte est fait de chiffres, et n'est pas vide.
    .rest =
        Celui de Python accepte aussi les chiffres d'autres écritures ; ici, ils sont l'affaire de `isnumeric`.
native-str-isnumeric = Dit si le texte est fait de chiffres, de quelque écriture que ce soit, et n'est pas vide.
    .rest =
        Le `isnumeric` de Python accepte aussi les fractions comme `½`, et celui-ci de même.
native-str-isalpha = Dit si le texte est fait de lettres, et n'est pas vide.
native-str-isalnum = Dit si le texte est fait de lettres et de chiffres, et n'est pas vide.
native-str-isspace = Dit si le texte est fait de blancs, et n'est pas vide.
native-str-isupper = Dit si le texte a des lettres et qu'elles sont toutes majuscules.
native-str-islower = Dit si le texte a des lettres et qu'elles sont toutes minuscules.
native-str-encode = Donne les octets du texte en UTF-8, comme blob.
    .rest =
        `encoding` peut être `"utf-8"`, `"ascii"` ou `"latin-1"`. Échoue par `ValueError` pour des caractères que ce codage n'a pas, par `LookupError` pour un autre nom.
native-str-decode = Donne le texte que des octets représentent en UTF-8.
    .rest =
        Échoue par `ValueError` pour des octets qui ne sont pas un texte ; `errors` peut être `"replace"` ou `"ignore"` au lieu de `"strict"`.

        `encoding` est comme pour `encode`.
native-str-format = Place les valeurs dans les champs d'un texte : `{"{"}{"}"}` à tour de rôle, `{"{"}0{"}"}` par numéro, `{"{"}name{"}"}` d'après une table, en dernier.
    .rest =
        Ce qui suit un deux-points dit comment : `{"{"}0:2d{"}"}` sur deux caractères, `{"{"}:>10{"}"}` à droite, `{"{"}:.2f{"}"}` avec deux chiffres après la virgule ; tout le mini-langage de Python. `{"{"}{"{"}` est une accolade. Avec d'abord une valeur qui n'est pas un texte, c'est le `format(value, spec)` de Python. Les erreurs sont celles de Python : `ValueError`, `IndexError`, `KeyError`.

## sys

native-sys = Les arguments du script, ses flux standard, son code de sortie.
native-sys-argv = Le nom du script tel qu'il a été donné, puis ses arguments : un tableau de textes.
native-sys-stdin = L'entrée standard.
native-sys-stdout = La sortie standard.
native-sys-stderr = La sortie d'erreur, pour les messages qui ne sont pas des résultats.
    .rest =
        Ce qui y va n'entre pas dans `sandbox run script.rhai > result.txt`.
native-sys-maxsize = Le plus grand entier.
    .rest =
        Les entiers de Python vont au-delà ; ici, un calcul qui le dépasserait est une erreur.
native-sys-exit = Termine le thread. Dans le thread principal, `code` devient le code de sortie du programme, une fois terminés les threads qui ne sont pas daemon.
    .rest =
        Un texte à la place d'un nombre est affiché sur la sortie d'erreur, et le code est 1. Aucun `catch` ne l'arrête ; on sort en ordre des blocs `with`. Dans un autre thread, seul ce thread se termine et le code est ignoré, comme avec le `sys.exit` de Python.
native-sys-TextStream = L'entrée, la sortie ou la sortie d'erreur standard : `stdin`, `stdout`, `stderr`. Un `for` parcourt les lignes de `stdin`.
native-sys-TextStream-write = Écrit le texte tel quel, sans passer à la ligne ; donne son nombre de caractères.
    .rest =
        Le `sys.stdout.write` de Python : c'est à vous d'écrire les fins de ligne.
native-sys-TextStream-flush = Transmet ce qui a été écrit jusque-là.
    .rest =
        Cela sort au plus tard quand le script se termine, attend une entrée ou lance un programme.
native-sys-TextStream-readline = Attend une ligne de l'entrée standard et la donne avec sa fin ; un texte vide à la fin de l'entrée.
    .rest =
        Échoue par `OSError` pour `stdout` et `stderr`.
native-sys-TextStream-read = Attend la fin de l'entrée standard et la donne tout entière.
    .rest =
        Échoue par `OSError` pour `stdout` et `stderr`.
native-sys-TextStream-name = `<stdout>`, `<stderr>` ou `<stdin>`.

## time

native-time = Attendre, horloges et dates. Avec `--virtual-time` et `--seed`, c'est le temps du programme, et les dates sont en UTC.
native-time-sleep = Attend `seconds` secondes, un entier ou un flottant ; les autres threads continuent.
    .rest =
        Échoue par `ValueError` pour un nombre négatif.

        Pour attendre un autre thread, utilisez `join`, un `Event` ou une `Condition` : on ne sait pas combien de temps il lui faut.
native-time-time = Donne la date et l'heure en secondes depuis le 1er janvier 1970, un flottant.
    .rest =
        L'horloge de la machine peut être reculée ; pour mesurer, utilisez `monotonic`.
native-time-time_ns = Donne la date et l'heure en nanosecondes depuis le 1er janvier 1970, un entier.
native-time-monotonic = Donne les secondes d'une horloge qui ne recule jamais : pour mesurer une durée.
    .rest =
        Seules les différences ont un sens : son zéro est le début de l'exécution.
native-time-monotonic_ns = Donne les nanosecondes de l'horloge de `monotonic`, un entier.
native-time-perf_counter = Donne les secondes de l'horloge de `monotonic` ; celle de Python pour les mesures courtes.
native-time-perf_counter_ns = Donne les nanosecondes de l'horloge de `perf_counter`, un entier.
native-time-timestamp = Donne cet instant, à partir duquel mesurer : la manière de Rhai.
native-time-elapsed = Donne les secondes écoulées depuis l'instant `start`.
    .rest =
        Échoue par `TypeError` pour ce que `timestamp` n'a pas donné.
native-time-ctime = Donne la date et l'heure en texte, comme `Sun Nov 22 09:38:51 2026` : maintenant, ou `seconds` après le 1er janvier 1970.
    .rest =
        Échoue par `ValueError` pour une date hors du calendrier.
native-time-strftime = Écrit la date et l'heure selon `format` : `%Y` année, `%m` mois, `%d` jour, `%H` heure, `%M` minute, `%S` seconde.
    .rest =
        La date est celle de maintenant, ou de `seconds` après le 1er janvier 1970. Les lettres qui n'ont pas de sens restent telles quelles.

        Python prend un `struct_time` à la place des secondes ; ceux de `localtime()` et de `gmtime()` n'existent pas ici.

        Échoue par `ValueError` pour une date hors du calendrier.

## random

native-random = Nombres aléatoires et tirages. Avec `--seed`, un programme tire les mêmes à chaque fois.
native-random-random = Donne un flottant aléatoire de 0.0 à 1.0, exclu.
native-random-randint = Donne un entier aléatoire de `a` à `b`, inclus tous deux.
    .rest =
        Échoue par `ValueError` si `a` est plus grand que `b`.
native-random-randrange = Donne un entier aléatoire de `start` à `stop`, exclu, par pas de `step` ; avec un seul argument, de 0 à celui-ci.
    .rest =
        Échoue par `ValueError` s'il n'y en a aucun.
native-random-uniform = Donne un flottant aléatoire entre `a` et `b`.
native-random-choice = Donne l'un des éléments.
    .rest =
        Échoue par `IndexError` s'il n'y en a aucun.
native-random-shuffle = Donne les éléments dans un ordre aléatoire, dans un nouveau tableau.
    .rest =
        Le `shuffle` de Python change sa liste et ne donne rien ; ici, un tableau est transmis par copie, donc : `list = shuffle(list);`.
native-random-sample = Donne `count` des éléments, chacun une fois au plus, dans un ordre aléatoire.
    .rest =
        Échoue par `ValueError` s'il y en a moins.
native-random-seed = Recommence les nombres aléatoires : la même graine donne les mêmes nombres.
    .rest =
        `number` peut être un entier, un flottant ou un texte ; sans lui, c'est l'horloge qui donne la graine.

## threading

native-threading = Les threads, et ce par quoi ils s'attendent.
native-threading-TIMEOUT_MAX = La plus longue attente possible, en secondes.
native-threading-current_thread = Donne le thread qui demande.
native-threading-currentThread = Ancienne écriture de `current_thread()`.
native-threading-main_thread = Donne le thread qui exécute le premier niveau du script.
native-threading-enumerate = Liste les threads en vie, dans l'ordre de leur démarrage.
    .rest =
        `enumerate(items)` sans `threading::` numérote les éléments.
native-threading-active_count = Compte les threads en vie, le principal compris.
native-threading-activeCount = Ancienne écriture de `active_count()`.
native-threading-get_ident = Donne le numéro du thread qui demande : 1 pour le principal, puis dans l'ordre de leur démarrage.
    .rest =
        Python donne ici de grands nombres, différents d'une exécution à l'autre.
native-threading-get_native_id = Donne le numéro du thread qui demande, comme `get_ident`.
    .rest =
        Python donne ici le numéro du système d'exploitation, différent d'une exécution à l'autre.
native-threading-Thread = Un fil d'exécution : une fonction qui s'exécute à côté des autres, sur les mêmes variables. Une classe du script peut en hériter : sa méthode `run` est ce que fait le thread.
native-threading-Thread-Thread = Crée un thread qui appellera `target` avec les arguments de `args`. Il commence par `start()`.
    .rest =
        `options` peut avoir `name` (sinon `Thread-1 (target)`, `Thread-2 (target)`, …) et `daemon` (sinon celui du thread qui le crée) : un thread daemon se termine avec le programme. `target` et `args` peuvent aussi être dans les options.

        Python écrit `Thread(target=f, args=(a, b))`, `Thread(target=f, kwargs={"{"}…{"}"})` et ainsi de suite ; il n'y a pas de `kwargs` ici.
native-threading-Thread-start = Démarre : la fonction s'exécute désormais à côté de l'appelant.
    .rest =
        Échoue par `RuntimeError` la deuxième fois : un thread ne s'exécute qu'une fois.
native-threading-Thread-run = Fait ce que le thread doit faire, dans le thread qui demande : `start()` l'appelle dans le nouveau. Les classes dérivées ont le leur.
native-threading-Thread-join = Attend la fin du thread, au plus `timeout` secondes ; dit s'il est terminé.
    .rest =
        Une erreur dans ce thread n'est pas relancée ici. Échoue par `RuntimeError` pour un thread qui n'a pas démarré, et pour le thread qui demande. Le `join` de Python ne donne rien.

        `()` attend aussi longtemps qu'il faut.
native-threading-Thread-is_alive = Dit si le thread a démarré et n'est pas terminé.
native-threading-Thread-isAlive = Ancienne écriture de `is_alive()`.
native-threading-Thread-getName = Ancienne écriture de la propriété `name`.
native-threading-Thread-setName = Ancienne écriture de `t.name = nom`.
native-threading-Thread-isDaemon = Ancienne écriture de la propriété `daemon`.
native-threading-Thread-setDaemon = Ancienne écriture de `t.daemon = daemon`.
native-threading-Thread-name = Le nom du thread, pour les messages. Modifiable ; deux threads peuvent porter le même.
native-threading-Thread-daemon = Thread daemon (démon) : le programme se termine-t-il sans l'attendre ? Modifiable avant `start()`.
    .rest =
        Échoue par `RuntimeError` si on le fixe après le démarrage.
native-threading-Thread-ident = Le numéro du thread : 1 pour le principal, puis dans l'ordre des démarrages ; `()` avant le démarrage.
    .rest =
        Python donne de grands nombres, différents d'une exécution à l'autre.
native-threading-Thread-native_id = Le numéro du thread, comme `ident`.
    .rest =
        Python donne le numéro du système d'exploitation.
native-threading-Timer = Un thread qui attend, puis appelle une fonction, sauf s'il est annulé entre-temps.
native-threading-Timer-Timer = Crée un thread qui appellera `function` avec les arguments de `args`, `interval` secondes après son `start()`.
    .rest =
        `interval` est en secondes, un entier ou un flottant.
native-threading-Timer-cancel = Renonce à l'appel, si l'heure n'est pas venue ; le thread se termine aussitôt.
native-threading-Lock = Un verrou : libre, ou tenu par un seul thread à la fois. Il protège une section critique. Tout thread peut le libérer.
native-threading-Lock-Lock = Crée un verrou libre.
    .rest =
        `with lock {"{"} … {"}"}` le tient le temps du bloc et le libère quelle que soit la façon d'en sortir.
native-threading-Lock-acquire = Attend que le verrou soit libre, puis le prend ; dit s'il est tenu.
    .rest =
        Avec `blocking = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes (-1 : sans limite). Échoue par `ValueError` pour un `timeout` sans attente, ou négatif.

        Un thread qui le tient déjà s'attend lui-même : c'est un interblocage. `acquire(timeout=2)` de Python s'écrit `acquire(true, 2)`.
native-threading-Lock-release = Libère le verrou ; l'un des threads qui l'attendent continue.
    .rest =
        Échoue par `RuntimeError` si personne ne le tient.
native-threading-Lock-locked = Dit si quelqu'un tient le verrou.
    .rest =
        La réponse peut être aussitôt périmée : pour prendre un verrou s'il est libre, utilisez `acquire(false)`.
native-threading-RLock = Un verrou que le thread qui le tient peut reprendre ; il est libre après autant de libérations, que seul ce thread peut faire.
native-threading-RLock-RLock = Crée un verrou réentrant libre.
native-threading-RLock-acquire = Attend que le verrou soit libre ou déjà à l'appelant, puis le prend une fois de plus ; dit s'il est tenu.
    .rest =
        Avec `blocking = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes (-1 : sans limite). Échoue par `ValueError` pour un `timeout` sans attente, ou négatif.
native-threading-RLock-release = Défait une prise ; la dernière libère le verrou.
    .rest =
        Échoue par `RuntimeError` si le thread qui demande ne le tient pas.
native-threading-RLock-locked = Dit si quelqu'un tient le verrou.
    .rest =
        Python a cette méthode depuis 3.14.
native-threading-Condition = Un lieu d'attente, sous un verrou, jusqu'à ce qu'un autre thread dise que quelque chose a changé.
native-threading-Condition-Condition = Crée une condition sur `lock`, un `Lock` ou un `RLock` ; sans lui, elle a son propre `RLock`.
    .rest =
        Échoue par `TypeError` pour tout autre verrou.
native-threading-Condition-acquire = Attend que le verrou de la condition soit libre, puis le prend ; dit s'il est tenu.
    .rest =
        `blocking` et `timeout` (en secondes, -1 : sans limite) sont comme pour `Lock.acquire`. Le plus souvent, `with condition {"{"} … {"}"}` est préférable.
native-threading-Condition-release = Libère le verrou de la condition.
    .rest =
        Échoue par `RuntimeError` si l'appelant ne le tient pas.
native-threading-Condition-wait = Libère le verrou, attend d'être réveillé, reprend le verrou ; dit s'il y a eu réveil.
    .rest =
        Avec un `timeout`, attend au plus ce nombre de secondes ; `false` quand elles sont passées. Ce que l'on attendait peut avoir disparu quand le verrou est repris : attendez dans un `while`. Échoue par `RuntimeError` si le verrou n'est pas tenu.
native-threading-Condition-wait_for = Attend que `predicate()` soit vrai, au plus `timeout` secondes ; donne sa dernière réponse.
    .rest =
        Le prédicat est appelé avec le verrou tenu. Échoue par `RuntimeError` si le verrou n'est pas tenu.
native-threading-Condition-notify = Réveille les `count` premiers threads qui attendent. Un réveil qui ne trouve personne est perdu.
    .rest =
        Échoue par `RuntimeError` si le verrou n'est pas tenu.

        Ne libère pas le verrou : le thread réveillé continue quand celui qui le réveille quitte son `with`.
native-threading-Condition-notify_all = Réveille tous les threads qui attendent.
    .rest =
        Échoue par `RuntimeError` si le verrou n'est pas tenu.
native-threading-Condition-notifyAll = Ancienne écriture de `notify_all()`.
native-threading-Condition-locked = Dit si quelqu'un tient le verrou de la condition.
native-threading-Semaphore = Un nombre de jetons (P et V de Dijkstra) : `acquire` en prend un, et attend tant qu'il n'y en a pas ; `release` en rend un.
native-threading-Semaphore-Semaphore = Crée un sémaphore de `value` jetons.
    .rest =
        Échoue par `ValueError` pour un nombre négatif.
native-threading-Semaphore-acquire = Attend un jeton, puis le prend ; dit si un jeton a été pris.
    .rest =
        Avec `blocking = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes. Les threads reçoivent leurs jetons dans l'ordre où ils sont venus.

        Échoue par `ValueError` pour un `timeout` sans attente.
native-threading-Semaphore-release = Rend `count` jetons ; autant de threads qui attendent continuent.
    .rest =
        Échoue par `ValueError` pour un nombre inférieur à 1 ; un `BoundedSemaphore` aussi s'il recevait plus de jetons qu'au début.
native-threading-BoundedSemaphore = Un sémaphore qui n'a jamais plus de jetons qu'au début : un `release` de trop est une erreur.
native-threading-BoundedSemaphore-BoundedSemaphore = Crée un sémaphore qui a au plus `value` jetons, et tous au début.
    .rest =
        Échoue par `ValueError` pour un nombre négatif.
native-threading-Event = Un drapeau que des threads attendent : l'un le lève, tous ceux qui attendent continuent.
native-threading-Event-Event = Crée un événement dont le drapeau est baissé.
    .rest =
        Il reste levé jusqu'à `clear()` : qui vient plus tard n'attend pas.
native-threading-Event-set = Lève le drapeau ; tous les threads qui l'attendent continuent.
native-threading-Event-clear = Baisse le drapeau : les threads qui viennent maintenant attendent le prochain `set()`.
native-threading-Event-is_set = Dit si le drapeau est levé.
native-threading-Event-isSet = Ancienne écriture de `is_set()`.
native-threading-Event-wait = Attend que le drapeau soit levé, au plus `timeout` secondes ; dit s'il l'est.
    .rest =
        Sans `timeout`, ou avec `()`, attend aussi longtemps qu'il faut ; avec un `timeout` négatif, n'attend pas.
native-threading-Barrier = Un lieu où des threads s'attendent les uns les autres ; quand le dernier arrive, tous continuent, et elle peut resservir.
native-threading-Barrier-Barrier = Crée une barrière pour `parties` threads. Le dernier arrivé appelle `action` avant qu'ils continuent ; `timeout` est celui de `wait`.
    .rest =
        `timeout` est en secondes, `()` : sans limite. Échoue par `ValueError` pour moins d'un thread.
native-threading-Barrier-wait = Attend que tous soient là ; donne le numéro de ce thread, de 0 à `parties - 1`, dans l'ordre d'arrivée.
    .rest =
        Échoue par `BrokenBarrier` si la barrière est rompue, par `abort()`, par une action qui a échoué, ou par le `timeout` (en secondes) de l'un des threads.
native-threading-Barrier-reset = Remet la barrière à neuf ; les threads qui attendent échouent par `BrokenBarrier`.
native-threading-Barrier-abort = Rompt la barrière : ceux qui attendent, et tous ceux qui viennent, échouent par `BrokenBarrier` jusqu'à `reset()`.
native-threading-Barrier-parties = Le nombre de threads que la barrière réunit.
native-threading-Barrier-n_waiting = Le nombre de threads qui y attendent à présent.
native-threading-Barrier-broken = Est-elle rompue ?
native-threading-local = Un objet dont chaque thread a les attributs pour lui seul.
native-threading-local-local = Crée un objet dont chaque thread a les attributs pour lui seul : ce que l'un écrit, aucun autre ne le voit.
    .rest =
        Lire un attribut que le thread n'a pas fixé échoue par `AttributeError`. Ce qu'un thread a fixé disparaît quand il se termine.

## queue

native-queue = Des files par lesquelles les threads se passent des valeurs. Chaque opération est sûre en elle-même : aucun verrou n'est nécessaire.
native-queue-Queue = Une file entre threads : le premier mis est le premier pris. Toute valeur y entre ; `()` est ce que la plupart des programmes mettent en dernier, pour dire que rien ne suit. `for item in q` prend les éléments jusqu'à ce que la file soit fermée.
native-queue-Queue-Queue = Crée une file vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
    .rest =
        Les éléments de Python sont partagés entre les threads ; ici, un tableau ou une table arrive tel qu'il était quand il a été mis.
native-queue-Queue-put = Met un élément, après avoir attendu de la place si la file est pleine.
    .rest =
        Avec `block = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes : échoue alors par `Full`. Les threads qui attendent obtiennent une place dans l'ordre où ils sont venus. Échoue par `ShutDown` après `shutdown()`, par `ValueError` pour un `timeout` négatif.

        `put(item, timeout=2)` de Python s'écrit `put(item, true, 2)`.
native-queue-Queue-get = Prend l'élément suivant, après en avoir attendu un si la file est vide : une lecture bloquante.
    .rest =
        Avec `block = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes : échoue alors par `Empty`. Les threads qui attendent obtiennent les éléments dans l'ordre où ils sont venus. Échoue par `ShutDown` quand la file est vide et a été fermée, par `ValueError` pour un `timeout` négatif.

        `get(timeout=2)` de Python s'écrit `get(true, 2)`.
native-queue-Queue-put_nowait = Met un élément sans attendre : `put(item, false)`.
    .rest =
        Échoue par `Full` s'il n'y a pas de place.
native-queue-Queue-get_nowait = Prend l'élément suivant sans attendre : `get(false)`.
    .rest =
        Échoue par `Empty` s'il n'y en a aucun.
native-queue-Queue-qsize = Dit combien d'éléments il y a ; un autre thread peut aussitôt changer cela.
native-queue-Queue-empty = Dit s'il n'y a aucun élément ; un autre thread peut aussitôt changer cela.
native-queue-Queue-full = Dit s'il y a `maxsize` éléments ; un autre thread peut aussitôt changer cela.
    .rest =
        Une file sans `maxsize` n'est jamais pleine.
native-queue-Queue-task_done = Dit qu'un élément pris a été traité ; `join()` compte là-dessus.
    .rest =
        Échoue par `ValueError` si elle est appelée plus souvent qu'il n'y a eu d'éléments mis.
native-queue-Queue-join = Attend que `task_done()` ait été appelée pour chaque élément mis.
native-queue-Queue-shutdown = Ferme la file : `put` échoue désormais par `ShutDown`, `get` aussi une fois la file vide, et `for item in q` se termine.
    .rest =
        Avec `immediate = true`, ce qui est encore dans la file est jeté. Les threads qui attendent sont réveillés. Comme dans Python 3.13.
native-queue-Queue-maxsize = Le nombre d'éléments que la file contient au plus ; 0 : sans limite.
native-queue-LifoQueue = Une pile entre threads : le dernier mis est le premier pris.
native-queue-LifoQueue-LifoQueue = Crée une pile vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
native-queue-PriorityQueue = Une file entre threads dont le plus petit élément sort d'abord ; entre égaux, le premier mis. Les éléments sont le plus souvent `[priorité, valeur]` : les tableaux se comparent élément par élément. Un élément qui ne peut pas être comparé avec ceux qui y sont est refusé par `put` avec `TypeError`.
native-queue-PriorityQueue-PriorityQueue = Crée une file de priorité vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
native-queue-SimpleQueue = Une file entre threads qui n'est jamais pleine et ne compte pas les tâches : le premier mis est le premier pris.
native-queue-SimpleQueue-SimpleQueue = Crée une file simple vide.
native-queue-SimpleQueue-put = Met un élément ; il y a toujours de la place, donc `block` et `timeout` ne changent rien.
native-queue-SimpleQueue-get = Prend l'élément suivant, après en avoir attendu un si la file est vide.
    .rest =
        Avec `block = false`, n'attend pas ; avec un `timeout`, attend au plus ce nombre de secondes : échoue alors par `Empty`.
native-queue-SimpleQueue-put_nowait = Met un élément : la même chose que `put(item)`.
native-queue-SimpleQueue-get_nowait = Prend l'élément suivant sans attendre : `get(false)`.
    .rest =
        Échoue par `Empty` s'il n'y en a aucun.
native-queue-SimpleQueue-qsize = Dit combien d'éléments il y a ; un autre thread peut aussitôt changer cela.
native-queue-SimpleQueue-empty = Dit s'il n'y a aucun élément ; un autre thread peut aussitôt changer cela.

## concurrent_futures

native-concurrent_futures = Des pools : quelques threads qui font beaucoup de tâches, et des futurs, qui sont ce que les tâches donneront. Le `concurrent.futures` de Python.
native-concurrent_futures-FIRST_COMPLETED = Pour `wait` : jusqu'à ce qu'un des futurs soit terminé.
native-concurrent_futures-FIRST_EXCEPTION = Pour `wait` : jusqu'à ce qu'un des futurs ait échoué, ou que tous soient terminés.
native-concurrent_futures-ALL_COMPLETED = Pour `wait` : jusqu'à ce que tous les futurs soient terminés.
native-concurrent_futures-as_completed = Donne les futurs l'un après l'autre à un `for`, chacun quand il est terminé : le plus rapide d'abord.
    .rest =
        `futures` est un tableau, ou ce que `for` peut parcourir d'autre. L'attente dure en tout `timeout` secondes au plus : la boucle échoue alors par `TimedOut`. Un futur qui y est deux fois vient une fois.
native-concurrent_futures-wait = Attend des futurs ; donne une table de deux tableaux : ceux qui sont terminés, `done`, et les autres, `not_done`.
    .rest =
        `return_when` dit ce qui est attendu : `ALL_COMPLETED`, `FIRST_COMPLETED` ou `FIRST_EXCEPTION`, le premier qui échoue. Quand `timeout` secondes sont passées, elle donne ce qu'il y a : ce n'est pas une erreur. Échoue par `TypeError` pour ce qui n'est pas un futur.
native-concurrent_futures-ThreadPoolExecutor = Un pool : au plus tant de threads, qui font les tâches qu'on lui confie, l'une après l'autre.
native-concurrent_futures-ThreadPoolExecutor-ThreadPoolExecutor = Crée un pool de `max_workers` threads au plus ; ils démarrent à mesure que viennent les tâches. Sans nombre, quatre de plus qu'il n'y a de processeurs.
    .rest =
        `options` peut avoir `thread_name_prefix` (sinon `ThreadPoolExecutor-0` : les threads s'appellent `ThreadPoolExecutor-0_0`, `ThreadPoolExecutor-0_1`, …), `initializer`, une fonction que chaque thread appelle d'abord, et `initargs`, le tableau de ses arguments. Si `initializer` échoue, toutes les tâches échouent par `BrokenThreadPool`. `with pool {"{"} … {"}"}` appelle `shutdown()` à la fin ; un pool oublié se termine avec le programme. Échoue par `ValueError` si `max_workers` n'est pas au moins 1.

        Python écrit `ThreadPoolExecutor(max_workers=4)`. Avec `--seed` et `--virtual-time`, un pool sans nombre a 8 threads.
native-concurrent_futures-ThreadPoolExecutor-submit = Confie une tâche : un thread du pool appelle `function` avec les arguments dès que l'un d'eux est libre. Donne son futur aussitôt.
    .rest =
        Échoue par `RuntimeError` après `shutdown()`, par `TypeError` pour ce qui ne peut pas être appelé ainsi.
native-concurrent_futures-ThreadPoolExecutor-map = Confie une tâche par élément ; donne les résultats à un `for`, dans l'ordre des éléments.
    .rest =
        Toutes les tâches sont confiées d'un coup ; un résultat est attendu quand la boucle le demande, et l'erreur d'une tâche est levée à cet endroit. Avec plusieurs tableaux, la fonction reçoit un élément de chacun, jusqu'à la fin du plus court. Une table à la fin peut avoir `timeout`, en secondes pour l'ensemble : la boucle échoue alors par `TimedOut`.

        `pool.map(f, items, #{"{"}timeout: 3{"}"})` est le `pool.map(f, items, timeout=3)` de Python.
native-concurrent_futures-ThreadPoolExecutor-shutdown = Ne prend plus de tâches, et attend que toutes soient faites.
    .rest =
        Avec `wait = false`, n'attend pas ; avec `cancel_futures = true`, les tâches qui n'ont pas commencé sont annulées. `with pool {"{"} … {"}"}` l'appelle à la fin. Échoue par `RuntimeError` dans une tâche de ce pool, qui ne peut pas s'attendre elle-même.
native-concurrent_futures-ThreadPoolExecutor-enter = Ce que `with pool {"{"} … {"}"}` appelle d'abord : il n'y a rien à faire.
native-concurrent_futures-ThreadPoolExecutor-leave = Ce que `with pool {"{"} … {"}"}` appelle à la fin : `shutdown()`.
native-concurrent_futures-Future = Ce qu'une tâche donnera : `submit` d'un pool le crée, `result()` l'attend.
native-concurrent_futures-Future-Future = Crée un futur qu'un thread du script remplit par `set_result` ou `set_exception` ; le plus souvent, c'est `submit` d'un pool qui les crée.
native-concurrent_futures-Future-result = Attend que la tâche soit terminée, et donne ce qu'elle a donné ; son erreur est levée ici, avec la place et les appels de la tâche.
    .rest =
        Attend au plus `timeout` secondes : échoue alors par `TimedOut`, et la tâche continue. Échoue par `Cancelled` pour une tâche annulée. Dans une tâche du même pool, elle attend aussi un thread libre : quand tous attendent ainsi, c'est un interblocage.
native-concurrent_futures-Future-exception = Attend que la tâche soit terminée, et donne son erreur comme `catch` la recevrait ; `()` si elle s'est bien terminée.
    .rest =
        Attend au plus `timeout` secondes : échoue alors par `TimedOut`. Échoue par `Cancelled` pour une tâche annulée.
native-concurrent_futures-Future-done = Dit si la tâche est terminée : bien, par une erreur, ou annulée.
native-concurrent_futures-Future-running = Dit si un thread s'occupe de la tâche en ce moment ; un autre thread peut aussitôt changer cela.
native-concurrent_futures-Future-cancel = Renonce à la tâche, si elle n'a pas commencé ; dit si elle ne sera pas faite.
native-concurrent_futures-Future-cancelled = Dit si la tâche a été annulée avant de commencer.
native-concurrent_futures-Future-add_done_callback = Fait appeler `function` avec ce futur quand la tâche est terminée ; aussitôt si elle l'est.
    .rest =
        Elle est appelée par le thread qui termine la tâche, ou par celui qui l'annule. Une erreur y est affichée, et les autres continuent.
native-concurrent_futures-Future-set_result = Remplit le futur : `result()` donne la valeur. Pour les futurs créés par `Future()`.
    .rest =
        Échoue par `InvalidState` s'il est terminé.
native-concurrent_futures-Future-set_exception = Termine le futur par une erreur : `result()` la lève. Pour les futurs créés par `Future()`.
    .rest =
        `exception` est ce que `throw` pourrait lancer : une erreur attrapée, ou n'importe quelle valeur. Échoue par `InvalidState` s'il est terminé.

## collections

native-builtins-set = Un ensemble : chaque valeur une fois, dans l'ordre où elles sont venues. C'est une référence, comme en Python ; chaque opération est sûre en elle-même.
native-builtins-set-set = Fait un ensemble des éléments ; chaque valeur y est une fois.
    .rest =
        `a | b`, `a & b`, `a - b` et `a ^ b` donnent de nouveaux ensembles : ce qui est dans l'un des deux, dans les deux, dans le premier seul, dans un seul. `x in s` demande, `for x in s` parcourt les valeurs dans l'ordre où elles sont venues, `len(s)` les compte. Des valeurs égales n'en font qu'une : `1`, `1.0` et `true`. Échoue par `TypeError` pour une table, un ensemble ou une `deque` comme valeur.

        Une boucle parcourt les valeurs qui sont là quand elle commence : elle peut changer l'ensemble, ce qui est une `RuntimeError` en Python.

        Python écrit aussi `{"{"}1, 2{"}"}` et `{"{"}x for x in xs{"}"}` ; ses ensembles n'ont pas d'ordre.
native-builtins-set-add = Met une valeur ; rien ne se passe si elle y est.
native-builtins-set-remove = Enlève une valeur. Échoue par `KeyError` si elle n'y est pas.
native-builtins-set-discard = Enlève une valeur si elle y est.
native-builtins-set-pop = Enlève une valeur et la donne : celle qui est venue d'abord. Échoue par `KeyError` s'il n'y en a pas.
native-builtins-set-clear = Enlève toutes les valeurs.
native-builtins-set-copy = Donne un autre ensemble des mêmes valeurs.
native-builtins-set-union = Donne un nouvel ensemble de ce qui est dans celui-ci ou dans l'un des autres. `a | b` fait de même.
native-builtins-set-intersection = Donne un nouvel ensemble de ce qui est dans celui-ci et dans tous les autres. `a & b` fait de même.
native-builtins-set-difference = Donne un nouvel ensemble de ce qui est dans celui-ci et dans aucun des autres. `a - b` fait de même.
native-builtins-set-symmetric_difference = Donne un nouvel ensemble de ce qui est dans un seul des deux. `a ^ b` fait de même.
native-builtins-set-update = Met tous les éléments des autres.
native-builtins-set-intersection_update = Ne garde que ce qui est aussi dans tous les autres.
native-builtins-set-difference_update = Enlève ce qui est dans l'un des autres.
native-builtins-set-symmetric_difference_update = Garde ce qui est dans un seul des deux.
native-builtins-set-issubset = Dit si toutes ses valeurs sont dans l'autre.
native-builtins-set-issuperset = Dit si toutes les valeurs de l'autre y sont.
native-builtins-set-isdisjoint = Dit si les deux n'ont aucune valeur en commun.
native-builtins-set-len = Donne le nombre de valeurs, comme `len(s)`.
native-builtins-set-contains = Dit si la valeur y est, comme `value in s`.
native-collections = Des collections à côté des tableaux et des tables. Ce sont des références : ce qu'un thread y met, les autres le voient. Chaque opération est sûre en elle-même.
native-collections-deque = Une suite d'éléments, rapide aux deux bouts. C'est une référence, comme en Python ; chaque opération est sûre en elle-même.
native-collections-deque-deque = Fait une `deque` des éléments. Avec `maxlen`, elle en garde ce nombre au plus : ce qu'on ajoute à un bout pousse dehors à l'autre.
    .rest =
        `d[i]` donne et change un élément, `x in d` demande, `for x in d` parcourt, `len(d)` compte. Une boucle parcourt les éléments qui sont là quand elle commence : elle peut changer la `deque`, ce qui est une `RuntimeError` en Python. Des threads qui doivent attendre des éléments prennent une `Queue`.
native-collections-deque-append = Ajoute un élément à la fin.
native-collections-deque-appendleft = Ajoute un élément au début.
native-collections-deque-pop = Enlève le dernier élément et le donne. Échoue par `IndexError` s'il n'y en a pas.
native-collections-deque-popleft = Enlève le premier élément et le donne. Échoue par `IndexError` s'il n'y en a pas.
native-collections-deque-extend = Ajoute tous les éléments à la fin.
native-collections-deque-extendleft = Ajoute les éléments au début, l'un après l'autre : le dernier se retrouve premier.
native-collections-deque-rotate = Fait tourner la suite de `n` places vers la droite ; vers la gauche si `n` est négatif.
native-collections-deque-clear = Enlève tous les éléments.
native-collections-deque-copy = Donne une autre `deque` des mêmes éléments.
native-collections-deque-count = Compte les éléments égaux à la valeur.
native-collections-deque-index = Donne la place du premier élément égal à la valeur. Échoue par `ValueError` s'il n'y en a pas.
native-collections-deque-insert = Met un élément avant celui de l'indice `index`. Échoue par `IndexError` si la `deque` en a autant qu'elle peut.
native-collections-deque-remove = Enlève le premier élément égal à la valeur. Échoue par `ValueError` s'il n'y en a pas.
native-collections-deque-reverse = Inverse l'ordre des éléments.
native-collections-deque-len = Donne le nombre d'éléments, comme `len(d)`.
native-collections-deque-contains = Dit si un élément est égal à la valeur, comme `value in d`.
native-collections-deque-maxlen = Le nombre d'éléments qu'elle garde au plus ; `()` : sans limite.
native-collections-Counter = Un dictionnaire qui compte : une clé absente compte 0.
native-collections-Counter-Counter = Compte les éléments, ou commence par les comptes d'une table.
    .rest =
        `c[k]` donne 0 pour ce qui n'a pas été compté, et `c[k] += 1` compte. `a + b` et `a - b` ajoutent et retirent, `a & b` et `a | b` donnent les plus petits et les plus grands comptes ; ils gardent ce qui dépasse 0. `c[k] += 1` est lire, ajouter, écrire, comme pour toute variable : des threads qui comptent ensemble ont besoin d'un verrou. Une boucle parcourt ce qui est là quand elle commence, et peut compter pendant ce temps.
native-collections-Counter-most_common = Donne des paires de valeurs et de comptes, les plus grands comptes d'abord ; `n` paires au plus.
native-collections-Counter-elements = Donne chaque valeur autant de fois qu'elle a été comptée, dans un tableau.
native-collections-Counter-total = Donne la somme de tous les comptes.
native-collections-Counter-update = Compte d'autres éléments, ou ajoute les comptes d'une table ou d'un autre compteur, en une seule étape.
native-collections-Counter-subtract = Retire des comptes, comme `update` les ajoute, en une seule étape ; ils peuvent descendre sous 0.
native-collections-defaultdict = Un dictionnaire qui a une valeur pour les clés absentes. Les clés sont de toute sorte, les entrées gardent l'ordre où elles sont venues. C'est une référence, comme en Python.
native-collections-defaultdict-defaultdict = Fait un dictionnaire où une clé absente reçoit ce que donne `default_factory()`, ou une copie d'une valeur qui n'est pas une fonction.
    .rest =
        `d[k]` crée et garde l'entrée ; `k in d` et `d.get(k)` n'en créent pas. `for k in d` parcourt les clés, `for (k, v) in d` les paires, `len(d)` compte. Une boucle parcourt les entrées qui sont là quand elle commence : elle peut changer le dictionnaire, ce qui est une `RuntimeError` en Python. `entries` peut être une table ou des paires. Une liste et un ensemble de Python ne sont pas des clés ; ici les tableaux en sont, qui tiennent lieu de tuples. Échoue par `TypeError` pour une table comme clé.

        Python écrit `defaultdict(list)` et `defaultdict(int)`.
native-collections-defaultdict-items = Donne les paires de clés et de valeurs, un tableau de tableaux, dans l'ordre où les clés sont venues.
native-collections-defaultdict-keys = Donne les clés, dans l'ordre où elles sont venues.
native-collections-defaultdict-values = Donne les valeurs, dans l'ordre des clés.
native-collections-defaultdict-get = Donne la valeur d'une clé, et `default` si elle est absente. Rien n'est créé.
native-collections-defaultdict-pop = Enlève une entrée et donne sa valeur ; `default` si elle est absente. Échoue par `KeyError` si aucun défaut n'est donné.
native-collections-defaultdict-setdefault = Donne la valeur d'une clé ; une clé absente reçoit d'abord `default`.
native-collections-defaultdict-update = Met toutes les entrées d'une table, d'un dictionnaire ou d'un tableau de paires.
native-collections-defaultdict-clear = Enlève toutes les entrées.
native-collections-defaultdict-copy = Donne un autre dictionnaire des mêmes entrées.
native-collections-defaultdict-len = Donne le nombre d'entrées, comme `len(d)`.
native-collections-defaultdict-contains = Dit s'il y a une entrée de cette clé, comme `key in d`.

## select

native-select = Attendre plusieurs sockets à la fois, dans un seul thread.
native-select-select = Attend que l'un des sockets soit prêt ; donne trois tableaux : ceux qu'on peut lire, ceux où on peut écrire, et un vide.
    .rest =
        Un serveur peut être lu quand un client est venu, une connexion quand des données ou sa fin sont arrivées. Attend au plus `timeout` secondes : les tableaux sont alors vides ; 0 ne fait que regarder. Rien d'exceptionnel n'est jamais dit des sockets de `xlist`. Échoue par `TypeError` pour ce qui n'est pas un socket, et par l'erreur d'un socket fermé.

## logging

native-logging = Des lignes pour qui regarde dans un programme : chacune avec un niveau, le nom de qui l'écrit, et une heure. Elles vont sur la sortie d'erreur, ou dans un fichier.
native-logging-NOTSET = Pas de niveau : d'un journal qui n'en a pas à lui ; après `disable`, toutes les lignes sont de nouveau écrites. 0.
native-logging-DEBUG = Le niveau de ce qui n'aide qu'à trouver des fautes : 10.
native-logging-INFO = Le niveau de ce qui va comme il faut : 20.
native-logging-WARNING = Le niveau de ce qui peut devenir un problème : 30. À partir de là les lignes sont écrites, si rien d'autre n'est dit.
native-logging-ERROR = Le niveau de ce qui est allé de travers : 40.
native-logging-CRITICAL = Le niveau de ce qui met fin à un programme : 50.
native-logging-basicConfig = Dit comment sont les lignes, où elles vont, et à partir de quel niveau elles sont écrites. Le premier appel compte, comme en Python.
    .rest =
        `options` peut avoir `level` (un nombre ou son nom ; sinon `WARNING`), `format` (sinon `"%(levelname)s:%(name)s:%(message)s"`), `datefmt` (comme pour `strftime`), `filename` avec `filemode` (`"a"` ; il faut `--allow-write`) ou `stream` (`stdout`, un fichier ouvert), et `force: true`. Un format peut nommer `asctime`, `levelname`, `levelno`, `message`, `name`, `threadName`, `thread`, `funcName`, `lineno`, `filename`, `pathname`, `module`, `msecs`, `created`, `relativeCreated`, `process`, `processName`. Échoue par `ValueError` pour un format sans champ, ou avec un autre. Avec `--seed` et `--virtual-time`, l'heure est celle de l'exécution.

        Python écrit `logging.basicConfig(level=logging.INFO, format="…")`.
native-logging-getLogger = Donne le journal de ce nom, le même à chaque fois ; sans nom, la racine, qui est au-dessus de tous les autres.
    .rest =
        Un journal `a.b` est au-dessous de `a` : il écrit à partir du niveau de celui-ci, sauf s'il a le sien.
native-logging-getLevelName = Donne le nom d'un niveau, ou le niveau d'un nom.
native-logging-addLevelName = Donne à un niveau un nom, que les lignes disent dès lors.
native-logging-disable = N'écrit plus de ligne jusqu'à ce niveau, quel que soit le journal ; `disable(logging::NOTSET)` l'annule.
native-logging-debug = Écrit une ligne du niveau `DEBUG` : ce qui n'aide qu'à trouver des fautes.
    .rest =
        Les valeurs remplissent les champs du message, `%s`, `%d`, `%.2f`, comme en Python. Échoue par `TypeError` s'il y en a trop ou trop peu.
native-logging-info = Écrit une ligne du niveau `INFO` : ce qui va comme il faut.
native-logging-warning = Écrit une ligne du niveau `WARNING` : ce qui peut devenir un problème.
native-logging-error = Écrit une ligne du niveau `ERROR` : ce qui est allé de travers.
native-logging-critical = Écrit une ligne du niveau `CRITICAL` : ce qui met fin à un programme.
native-logging-exception = Écrit une ligne du niveau `ERROR`, et au-dessous l'erreur attrapée, avec les appels ouverts.
    .rest =
        Hors d'un `catch` il n'y a pas d'erreur à dire, et la ligne reste seule ; Python y ajoute `NoneType: None`. Une table `#{"{"}exc_info: true{"}"}` derrière les valeurs d'une autre fonction fait de même.
native-logging-log = Écrit une ligne de ce niveau, un nombre ou son nom.
native-logging-Logger = Qui écrit des lignes, sous un nom ; `getLogger` le donne.
native-logging-Logger-debug = Écrit une ligne du niveau `DEBUG`. Les valeurs remplissent les champs `%` du message.
native-logging-Logger-info = Écrit une ligne du niveau `INFO`.
native-logging-Logger-warning = Écrit une ligne du niveau `WARNING`.
native-logging-Logger-error = Écrit une ligne du niveau `ERROR`.
native-logging-Logger-critical = Écrit une ligne du niveau `CRITICAL`.
native-logging-Logger-exception = Écrit une ligne du niveau `ERROR`, et au-dessous l'erreur attrapée.
native-logging-Logger-log = Écrit une ligne de ce niveau, un nombre ou son nom.
native-logging-Logger-setLevel = Écrit à partir de ce niveau, un nombre ou son nom ; 0 pour ce que dit le journal au-dessus.
native-logging-Logger-getEffectiveLevel = Donne le niveau à partir duquel il écrit : le sien, ou celui du journal suivant au-dessus.
native-logging-Logger-isEnabledFor = Dit s'il écrit les lignes de ce niveau.
native-logging-Logger-getChild = Donne le journal au-dessous de celui-ci qui y a ce nom : `a.b` pour `b` au-dessous de `a`.
native-logging-Logger-name = Son nom ; `root` pour celui qui est au-dessus de tous les autres.
native-logging-Logger-level = Le niveau qu'on lui a donné ; 0 s'il n'y en a pas.

## socket

native-socket = Des connexions entre programmes : sockets TCP, UDP et Unix qui attendent, et que `close()` réveille depuis un autre thread.
    .rest =
        Une adresse est un tableau `[hôte, port]`, un chemin pour les sockets Unix. Les textes sont envoyés en UTF-8 ; les longueurs comptent des octets. Les erreurs ont une sorte, `kind` : `ConnectionRefused`, `ConnectionReset`, `BrokenPipe`, `TimedOut`, `AddressInUse`, `Closed`, `WouldBlock`, `NotFound`, `PermissionDenied`, `ValueError`, `TypeError` ou `OSError`, et un `errno`, `()` là où le système n'a pas de numéro.

        Sous `--seed` et `--virtual-time`, les sockets ne relient que les threads du script, par des adresses locales et des chemins Unix simulés dans le processus : la même graine donne les mêmes ports et les mêmes lectures partielles (un morceau de quatre octets au plus arrive entier), et qui attend des données que personne ne peut envoyer est dans un interblocage, qui est signalé. Les autres machines ne peuvent alors pas être atteintes.
native-socket-AF_INET = Adresses IPv4 : `[hôte, port]`.
native-socket-AF_INET6 = Adresses IPv6 : `[hôte, port]`.
native-socket-AF_UNIX = Sockets internes à la machine ; une adresse est un chemin.
native-socket-SOCK_STREAM = Une connexion qui porte un flux d'octets : TCP.
native-socket-SOCK_DGRAM = Des messages isolés : UDP.
native-socket-SOL_SOCKET = Niveau des options de tous les sockets.
native-socket-SO_REUSEADDR = Option : se lier à un port qui servait encore à l'instant.
    .rest =
        Un serveur que l'on relance aussitôt en a besoin ; `create_server` la fixe.
native-socket-SO_REUSEPORT = Option : plusieurs sockets peuvent se lier au même port.
native-socket-SO_KEEPALIVE = Option : vérifier de temps en temps que l'autre côté est encore là.
native-socket-SO_BROADCAST = Option : permettre les messages adressés à tous.
native-socket-SO_RCVBUF = Option : nombre d'octets qui peuvent attendre d'être reçus.
native-socket-SO_SNDBUF = Option : nombre d'octets qui peuvent attendre d'être envoyés.
native-socket-SO_ERROR = Option, en lecture seule : l'erreur d'une connexion faite sans attendre.
native-socket-SO_TYPE = Option, en lecture seule : le type du socket.
native-socket-SO_LINGER = Option : ce que `close()` fait de ce qui est encore en route. `[1, 0]` l'abandonne, et l'autre côté reçoit `ConnectionReset` ; `[1, s]` l'attend au plus `s` secondes, jusqu'à 10 ; `[0, 0]` laisse le système s'en occuper.
native-socket-SO_ACCEPTCONN = Option, en lecture seule : le socket écoute-t-il ?
native-socket-IPPROTO_TCP = Niveau des options de TCP.
native-socket-IPPROTO_UDP = Le protocole UDP.
native-socket-IPPROTO_IPV6 = Niveau des options d'IPv6.
native-socket-TCP_NODELAY = Option : envoyer aussitôt les petits morceaux.
    .rest =
        Sinon le système attend un peu, pour envoyer plusieurs petits morceaux ensemble.
native-socket-IPV6_V6ONLY = Option : IPv6 seulement, sans IPv4.
native-socket-SHUT_RD = Pour `shutdown` : plus rien ne sera reçu.
native-socket-SHUT_WR = Pour `shutdown` : plus rien ne sera envoyé.
native-socket-SHUT_RDWR = Pour `shutdown` : les deux.
native-socket-SOMAXCONN = Le plus grand nombre de connexions qui peuvent attendre `accept`.
native-socket-MSG_PEEK = Pour `recv` : laisser en place ce qui est lu.
native-socket-MSG_DONTWAIT = Pour `recv` : ne pas attendre.
native-socket-MSG_WAITALL = Pour `recv` : attendre que tout ce qui est demandé soit là.
native-socket-create_server = Crée un socket TCP qui écoute à `address` : `socket`, `SO_REUSEADDR`, `bind` et `listen` en une fois.
    .rest =
        Options : `family` (`AF_INET`), `backlog` (128), `reuse_port` (false).

        Échoue par `AddressInUse` si un autre socket a l'adresse. Python écrit les options par leur nom.
native-socket-create_connection = Crée un socket TCP et le connecte à `address`, en essayant toutes les adresses de l'hôte.
    .rest =
        `timeout`, en secondes, vaut pour la connexion et les opérations qui suivent. Échoue comme `connect`.

        Demande `--allow-net` pour d'autres machines.

        `source_address` est l'adresse locale d'où se connecter, `[host, port]`.
native-socket-socketpair = Crée deux sockets connectés l'un à l'autre.
    .rest =
        Python donne un tuple ; ici, c'est un tableau de deux sockets.

        Échoue par `OSError` pour toute autre famille que `AF_UNIX`.

        `type` peut être `SOCK_DGRAM`.
native-socket-gethostbyname = Donne l'adresse d'un hôte, en texte.
    .rest =
        Échoue par `NotFound` si aucune machine n'a ce nom.

        Demande `--allow-net` pour les noms d'autres machines. Attend aussi longtemps que dure la recherche du système.
native-socket-gethostname = Donne le nom de cette machine.
native-socket-getaddrinfo = Liste les adresses d'un hôte, chacune sous la forme `[family, type, proto, "", [host, port]]`.
    .rest =
        `family` et `type` en choisissent quelques-unes ; 0 désigne toutes.

        Échoue par `NotFound` si aucune machine n'a ce nom. Python donne des tuples.

        `proto` et `flags` sont là pour les scripts venus de Python et ne changent rien.
native-socket-getdefaulttimeout = Donne combien de secondes attendent les opérations des nouveaux sockets ; `()` : aussi longtemps qu'il faut.
native-socket-setdefaulttimeout = Fixe l'attente des opérations des nouveaux sockets à `seconds` au plus ; `()` : aussi longtemps qu'il faut.
    .rest =
        Les secondes sont un entier ou un flottant. Échoue par `ValueError` pour un nombre négatif.
native-socket-socket = Un bout d'une connexion, ou un lieu où d'autres se connectent. `with` le ferme à la fin du bloc.
native-socket-socket-socket = Crée un socket qui n'est pas encore connecté : TCP, ou UDP avec `SOCK_DGRAM`.
    .rest =
        Avec `fileno`, reprend un descripteur que `detach()` a donné.

        Échoue par `ValueError` pour une famille ou un type inconnus ici.

        `proto` peut être le numéro du seul protocole qui va avec le type : 0, `IPPROTO_TCP` ou `IPPROTO_UDP`.
native-socket-socket-bind = Donne au socket son adresse : pour un serveur, là où les clients le trouvent.
    .rest =
        Le port 0 laisse le système choisir ; `getsockname()` dit lequel. Échoue par `AddressInUse` si un autre socket a l'adresse, par `ValueError` pour un port au-delà de 65535.

        Un hôte vide désigne toutes les adresses de cette machine. Demande `--allow-net` au-delà de la machine elle-même.
native-socket-socket-listen = Laisse d'autres se connecter ; environ `backlog` d'entre eux au plus attendent `accept`.
    .rest =
        Les clients peuvent se connecter désormais, avant le premier `accept`. Un socket sans `bind` écoute à un port libre : de toutes les adresses de cette machine là où `--allow-net` les permet, sinon de `localhost`.

        Échoue par `OSError` pour un socket UDP.
native-socket-socket-accept = Attend un client ; donne `[conn, addr]` : le socket par lequel lui parler, et son adresse.
    .rest =
        Échoue par `Closed` quand un autre thread ferme entre-temps le socket (en Python, cela ne le réveille pas), par `TimedOut` une fois passé le temps de `settimeout`.

        Par `Closed` aussi quand le socket n'écoute pas.
native-socket-socket-connect = Se connecte au serveur qui est à `address`.
    .rest =
        Échoue par `ConnectionRefused` si personne n'y écoute, par `NotFound` si l'hôte est inconnu, par `TimedOut` une fois passé le temps de `settimeout`.

        L'hôte est un nom ou une adresse. Demande `--allow-net` pour d'autres machines.
native-socket-socket-connect_ex = Se connecte comme `connect`, mais donne le numéro de l'erreur : 0 si tout s'est bien passé.
    .rest =
        Les hôtes inconnus, et les adresses qui n'en sont pas, échouent comme avec `connect`.
native-socket-socket-send = Envoie un texte ou des octets ; donne combien d'octets sont partis, peut-être moins que tous.
    .rest =
        `sendall` envoie aussi le reste. Échoue par `BrokenPipe` ou `ConnectionReset` si l'autre côté n'est plus là.

        Un texte part en UTF-8 : Python n'accepte que des octets.
native-socket-socket-sendall = Envoie un texte ou des octets en entier, en attendant de la place aussi souvent qu'il faut.
    .rest =
        Échoue par `BrokenPipe` ou `ConnectionReset` si l'autre côté n'est plus là.
native-socket-socket-recv = Reçoit au plus `n` octets, comme blob ; un blob vide quand l'autre côté a fermé.
    .rest =
        Peut donner moins que ce qui a été envoyé d'un coup : TCP porte un flux, pas des messages. `flags` : `MSG_PEEK`, `MSG_DONTWAIT`, `MSG_WAITALL`.

        Échoue par `TimedOut` une fois passé le temps de `settimeout`, par `ConnectionReset` si l'autre côté a coupé la connexion.
native-socket-socket-recv_text = Reçoit un texte de `n` octets au plus, mais d'un caractère au moins ; vide quand l'autre côté a fermé.
    .rest =
        Un caractère coupé en deux est recomposé à la lecture suivante. Échoue par `ValueError` pour des octets qui ne sont pas de l'UTF-8. Python n'a pas de telle méthode.
native-socket-socket-recvfrom = Reçoit un message ; donne `[data, addr]` : au plus `n` octets, et qui les a envoyés.
    .rest =
        Le reste d'un message plus long est perdu.
native-socket-socket-sendto = Envoie un texte ou des octets en un seul message à `address` ; donne le nombre d'octets.
    .rest =
        Le message peut se perdre en route, et personne n'en est averti. Demande `--allow-net` pour d'autres machines.
native-socket-socket-shutdown = Termine une direction de la connexion, ou les deux : `SHUT_RD`, `SHUT_WR`, `SHUT_RDWR`.
    .rest =
        Après `SHUT_WR`, l'autre côté lit jusqu'à la fin, et peut encore répondre. Un thread qui attend dans `accept` ou `recv` est réveillé.

        Échoue par `OSError` quand il n'y a pas de connexion.
native-socket-socket-close = Ferme le socket ; les threads qui y attendent dans `accept` ou `recv` sont réveillés par `Closed`.
    .rest =
        En Python, ils continueraient d'attendre. Fermer de nouveau ne fait rien. Les sockets laissés ouverts sont fermés à la fin de l'exécution.
native-socket-socket-detach = Ferme le socket mais pas son descripteur, et donne celui-ci : `socket(family, type, 0, fileno)` le reprend.
native-socket-socket-fileno = Donne le numéro du descripteur ; -1 quand le socket est fermé.
native-socket-socket-settimeout = Fixe l'attente des opérations à `seconds`, puis `TimedOut` ; `()` : aussi longtemps qu'il faut ; 0 : aucune (`WouldBlock`).
    .rest =
        Les secondes sont un entier ou un flottant. Échoue par `ValueError` pour un nombre négatif.
native-socket-socket-gettimeout = Donne combien de secondes attendent les opérations ; `()` : aussi longtemps qu'il faut.
native-socket-socket-setblocking = Fait attendre les opérations aussi longtemps qu'il faut, ou, avec `false`, pas du tout.
    .rest =
        Ce qui devrait attendre échoue alors par `WouldBlock`.
native-socket-socket-getblocking = Dit si les opérations attendent.
native-socket-socket-setsockopt = Fixe une option du socket, comme `setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)`.
    .rest =
        `value` est un entier ; pour `SO_LINGER`, que Python range dans une structure de C, un tableau `[1, seconds]` ou `[0, 0]`. Échoue par `OSError` pour une option inconnue ici.

        `level` est `SOL_SOCKET`, `IPPROTO_TCP` ou `IPPROTO_IPV6`.
native-socket-socket-getsockopt = Donne une option du socket : un entier, pour `SO_LINGER` un tableau.
    .rest =
        Échoue par `OSError` pour une option inconnue ici.

        `level` est `SOL_SOCKET`, `IPPROTO_TCP` ou `IPPROTO_IPV6`.
native-socket-socket-getsockname = Donne l'adresse du socket lui-même.
    .rest =
        `[host, port]`, un chemin pour les sockets Unix. Python donne un tuple.
native-socket-socket-getpeername = Donne l'adresse de l'autre côté.
    .rest =
        Échoue par `OSError` quand il n'est pas connecté.
native-socket-socket-makefile = Donne un fichier pour lire et écrire la connexion par lignes : mode `"r"`, `"w"` ou `"rw"`, avec `"b"` pour des octets.
    .rest =
        La connexion est fermée quand le socket et ses fichiers le sont. Ce qui est écrit part aussitôt, sans `flush()`.

        Échoue par `ValueError` pour tout autre mode.
native-socket-socket-family = La famille d'adresses : `AF_INET` …
native-socket-socket-type = Le type : `SOCK_STREAM` ou `SOCK_DGRAM`.
native-socket-socket-proto = Le protocole : 0, celui qui va avec le type.
native-socket-SocketFile = Une connexion comme fichier, créée par `makefile()` : `for` en parcourt les lignes.
native-socket-SocketFile-read = Lit `n` caractères (octets d'un fichier binaire), ou tout jusqu'à ce que l'autre côté ferme.
    .rest =
        Échoue par `ValueError` pour des octets qui ne sont pas un texte en UTF-8.
native-socket-SocketFile-readline = Lit une ligne avec sa fin ; vide quand l'autre côté a fermé.
native-socket-SocketFile-readlines = Lit toutes les lignes, jusqu'à ce que l'autre côté ferme.
native-socket-SocketFile-write = Envoie un texte ou des octets ; donne leur nombre de caractères ou d'octets.
    .rest =
        Python garde ce qui est écrit jusqu'à `flush` ou `close` ; ici, tout part aussitôt.
native-socket-SocketFile-flush = Ne fait rien : ce qui a été écrit est déjà parti.
native-socket-SocketFile-close = Ferme le fichier ; la connexion aussi, si son socket est fermé.
native-socket-SocketFile-closed = Le fichier est-il fermé ?

## io

native-io = Les fichiers : `open` et ce qu'il donne.
native-io-open = Ouvre un fichier et le donne comme objet : pour le lire (`"r"`), l'écrire à neuf (`"w"`), y ajouter (`"a"`) ou le créer (`"x"`).
    .rest =
        Un `b` dans le mode lit et écrit des octets (blobs) au lieu d'un texte en UTF-8, un `+` lit et écrit à la fois. `with file {"{"} … {"}"}` le ferme. Ce qui est écrit part aussitôt. Demande la permission de lire ou d'écrire le fichier. Option : `encoding`, seulement `"utf-8"`.

        Échoue par `NotFound`, `PermissionDenied`, `FileExists`, `IsADirectory`, `NotCapable`, et par `ValueError` pour un mode qui n'existe pas.

        Python ne demande rien à personne, et garde ce qui est écrit jusqu'à la fermeture du fichier.
native-io-File = Un fichier ouvert, tel que `open` le donne. `for` en parcourt les lignes. Des threads peuvent le partager : chaque opération est indivisible.
native-io-File-read = Donne le reste du fichier, ou au plus `size` caractères (octets en mode `b`) ; vide à la fin.
    .rest =
        Échoue par `ValueError` pour des octets qui ne sont pas un texte en UTF-8, par `UnsupportedOperation` s'il n'a pas été ouvert pour être lu.
native-io-File-readline = Donne la ligne suivante avec sa fin ; un texte vide à la fin du fichier.
    .rest =
        Échoue par `ValueError` pour des octets qui ne sont pas un texte en UTF-8.
native-io-File-readlines = Donne les lignes restantes dans un tableau, chacune avec sa fin.
native-io-File-write = Écrit un texte (des octets en mode `b`) et donne son nombre de caractères (d'octets). Sans passer à la ligne.
    .rest =
        Échoue par `UnsupportedOperation` s'il n'a été ouvert que pour être lu, par `TypeError` pour ce qui n'est pas un texte : `str(n)` en fait un.
native-io-File-writelines = Écrit les textes d'un tableau (ou de ce qu'un `for` peut parcourir) l'un après l'autre, tels quels, d'un seul tenant.
    .rest =
        Échoue comme `write`.
native-io-File-close = Ferme le fichier ; le fermer de nouveau ne fait rien.
    .rest =
        Ce que l'on en fait ensuite échoue par `Closed`. `with file {"{"} … {"}"}` le ferme aussi.
native-io-File-flush = Transmet ce qui a été écrit : c'est déjà fait.
    .rest =
        Python garde ce qui est écrit jusqu'à `flush` ou `close` ; ici, rien n'est gardé.
native-io-File-seek = Va à l'octet `offset` compté du début (`whence` 0), d'ici (1) ou de la fin (2) ; donne la nouvelle place.
    .rest =
        Échoue par `UnsupportedOperation` pour un `offset` autre que 0 compté d'ici ou de la fin d'un fichier de texte.

        Par `ValueError` pour une place avant le début.
native-io-File-tell = Donne la place dans le fichier : le nombre d'octets qui la précèdent.
native-io-File-truncate = Coupe le fichier à `size` octets, ou ici ; donne la nouvelle taille.
    .rest =
        Échoue par `ValueError` pour une taille négative, par `UnsupportedOperation` s'il n'a pas été ouvert pour être écrit.
native-io-File-readable = Dit si le mode permet de le lire.
native-io-File-writable = Dit si le mode permet de l'écrire.
native-io-File-name = Le chemin tel qu'il a été donné à `open`.
native-io-File-mode = Le mode, tel que `open` le prend.
native-io-File-closed = A-t-il été fermé ?

## os_path

native-os_path = Les chemins, comme `os.path` de Python. Ce qui regarde le disque demande la permission d'y lire.
native-os_path-basename = Donne le nom du fichier au bout d'un chemin.
    .rest =
        Un chemin qui se termine par `/` donne un texte vide.
native-os_path-dirname = Donne le dossier dont parle un chemin : tout ce qui précède son dernier `/`.
native-os_path-join = Réunit les morceaux d'un chemin par `/` ; un morceau qui commence par `/` repart de zéro.
    .rest =
        Sans module, `join` réunit les textes d'un tableau.
native-os_path-splitext = Sépare un chemin de l'extension de son fichier : `[racine, ".txt"]`.
    .rest =
        Python donne un tuple.
native-os_path-abspath = Donne le chemin à partir de `/`, sans `.` ni `..` ; il n'a pas besoin d'exister.
native-os_path-isfile = Dit s'il y a un fichier à `path` ; les liens sont suivis.
native-os_path-isdir = Dit s'il y a un dossier à `path` ; les liens sont suivis.
native-os_path-exists = Dit s'il y a un fichier ou un dossier à `path`.
native-os_path-getsize = Donne la taille d'un fichier en octets.
    .rest =
        Échoue par `NotFound` s'il n'y en a pas.

## os

native-os = Les dossiers et l'environnement, comme `os` de Python. Chacun demande sa permission.
native-os-listdir = Donne les noms que contient un dossier, triés.
    .rest =
        Demande la permission de le lire. Échoue par `NotFound`, `NotADirectory`.

        En Python, l'ordre est quelconque.
native-os-mkdir = Crée un dossier.
    .rest =
        Demande la permission d'y écrire. Échoue par `FileExists`, `NotFound`.
native-os-remove = Supprime un fichier.
    .rest =
        Demande la permission de l'écrire. Échoue par `NotFound`, `IsADirectory`.

        Sans module, `remove` est celui de Rhai, pour les éléments des tableaux et des tables.
native-os-rmdir = Supprime un dossier vide.
    .rest =
        Demande la permission de l'écrire. Échoue par `NotFound`, `NotADirectory`, et par `OSError` s'il n'est pas vide.
native-os-rename = Donne à un fichier ou à un dossier un autre nom ou une autre place.
    .rest =
        Demande la permission de le lire et d'écrire aux deux places. Ce qui était là sous le nouveau nom est remplacé. Ce que nomme une option `--deny-…` reste où il est, et de même les dossiers qui le contiennent.

        Échoue par `NotFound` s'il n'y a pas de `old`.

        Tapez `os::rename` : sans `os::`, ce nom n'existe pas.
native-os-getcwd = Donne le dossier d'où partent les chemins relatifs.
native-os-getenv = Donne une variable d'environnement, ou `default` si elle n'est pas définie.
    .rest =
        Demande la permission de la lire : `--allow-env=NAME`.
native-os-environ = Donne toutes les variables d'environnement dans une table.
    .rest =
        Demande la permission de les lire toutes : `--allow-env`.

        L'`os.environ` de Python est une table sans parenthèses, et la changer change l'environnement ; celle-ci est une copie.

## datetime

native-datetime = Dates et heures : `datetime::now()`, `date(2026, 11, 22)`, différences en jours.
native-datetime-now = Donne l'instant présent, à la microseconde.
native-datetime-today = Donne l'instant présent : la même chose que `now`.
native-datetime-fromisoformat = Donne l'instant qu'un texte comme `2026-11-22T09:38:51` désigne.
    .rest =
        Une espace peut remplacer le `T`, et les secondes, ou l'heure entière, peuvent manquer. Échoue par `ValueError` pour tout autre texte.
native-datetime-fromtimestamp = Donne l'instant situé tant de secondes après le 1er janvier 1970.
    .rest =
        Échoue par `ValueError` pour une date hors du calendrier.
native-datetime-strptime = Donne l'instant que désigne un texte écrit selon `format`.
    .rest =
        Échoue par `ValueError` quand le texte n'est pas écrit ainsi.

        Ce que le format ne nomme pas est le 1er janvier 1900, à minuit.
native-datetime-date = Un jour. `-` entre deux jours donne un `timedelta`, qui s'y ajoute et s'en retranche ; les jours se comparent.
native-datetime-date-date = Crée le jour d'une année, d'un mois (1 à 12) et d'un jour du mois.
    .rest =
        Échoue par `ValueError` quand ce jour n'existe pas.

        Comme texte, il s'écrit `2026-11-22`. Les années vont de 1 à 9999.
native-datetime-date-strftime = Écrit le jour selon `format` : `%d/%m/%Y`. Les lettres sont celles de `time::strftime`.
native-datetime-date-isoformat = Donne le jour sous la forme `2026-11-22`.
native-datetime-date-weekday = Donne le jour de la semaine : 0 pour lundi.
native-datetime-date-isoweekday = Donne le jour de la semaine : 1 pour lundi.
native-datetime-date-year = L'année.
native-datetime-date-month = Le mois, à partir de 1.
native-datetime-date-day = Le jour du mois, à partir de 1.
native-datetime-datetime = Un jour et une heure. `-` entre deux donne un `timedelta`, qui s'y ajoute et s'en retranche ; ils se comparent.
native-datetime-datetime-datetime = Crée un instant d'une année, d'un mois, d'un jour et, au besoin, d'une heure.
    .rest =
        Échoue par `ValueError` quand cet instant n'existe pas.

        Il n'y a pas de fuseaux horaires : l'instant est celui de l'horloge de la machine, sous le temps virtuel celui de l'UTC.

        L'heure : `hour` de 0 à 23, `minute` et `second` de 0 à 59, `microsecond` de 0 à 999999.
native-datetime-datetime-strftime = Écrit l'instant selon `format` : `%d/%m/%Y %H:%M`. Les lettres sont celles de `time::strftime`, et `%f` pour les microsecondes.
native-datetime-datetime-isoformat = Donne l'instant sous la forme `2026-11-22T09:38:51`.
native-datetime-datetime-date = Donne son jour.
native-datetime-datetime-weekday = Donne le jour de la semaine : 0 pour lundi.
native-datetime-datetime-timestamp = Donne les secondes depuis le 1er janvier 1970, un flottant.
native-datetime-datetime-year = L'année.
native-datetime-datetime-month = Le mois, à partir de 1.
native-datetime-datetime-day = Le jour du mois, à partir de 1.
native-datetime-datetime-hour = L'heure, de 0 à 23.
native-datetime-datetime-minute = La minute, de 0 à 59.
native-datetime-datetime-second = La seconde, de 0 à 59.
native-datetime-datetime-microsecond = La microseconde, de 0 à 999999.
native-datetime-timedelta = La durée entre deux jours ou deux instants. Elle s'ajoute à eux et à ses semblables ; `*` et `/` prennent un nombre.
native-datetime-timedelta-timedelta = Crée une durée ; chaque part est un nombre, dans l'ordre de Python.
    .rest =
        Python accepte aussi les parts par leur nom, `timedelta(hours=2)` ; ici, tapez `timedelta(0, 2 * 3600)`. Échoue par `OverflowError` au-delà de 999999999 jours.
native-datetime-timedelta-total_seconds = Donne la durée entière en secondes, un flottant.
native-datetime-timedelta-days = Les jours entiers.
native-datetime-timedelta-seconds = Les secondes du jour restant, de 0 à 86399.
    .rest =
        Pour la durée entière, utilisez `total_seconds()` : les jours ne sont pas comptés ici.
native-datetime-timedelta-microseconds = Les microsecondes de la seconde restante.

## date

native-date = Les jours : `date::today()`.
native-date-today = Donne le jour d'aujourd'hui.
native-date-fromisoformat = Donne le jour qu'un texte comme `2026-11-22` désigne.
    .rest =
        Échoue par `ValueError` pour tout autre texte.
native-date-fromtimestamp = Donne le jour situé tant de secondes après le 1er janvier 1970.
    .rest =
        Échoue par `ValueError` pour une date hors du calendrier.
native-threading-excepthook = Fait appeler `hook` à chaque erreur non rattrapée d'un thread, au lieu de l'afficher ; `()` les affiche de nouveau.
    .rest =
        La fonction s'exécute dans le thread qui a échoué et reçoit une table : `exc_type` (la sorte d'erreur, `()` pour une valeur que le script a lancée), `exc_value` (ce que `catch` recevrait) et `thread`. Le code de sortie dit toujours qu'un thread a échoué. Python écrit `threading.excepthook = hook`. Lève `TypeError` pour ce qui n'est pas une fonction.
native-threading-stack_size = Donne 0 : les piles des threads ont la taille qu'il leur faut, quoi que fasse un script.
    .rest =
        La profondeur des appels de fonctions se règle par `sandbox run --max-call-depth N`. Lève `ValueError` pour toute autre taille, comme Python là où la taille ne peut pas changer.
native-threading-settrace = Refuse : il n'y a pas de fonctions de trace. Lève `RuntimeError`, qui dit ce qui montre l'exécution des threads.
native-threading-setprofile = Refuse : il n'y a pas de fonctions de profilage. Lève `RuntimeError`, qui dit ce qui montre l'exécution des threads.

## subprocess

native-subprocess = Lancer d'autres programmes, les attendre, entendre ce qu'ils disent. Demande `--allow-run`.
native-subprocess-PIPE = Pour `stdin`, `stdout`, `stderr` : un tube entre le script et le processus fils.
native-subprocess-STDOUT = Pour `stderr` : là où va `stdout`.
native-subprocess-DEVNULL = Pour `stdin`, `stdout`, `stderr` : rien à lire, ce qui est écrit est perdu.
native-subprocess-call = Lance un programme et attend sa fin ; donne son code de sortie, ou moins le numéro du signal qui l'a terminé.
    .rest =
        `args` est un tableau : le programme, puis ses arguments. Il utilise l'entrée, la sortie et la sortie d'erreur du script, sauf si les options disent autre chose : `stdin`, `stdout`, `stderr` (`DEVNULL`, un fichier ouvert, `PIPE` ; `STDOUT` pour `stderr`), `cwd` (son dossier), `env` (une table : toutes ses variables), `timeout` (en secondes), `encoding` et `errors` (voir `run`). Avec `shell: true`, `args` est une ligne pour l'interpréteur de commandes. Échoue par `NotFound` ou `PermissionDenied` quand il ne peut pas être lancé, par `TimeoutExpired` quand il dure trop longtemps (il est alors arrêté, avec ce qu'il a lancé), par `NotCapable` sans `--allow-run`.

        Python écrit les options par leur nom : `call(args, stdout=DEVNULL)`.
native-subprocess-check_call = Lance un programme comme `call`, et échoue par `CalledProcess` si son code de sortie n'est pas 0.
    .rest =
        L'erreur a les champs `returncode` et `cmd`.

        `args` et les options sont comme pour `call`.
native-subprocess-check_output = Lance un programme et donne ce qu'il écrit sur sa sortie standard ; échoue par `CalledProcess` si son code de sortie n'est pas 0.
    .rest =
        Un blob, ou un texte avec `text: true`. Les options sont comme pour `call`, avec `input` : un texte ou un blob pour son entrée standard.

        Échoue par `ValueError` pour une option `stdout`.
native-subprocess-run = Lance un programme et attend sa fin ; donne un objet avec `returncode`, `stdout`, `stderr`, `args`.
    .rest =
        Les options sont comme pour `call`, avec : `capture_output: true` (garder ce qu'il écrit), `text: true` (comme textes, pas comme blobs), `input` (un texte ou un blob pour son entrée standard), `check: true` (échouer par `CalledProcess` si son code de sortie n'est pas 0). `encoding` (`"utf-8"`, `"ascii"`, `"latin-1"`) et `errors` (`"strict"`, `"replace"`, `"ignore"`) demandent aussi des textes, et disent comment.
native-subprocess-getoutput = Exécute une ligne par le shell et donne tout ce qu'elle écrit, en sortie standard et en erreur, comme un texte sans son dernier passage à la ligne.
    .rest =
        Son code de sortie ne compte pas. `options` peut avoir `encoding` et `errors`, comme pour `run`. Demande `--allow-run=sh`.
native-subprocess-getstatusoutput = Comme `getoutput`, précédé du code de sortie : `[code, sortie]`.
    .rest =
        Le code est moins le numéro du signal qui a terminé le shell, s'il y en a un. Python donne un tuple.
native-subprocess-Popen = Un programme qui s'exécute à côté du script. Ce qui tourne encore à la fin du script est arrêté.
native-subprocess-Popen-Popen = Lance un programme et continue aussitôt, pendant qu'il s'exécute.
    .rest =
        `args` et les options sont comme pour `call`, sans `timeout`. Quand `stdin`, `stdout` ou `stderr` vaut `PIPE`, le script lui écrit et lit ce qu'il dit par `p.stdin`, `p.stdout`, `p.stderr`, ou tout à la fois par `communicate`. `with p {"{"} … {"}"}` ferme les tubes et attend sa fin.

        Échoue par `NotFound` ou `PermissionDenied` quand il ne peut pas être lancé, par `NotCapable` sans `--allow-run`.
native-subprocess-Popen-poll = Dit le code de sortie si le programme est terminé, sinon `()` ; n'attend pas.
native-subprocess-Popen-wait = Attend la fin du programme, au plus `timeout` secondes ; donne son code de sortie, ou moins le numéro du signal qui l'a terminé.
    .rest =
        Échoue par `TimeoutExpired` ; le programme continue alors. S'il écrit beaucoup dans un tube que personne ne lit, il ne se termine jamais : utilisez `communicate`.
native-subprocess-Popen-communicate = Écrit `input` au programme, lit tout ce qu'il dit, attend sa fin ; donne `[stdout, stderr]`, avec `()` pour ce qui n'est pas un tube.
    .rest =
        Lit et écrit en même temps, et ne reste donc jamais bloqué. Échoue par `TimeoutExpired` après `timeout` secondes : le programme continue, rien n'est perdu, et `communicate` peut être appelé de nouveau.
native-subprocess-Popen-terminate = Demande au programme de se terminer : lui envoie `SIGTERM`. Ne fait rien s'il est terminé.
native-subprocess-Popen-kill = Arrête le programme aussitôt : lui envoie `SIGKILL`. Ne fait rien s'il est terminé.
native-subprocess-Popen-send_signal = Envoie un signal au programme : `SIGINT`, `SIGSTOP`, `SIGCONT` … Ne fait rien s'il est terminé.
    .rest =
        Échoue par `ValueError` pour un numéro qui n'est celui d'aucun signal.
native-subprocess-Popen-enter = Entre dans un bloc `with` : `with p {"{"} … {"}"}` l'appelle.
native-subprocess-Popen-leave = Quitte un bloc `with` : ferme les tubes, attend la fin du programme.
    .rest =
        `with p {"{"} … {"}"}` l'appelle, aussi quand une erreur fait quitter le bloc.
native-subprocess-Popen-pid = Le numéro sous lequel le système d'exploitation le connaît.
native-subprocess-Popen-returncode = Le code de sortie tel que `poll` ou `wait` l'a trouvé ; `()` avant.
    .rest =
        Moins le numéro du signal, si c'est un signal qui l'a terminé.
native-subprocess-Popen-args = La commande telle qu'elle a été donnée.
native-subprocess-Popen-stdin = Là où le script écrit ce que le programme lit, avec `stdin: PIPE` ; sinon `()`.
native-subprocess-Popen-stdout = Là où le script lit ce que le programme écrit, avec `stdout: PIPE` ; sinon `()`.
native-subprocess-Popen-stderr = Là où le script lit ce que le programme écrit sur sa sortie d'erreur, avec `stderr: PIPE` ; sinon `()`.
native-subprocess-CompletedProcess = Un programme terminé : ce que donne `run`.
native-subprocess-CompletedProcess-check_returncode = Échoue par `CalledProcess` si le programme a échoué.
native-subprocess-CompletedProcess-args = La commande telle qu'elle a été donnée.
native-subprocess-CompletedProcess-returncode = Le code de sortie du programme ; moins le numéro du signal quand un signal l'a terminé.
native-subprocess-CompletedProcess-stdout = Ce qu'il a écrit sur sa sortie standard, si elle a été captée : des octets, ou un texte avec `text: true` ; sinon `()`.
native-subprocess-CompletedProcess-stderr = Ce qu'il a écrit sur sa sortie d'erreur, de même.
native-subprocess-Pipe = Le bout, côté script, d'un tube avec un processus fils, qui s'emploie comme un fichier : `p.stdin`, `p.stdout`, `p.stderr` d'un `Popen`.
native-subprocess-Pipe-read = Attend la fin de ce que le fils écrit et le donne en entier, ou attend `n` octets (caractères avec `text: true`), moins à la fin seulement.
native-subprocess-Pipe-readline = Attend une ligne et la donne avec sa fin ; rien (un blob ou un texte vide) à la fin.
    .rest =
        `for line in p.stdout {"{"} … {"}"}` parcourt toutes les lignes.
native-subprocess-Pipe-readlines = Attend la fin de ce que le fils écrit et donne le tableau de ses lignes.
native-subprocess-Pipe-write = Écrit aussitôt un texte ou des octets au fils ; donne leur nombre de caractères ou d'octets.
    .rest =
        Attend tant que le tube est plein. Échoue par `BrokenPipe` quand le fils ne lit plus.
native-subprocess-Pipe-flush = Ne fait rien : ce qui est écrit est transmis aussitôt. Pour les scripts venus de Python.
native-subprocess-Pipe-close = Ferme ce bout : un fils qui lit trouve la fin, un fils qui écrit un tube rompu ; un thread qui lit ici échoue par `ValueError`.
native-subprocess-Pipe-closed = Ce bout a-t-il été fermé ?

## signal

native-signal = Les signaux, pour `Popen.send_signal`.
native-signal-SIGHUP = Le terminal a disparu.
native-signal-SIGINT = Ctrl-C, tapé dans le terminal.
native-signal-SIGQUIT = Ctrl-\, tapé dans le terminal.
native-signal-SIGKILL = Se terminer aussitôt ; aucun programme ne peut refuser.
native-signal-SIGUSR1 = À chaque programme de lui donner un sens.
native-signal-SIGUSR2 = À chaque programme de lui donner un sens.
native-signal-SIGALRM = Le temps est écoulé.
native-signal-SIGTERM = Prière de se terminer.
native-signal-SIGSTOP = S'arrêter jusqu'à `SIGCONT` ; aucun programme ne peut refuser.
native-signal-SIGCONT = Reprendre après un arrêt.
