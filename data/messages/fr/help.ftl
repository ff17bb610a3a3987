# Ce que fait chaque fonction, classe, méthode et propriété, en une phrase. Les textes anglais sont les commentaires de src/library.

## builtins

native-builtins = Ce que Python offre sans import.
native-builtins-print = Affiche les valeurs séparées par un espace, puis passe à la ligne.
native-builtins-debug = Affiche la valeur comme dans un tableau, après sa place dans le script : ligne et colonne.
native-builtins-input = Affiche `prompt` sans passer à la ligne, puis attend une ligne de l'entrée standard et la donne sans sa fin.
native-builtins-int = Fait un entier d'un texte ou d'un nombre ; un flottant perd ce qui suit la virgule.
native-builtins-float = Fait un flottant d'un texte ou d'un nombre.
native-builtins-str = Donne le texte que `print` affiche pour la valeur.
native-builtins-repr = Donne le texte qui montre la valeur dans un tableau : les textes entre guillemets.
native-builtins-bool = Dit si un `if` de Python tiendrait la valeur pour vraie : ni `false`, ni `()`, ni zéro, ni vide.
native-builtins-type = Donne le nom du type de la valeur, comme `type_of`.
native-builtins-ord = Donne le numéro (point de code) d'un caractère.
native-builtins-chr = Donne le caractère de ce numéro (point de code), comme texte.
native-builtins-hex = Donne l'entier en base 16, comme `0xff`.
native-builtins-oct = Donne l'entier en base 8, comme `0o17`.
native-builtins-bin = Donne l'entier en base 2, comme `0b101`.
native-builtins-assert = Continue si la condition est vraie, sinon échoue par `AssertionError` avec le message.
native-builtins-sum = Additionne les éléments, en partant de `start`.
native-builtins-min = Donne le plus petit des éléments, ou de plusieurs arguments.
native-builtins-max = Donne le plus grand des éléments, ou de plusieurs arguments.
native-builtins-round = Arrondit à `digits` chiffres après la virgule, les moitiés vers le voisin pair ; avec `digits` négatif, aux dizaines ou aux centaines.
native-builtins-divmod = Donne le quotient, arrondi vers le bas, et le reste, qui a le signe du diviseur.
native-builtins-len = Donne le nombre d'éléments.
native-builtins-range = Compte de 0 jusqu'à `stop`, exclu ; avec deux ou trois arguments, c'est le `range(start, stop, step)` de Rhai.
native-builtins-enumerate = Numérote les éléments : un tableau de `[numéro, élément]`, à partir de `start`.
native-builtins-zip = Apparie les éléments de plusieurs tableaux ; s'arrête avec le plus court.
native-builtins-sorted = Donne les éléments par ordre croissant, dans un nouveau tableau.
native-builtins-reversed = Donne les éléments du dernier au premier, dans un nouveau tableau.
native-builtins-any = Dit si au moins un élément est vrai.
native-builtins-all = Dit si tous les éléments sont vrais.
native-builtins-help = Affiche ce que l'on sait d'un nom : comment il s'emploie, ce qu'il fait, un exemple.

## str

native-str = Ce que peuvent les textes de Python, le texte en premier argument ou devant la méthode : `" a ".strip()`.
native-str-strip = Donne le texte sans les blancs, ou les caractères donnés, aux deux bouts.
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
native-str-splitlines = Donne les lignes du texte, sans leurs fins.
native-str-partition = Donne ce qui précède le premier `separator`, le séparateur, et ce qui le suit.
native-str-join = Réunit les textes d'un tableau, avec `separator` entre eux.
native-str-ljust = Donne le texte suivi d'espaces, ou de `fill`, sur `width` caractères.
native-str-rjust = Donne le texte précédé d'espaces, ou de `fill`, sur `width` caractères.
native-str-center = Donne le texte au milieu de `width` caractères.
native-str-zfill = Donne le nombre précédé de zéros, sur `width` caractères.
native-str-isdigit = Dit si le texte est fait de chiffres, et n'est pas vide.
native-str-isnumeric = Dit si le texte est fait de chiffres, de quelque écriture que ce soit, et n'est pas vide.
native-str-isalpha = Dit si le texte est fait de lettres, et n'est pas vide.
native-str-isalnum = Dit si le texte est fait de lettres et de chiffres, et n'est pas vide.
native-str-isspace = Dit si le texte est fait de blancs, et n'est pas vide.
native-str-isupper = Dit si le texte a des lettres et qu'elles sont toutes majuscules.
native-str-islower = Dit si le texte a des lettres et qu'elles sont toutes minuscules.
native-str-encode = Donne les octets du texte en UTF-8.
native-str-decode = Donne le texte que des octets représentent en UTF-8.
native-str-format = Place les valeurs dans les champs d'un texte : `{"{"}{"}"}` à tour de rôle, `{"{"}0{"}"}` par numéro, `{"{"}name{"}"}` d'après une table, en dernier.

## sys

native-sys = Les arguments du script, ses flux standard, son code de sortie.
native-sys-argv = Le nom du script tel qu'il a été donné, puis ses arguments : un tableau de textes.
native-sys-stdin = L'entrée standard.
native-sys-stdout = La sortie standard.
native-sys-stderr = La sortie d'erreur, pour les messages qui ne sont pas des résultats.
native-sys-maxsize = Le plus grand entier.
native-sys-exit = Termine le thread. Dans le thread principal, `code` devient le code de sortie du programme, une fois terminés les threads non démons.
native-sys-TextStream = L'entrée, la sortie ou la sortie d'erreur standard : `stdin`, `stdout`, `stderr`.
native-sys-TextStream-write = Écrit le texte tel quel, sans passer à la ligne ; donne son nombre de caractères.
native-sys-TextStream-flush = Transmet ce qui a été écrit jusque-là.
native-sys-TextStream-readline = Attend une ligne de l'entrée standard et la donne avec sa fin ; un texte vide à la fin de l'entrée.
native-sys-TextStream-read = Attend la fin de l'entrée standard et la donne tout entière.
native-sys-TextStream-name = `<stdout>`, `<stderr>` ou `<stdin>`.

## time

native-time = Attendre, horloges et dates. Avec `--virtual-time` et `--seed`, c'est le temps du programme, et les dates sont en UTC.
native-time-sleep = Attend `seconds` secondes, un entier ou un flottant ; les autres threads continuent.
native-time-time = Donne la date et l'heure en secondes depuis le 1er janvier 1970, un flottant.
native-time-time_ns = Donne la date et l'heure en nanosecondes depuis le 1er janvier 1970, un entier.
native-time-monotonic = Donne les secondes d'une horloge qui ne recule jamais : pour mesurer une durée.
native-time-monotonic_ns = Donne les nanosecondes de l'horloge de `monotonic`, un entier.
native-time-perf_counter = Donne les secondes de l'horloge de `monotonic` ; celle de Python pour les mesures courtes.
native-time-perf_counter_ns = Donne les nanosecondes de l'horloge de `perf_counter`, un entier.
native-time-timestamp = Donne cet instant, à partir duquel mesurer : la manière de Rhai.
native-time-elapsed = Donne les secondes écoulées depuis l'instant `start`.
native-time-ctime = Donne la date et l'heure en texte, comme `Sun Nov 22 09:38:51 2026` : maintenant, ou `seconds` après le 1er janvier 1970.
native-time-strftime = Écrit la date et l'heure selon `format` : `%Y` année, `%m` mois, `%d` jour, `%H` heure, `%M` minute, `%S` seconde.

## random

native-random = Nombres aléatoires et tirages. Avec `--seed`, un programme tire les mêmes à chaque fois.
native-random-random = Donne un flottant aléatoire de 0.0 à 1.0, exclu.
native-random-randint = Donne un entier aléatoire de `a` à `b`, inclus tous deux.
native-random-randrange = Donne un entier aléatoire de `start` à `stop`, exclu, par pas de `step` ; avec un seul argument, de 0 à celui-ci.
native-random-uniform = Donne un flottant aléatoire entre `a` et `b`.
native-random-choice = Donne l'un des éléments.
native-random-shuffle = Donne les éléments dans un ordre aléatoire, dans un nouveau tableau.
native-random-sample = Donne `count` des éléments, chacun une fois au plus, dans un ordre aléatoire.
native-random-seed = Recommence les nombres aléatoires : la même graine donne les mêmes nombres.

## threading

native-threading = Les threads, et ce par quoi ils s'attendent.
native-threading-TIMEOUT_MAX = La plus longue attente possible, en secondes.
native-threading-current_thread = Donne le thread qui demande.
native-threading-currentThread = Ancienne écriture de `current_thread()`.
native-threading-main_thread = Donne le thread qui exécute le premier niveau du script.
native-threading-enumerate = Liste les threads en vie, dans l'ordre de leur démarrage.
native-threading-active_count = Compte les threads en vie, le principal compris.
native-threading-activeCount = Ancienne écriture de `active_count()`.
native-threading-get_ident = Donne le numéro du thread qui demande : 1 pour le principal, puis dans l'ordre de leur démarrage.
native-threading-get_native_id = Donne le numéro du thread qui demande, comme `get_ident`.
native-threading-Thread = Un fil d'exécution : une fonction qui s'exécute à côté des autres, sur les mêmes variables.
native-threading-Thread-Thread = Crée un thread qui appellera `target` avec les arguments de `args`. Il commence par `start()`.
native-threading-Thread-start = Démarre : la fonction s'exécute désormais à côté de l'appelant.
native-threading-Thread-run = Fait ce que le thread doit faire, dans le thread qui demande : `start()` l'appelle dans le nouveau. Les classes dérivées ont le leur.
native-threading-Thread-join = Attend la fin du thread, au plus `timeout` secondes ; dit s'il est terminé.
native-threading-Thread-is_alive = Dit si le thread a démarré et n'est pas terminé.
native-threading-Thread-isAlive = Ancienne écriture de `is_alive()`.
native-threading-Thread-getName = Ancienne écriture de la propriété `name`.
native-threading-Thread-setName = Ancienne écriture de `t.name = nom`.
native-threading-Thread-isDaemon = Ancienne écriture de la propriété `daemon`.
native-threading-Thread-setDaemon = Ancienne écriture de `t.daemon = daemon`.
native-threading-Thread-name = Le nom du thread, pour les messages. Modifiable ; deux threads peuvent porter le même.
native-threading-Thread-daemon = Thread démon : le programme se termine-t-il sans l'attendre ? Modifiable avant `start()`.
native-threading-Thread-ident = Le numéro du thread : 1 pour le principal, puis dans l'ordre des démarrages ; `()` avant le démarrage.
native-threading-Thread-native_id = Le numéro du thread, comme `ident`.
native-threading-Timer = Un thread qui attend, puis appelle une fonction, sauf s'il est annulé entre-temps.
native-threading-Timer-Timer = Crée un thread qui appellera `function` avec les arguments de `args`, `interval` secondes après son `start()`.
native-threading-Timer-cancel = Renonce à l'appel, si l'heure n'est pas venue ; le thread se termine aussitôt.
native-threading-Lock = Un verrou : libre, ou tenu par un seul thread à la fois. Il protège une section critique. Tout thread peut le libérer.
native-threading-Lock-Lock = Crée un verrou libre.
native-threading-Lock-acquire = Attend que le verrou soit libre, puis le prend ; dit s'il est tenu.
native-threading-Lock-release = Libère le verrou ; l'un des threads qui l'attendent continue.
native-threading-Lock-locked = Dit si quelqu'un tient le verrou.
native-threading-RLock = Un verrou que le thread qui le tient peut reprendre ; il est libre après autant de libérations, que seul ce thread peut faire.
native-threading-RLock-RLock = Crée un verrou réentrant libre.
native-threading-RLock-acquire = Attend que le verrou soit libre ou déjà à l'appelant, puis le prend une fois de plus ; dit s'il est tenu.
native-threading-RLock-release = Défait une prise ; la dernière libère le verrou.
native-threading-RLock-locked = Dit si quelqu'un tient le verrou.
native-threading-Condition = Un lieu d'attente, sous un verrou, jusqu'à ce qu'un autre thread dise que quelque chose a changé.
native-threading-Condition-Condition = Crée une condition sur `lock`, un `Lock` ou un `RLock` ; sans lui, elle a son propre `RLock`.
native-threading-Condition-acquire = Attend que le verrou de la condition soit libre, puis le prend ; dit s'il est tenu.
native-threading-Condition-release = Libère le verrou de la condition.
native-threading-Condition-wait = Libère le verrou, attend d'être réveillé, reprend le verrou ; dit s'il y a eu réveil.
native-threading-Condition-wait_for = Attend que `predicate()` soit vrai, au plus `timeout` secondes ; donne sa dernière réponse.
native-threading-Condition-notify = Réveille les `count` premiers threads qui attendent. Un réveil qui ne trouve personne est perdu.
native-threading-Condition-notify_all = Réveille tous les threads qui attendent.
native-threading-Condition-notifyAll = Ancienne écriture de `notify_all()`.
native-threading-Condition-locked = Dit si quelqu'un tient le verrou de la condition.
native-threading-Semaphore = Un nombre de jetons (P et V de Dijkstra) : `acquire` en prend un, et attend tant qu'il n'y en a pas ; `release` en rend un.
native-threading-Semaphore-Semaphore = Crée un sémaphore de `value` jetons.
native-threading-Semaphore-acquire = Attend un jeton, puis le prend ; dit si un jeton a été pris.
native-threading-Semaphore-release = Rend `count` jetons ; autant de threads qui attendent continuent.
native-threading-BoundedSemaphore = Un sémaphore qui n'a jamais plus de jetons qu'au début : un `release` de trop est une erreur.
native-threading-BoundedSemaphore-BoundedSemaphore = Crée un sémaphore qui a au plus `value` jetons, et tous au début.
native-threading-Event = Un drapeau que des threads attendent : l'un le lève, tous ceux qui attendent continuent.
native-threading-Event-Event = Crée un événement dont le drapeau est baissé.
native-threading-Event-set = Lève le drapeau ; tous les threads qui l'attendent continuent.
native-threading-Event-clear = Baisse le drapeau : les threads qui viennent maintenant attendent le prochain `set()`.
native-threading-Event-is_set = Dit si le drapeau est levé.
native-threading-Event-isSet = Ancienne écriture de `is_set()`.
native-threading-Event-wait = Attend que le drapeau soit levé, au plus `timeout` secondes ; dit s'il l'est.
native-threading-Barrier = Un lieu où des threads s'attendent les uns les autres ; quand le dernier arrive, tous continuent, et elle peut resservir.
native-threading-Barrier-Barrier = Crée une barrière pour `parties` threads. Le dernier arrivé appelle `action` avant qu'ils continuent ; `timeout` est celui de `wait`.
native-threading-Barrier-wait = Attend que tous soient là ; donne le numéro de ce thread, de 0 à `parties - 1`, dans l'ordre d'arrivée.
native-threading-Barrier-reset = Remet la barrière à neuf ; les threads qui attendent échouent par `BrokenBarrier`.
native-threading-Barrier-abort = Rompt la barrière : ceux qui attendent, et tous ceux qui viennent, échouent par `BrokenBarrier` jusqu'à `reset()`.
native-threading-Barrier-parties = Le nombre de threads que la barrière réunit.
native-threading-Barrier-n_waiting = Le nombre de threads qui y attendent à présent.
native-threading-Barrier-broken = Est-elle rompue ?
native-threading-local = Un objet dont chaque thread a les attributs pour lui seul.
native-threading-local-local = Crée un objet dont chaque thread a les attributs pour lui seul : ce que l'un écrit, aucun autre ne le voit.

## queue

native-queue = Des files par lesquelles les threads se passent des valeurs. Chaque opération est sûre en elle-même : aucun verrou n'est nécessaire.
native-queue-Queue = Une file entre threads : le premier mis est le premier pris. Toute valeur y entre ; `()` dit d'ordinaire que rien ne suit.
native-queue-Queue-Queue = Crée une file vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
native-queue-Queue-put = Met un élément, après avoir attendu de la place si la file est pleine.
native-queue-Queue-get = Prend l'élément suivant, après en avoir attendu un si la file est vide : une lecture bloquante.
native-queue-Queue-put_nowait = Met un élément sans attendre : `put(item, false)`.
native-queue-Queue-get_nowait = Prend l'élément suivant sans attendre : `get(false)`.
native-queue-Queue-qsize = Dit combien d'éléments il y a ; un autre thread peut aussitôt changer cela.
native-queue-Queue-empty = Dit s'il n'y a aucun élément ; un autre thread peut aussitôt changer cela.
native-queue-Queue-full = Dit s'il y a `maxsize` éléments ; un autre thread peut aussitôt changer cela.
native-queue-Queue-task_done = Dit qu'un élément pris a été traité ; `join()` compte là-dessus.
native-queue-Queue-join = Attend que `task_done()` ait été appelée pour chaque élément mis.
native-queue-Queue-shutdown = Ferme la file : `put` échoue désormais par `ShutDown`, `get` aussi une fois la file vide, et `for item in q` se termine.
native-queue-Queue-maxsize = Le nombre d'éléments que la file contient au plus ; 0 : sans limite.
native-queue-LifoQueue = Une pile entre threads : le dernier mis est le premier pris.
native-queue-LifoQueue-LifoQueue = Crée une pile vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
native-queue-PriorityQueue = Une file entre threads dont le plus petit élément sort d'abord ; entre égaux, le premier mis.
native-queue-PriorityQueue-PriorityQueue = Crée une file de priorité vide pour `maxsize` éléments au plus ; 0 ou moins : sans limite.
native-queue-SimpleQueue = Une file entre threads qui n'est jamais pleine et ne compte pas les tâches : le premier mis est le premier pris.
native-queue-SimpleQueue-SimpleQueue = Crée une file simple vide.
native-queue-SimpleQueue-put = Met un élément ; il y a toujours de la place, donc `block` et `timeout` ne changent rien.
native-queue-SimpleQueue-get = Prend l'élément suivant, après en avoir attendu un si la file est vide.
native-queue-SimpleQueue-put_nowait = Met un élément : la même chose que `put(item)`.
native-queue-SimpleQueue-get_nowait = Prend l'élément suivant sans attendre : `get(false)`.
native-queue-SimpleQueue-qsize = Dit combien d'éléments il y a ; un autre thread peut aussitôt changer cela.
native-queue-SimpleQueue-empty = Dit s'il n'y a aucun élément ; un autre thread peut aussitôt changer cela.

## socket

native-socket = Des connexions entre programmes : sockets TCP, UDP et Unix qui attendent, et que `close()` réveille depuis un autre thread.
native-socket-AF_INET = Adresses IPv4 : `[hôte, port]`.
native-socket-AF_INET6 = Adresses IPv6 : `[hôte, port]`.
native-socket-AF_UNIX = Sockets internes à la machine ; une adresse est un chemin.
native-socket-SOCK_STREAM = Une connexion qui porte un flux d'octets : TCP.
native-socket-SOCK_DGRAM = Des messages isolés : UDP.
native-socket-SOL_SOCKET = Niveau des options de tous les sockets.
native-socket-SO_REUSEADDR = Option : se lier à un port qui servait encore à l'instant.
native-socket-SO_REUSEPORT = Option : plusieurs sockets peuvent se lier au même port.
native-socket-SO_KEEPALIVE = Option : vérifier de temps en temps que l'autre côté est encore là.
native-socket-SO_BROADCAST = Option : permettre les messages adressés à tous.
native-socket-SO_RCVBUF = Option : nombre d'octets qui peuvent attendre d'être reçus.
native-socket-SO_SNDBUF = Option : nombre d'octets qui peuvent attendre d'être envoyés.
native-socket-SO_ERROR = Option, en lecture seule : l'erreur d'une connexion faite sans attendre.
native-socket-SO_TYPE = Option, en lecture seule : le type du socket.
native-socket-SO_LINGER = Option : ce que `close()` fait de ce qui est encore en route.
native-socket-SO_ACCEPTCONN = Option, en lecture seule : le socket écoute-t-il ?
native-socket-IPPROTO_TCP = Niveau des options de TCP.
native-socket-IPPROTO_UDP = Le protocole UDP.
native-socket-IPPROTO_IPV6 = Niveau des options d'IPv6.
native-socket-TCP_NODELAY = Option : envoyer aussitôt les petits morceaux.
native-socket-IPV6_V6ONLY = Option : IPv6 seulement, sans IPv4.
native-socket-SHUT_RD = Pour `shutdown` : plus rien ne sera reçu.
native-socket-SHUT_WR = Pour `shutdown` : plus rien ne sera envoyé.
native-socket-SHUT_RDWR = Pour `shutdown` : les deux.
native-socket-SOMAXCONN = Le plus grand nombre de connexions qui peuvent attendre `accept`.
native-socket-MSG_PEEK = Pour `recv` : laisser en place ce qui est lu.
native-socket-MSG_DONTWAIT = Pour `recv` : ne pas attendre.
native-socket-MSG_WAITALL = Pour `recv` : attendre que tout ce qui est demandé soit là.
native-socket-create_server = Crée un socket TCP qui écoute à `address` : `socket`, `SO_REUSEADDR`, `bind` et `listen` en une fois.
native-socket-create_connection = Crée un socket TCP et le connecte à `address`, en essayant toutes les adresses de l'hôte.
native-socket-socketpair = Crée deux sockets connectés l'un à l'autre.
native-socket-gethostbyname = Donne l'adresse d'un hôte, en texte.
native-socket-gethostname = Donne le nom de cette machine.
native-socket-getaddrinfo = Liste les adresses d'un hôte, chacune sous la forme `[family, type, proto, "", [host, port]]`.
native-socket-getdefaulttimeout = Donne combien de secondes attendent les opérations des nouveaux sockets ; `()` : aussi longtemps qu'il faut.
native-socket-setdefaulttimeout = Fixe l'attente des opérations des nouveaux sockets à `seconds` au plus ; `()` : aussi longtemps qu'il faut.
native-socket-socket = Un bout d'une connexion, ou un lieu où d'autres se connectent. `with` le ferme à la fin du bloc.
native-socket-socket-socket = Crée un socket qui n'est pas encore connecté : TCP, ou UDP avec `SOCK_DGRAM`.
native-socket-socket-bind = Donne au socket son adresse : pour un serveur, là où les clients le trouvent.
native-socket-socket-listen = Laisse d'autres se connecter ; environ `backlog` d'entre eux au plus attendent `accept`.
native-socket-socket-accept = Attend un client ; donne `[conn, addr]` : le socket par lequel lui parler, et son adresse.
native-socket-socket-connect = Se connecte au serveur qui est à `address`.
native-socket-socket-connect_ex = Se connecte comme `connect`, mais donne le numéro de l'erreur : 0 si tout s'est bien passé.
native-socket-socket-send = Envoie un texte ou des octets ; donne combien d'octets sont partis, peut-être moins que tous.
native-socket-socket-sendall = Envoie un texte ou des octets en entier, en attendant de la place aussi souvent qu'il faut.
native-socket-socket-recv = Reçoit au plus `n` octets ; aucun quand l'autre côté a fermé.
native-socket-socket-recv_text = Reçoit un texte de `n` octets au plus, mais d'un caractère au moins ; vide quand l'autre côté a fermé.
native-socket-socket-recvfrom = Reçoit un message ; donne `[data, addr]` : au plus `n` octets, et qui les a envoyés.
native-socket-socket-sendto = Envoie un texte ou des octets en un seul message à `address` ; donne le nombre d'octets.
native-socket-socket-shutdown = Termine une direction de la connexion, ou les deux : `SHUT_RD`, `SHUT_WR`, `SHUT_RDWR`.
native-socket-socket-close = Ferme le socket ; les threads qui y attendent dans `accept` ou `recv` sont réveillés par `Closed`.
native-socket-socket-detach = Ferme le socket mais pas son descripteur, et donne celui-ci : `socket(family, type, 0, fileno)` le reprend.
native-socket-socket-fileno = Donne le numéro du descripteur ; -1 quand le socket est fermé.
native-socket-socket-settimeout = Fixe l'attente des opérations à `seconds`, puis `TimedOut` ; `()` : aussi longtemps qu'il faut ; 0 : aucune (`WouldBlock`).
native-socket-socket-gettimeout = Donne combien de secondes attendent les opérations ; `()` : aussi longtemps qu'il faut.
native-socket-socket-setblocking = Fait attendre les opérations aussi longtemps qu'il faut, ou, avec `false`, pas du tout.
native-socket-socket-getblocking = Dit si les opérations attendent.
native-socket-socket-setsockopt = Fixe une option du socket, comme `setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)`.
native-socket-socket-getsockopt = Donne une option du socket, un entier.
native-socket-socket-getsockname = Donne l'adresse du socket lui-même.
native-socket-socket-getpeername = Donne l'adresse de l'autre côté.
native-socket-socket-makefile = Donne un fichier pour lire et écrire la connexion par lignes : mode `"r"`, `"w"` ou `"rw"`, avec `"b"` pour des octets.
native-socket-socket-family = La famille d'adresses : `AF_INET` …
native-socket-socket-type = Le type : `SOCK_STREAM` ou `SOCK_DGRAM`.
native-socket-socket-proto = Le protocole : 0, celui qui va avec le type.
native-socket-SocketFile = Une connexion comme fichier, créée par `makefile()` : `for` en parcourt les lignes.
native-socket-SocketFile-read = Lit `n` caractères (octets d'un fichier binaire), ou tout jusqu'à ce que l'autre côté ferme.
native-socket-SocketFile-readline = Lit une ligne avec sa fin ; vide quand l'autre côté a fermé.
native-socket-SocketFile-readlines = Lit toutes les lignes, jusqu'à ce que l'autre côté ferme.
native-socket-SocketFile-write = Envoie un texte ou des octets ; donne leur nombre de caractères ou d'octets.
native-socket-SocketFile-flush = Ne fait rien : ce qui a été écrit est déjà parti.
native-socket-SocketFile-close = Ferme le fichier ; la connexion aussi, si son socket est fermé.
native-socket-SocketFile-closed = Le fichier est-il fermé ?

## io

native-io = Les fichiers : `open` et ce qu'il donne.
native-io-open = Ouvre un fichier et le donne comme objet : pour le lire (`"r"`), l'écrire à neuf (`"w"`), y ajouter (`"a"`) ou le créer (`"x"`).
native-io-File = Un fichier ouvert, tel que `open` le donne. `for` en parcourt les lignes ; chaque opération est indivisible.
native-io-File-read = Donne le reste du fichier, ou au plus `size` caractères (octets en mode `b`) ; vide à la fin.
native-io-File-readline = Donne la ligne suivante avec sa fin ; un texte vide à la fin du fichier.
native-io-File-readlines = Donne les lignes restantes dans un tableau, chacune avec sa fin.
native-io-File-write = Écrit un texte (des octets en mode `b`) et donne son nombre de caractères (d'octets). Sans passer à la ligne.
native-io-File-writelines = Écrit les textes d'un tableau l'un après l'autre, tels quels, d'un seul tenant.
native-io-File-close = Ferme le fichier ; le fermer de nouveau ne fait rien.
native-io-File-flush = Transmet ce qui a été écrit : c'est déjà fait.
native-io-File-seek = Va à l'octet `offset` compté du début (`whence` 0), d'ici (1) ou de la fin (2) ; donne la nouvelle place.
native-io-File-tell = Donne la place dans le fichier : le nombre d'octets qui la précèdent.
native-io-File-truncate = Coupe le fichier à `size` octets, ou ici ; donne la nouvelle taille.
native-io-File-readable = Dit si le mode permet de le lire.
native-io-File-writable = Dit si le mode permet de l'écrire.
native-io-File-name = Le chemin tel qu'il a été donné à `open`.
native-io-File-mode = Le mode, tel que `open` le prend.
native-io-File-closed = A-t-il été fermé ?

## os_path

native-os_path = Les chemins, comme `os.path` de Python. Ce qui regarde le disque demande la permission d'y lire.
native-os_path-basename = Donne le nom du fichier au bout d'un chemin.
native-os_path-dirname = Donne le dossier dont parle un chemin : tout ce qui précède son dernier `/`.
native-os_path-join = Réunit les morceaux d'un chemin par `/` ; un morceau qui commence par `/` repart de zéro.
native-os_path-splitext = Sépare un chemin de l'extension de son fichier : `[racine, ".txt"]`.
native-os_path-abspath = Donne le chemin à partir de `/`, sans `.` ni `..` ; il n'a pas besoin d'exister.
native-os_path-isfile = Dit s'il y a un fichier à `path` ; les liens sont suivis.
native-os_path-isdir = Dit s'il y a un dossier à `path` ; les liens sont suivis.
native-os_path-exists = Dit s'il y a un fichier ou un dossier à `path`.
native-os_path-getsize = Donne la taille d'un fichier en octets.

## os

native-os = Les dossiers et l'environnement, comme `os` de Python. Chacun demande sa permission.
native-os-listdir = Donne les noms que contient un dossier, triés.
native-os-mkdir = Crée un dossier.
native-os-remove = Supprime un fichier.
native-os-rmdir = Supprime un dossier vide.
native-os-rename = Donne à un fichier ou à un dossier un autre nom ou une autre place.
native-os-getcwd = Donne le dossier d'où partent les chemins relatifs.
native-os-getenv = Donne une variable d'environnement, ou `default` si elle n'est pas définie.
native-os-environ = Donne toutes les variables d'environnement dans une table.

## datetime

native-datetime = Dates et heures : `datetime::now()`, `date(2026, 11, 22)`, différences en jours.
native-datetime-now = Donne l'instant présent, à la microseconde.
native-datetime-today = Donne l'instant présent : la même chose que `now`.
native-datetime-fromisoformat = Donne l'instant qu'un texte comme `2026-11-22T09:38:51` désigne.
native-datetime-fromtimestamp = Donne l'instant situé tant de secondes après le 1er janvier 1970.
native-datetime-strptime = Donne l'instant que désigne un texte écrit selon `format`.
native-datetime-date = Un jour. `-` entre deux jours donne un `timedelta`, qui s'y ajoute et s'en retranche ; les jours se comparent.
native-datetime-date-date = Crée le jour d'une année, d'un mois (1 à 12) et d'un jour du mois.
native-datetime-date-strftime = Écrit le jour selon `format` : `%d/%m/%Y`. Les lettres sont celles de `time::strftime`.
native-datetime-date-isoformat = Donne le jour sous la forme `2026-11-22`.
native-datetime-date-weekday = Donne le jour de la semaine : 0 pour lundi.
native-datetime-date-isoweekday = Donne le jour de la semaine : 1 pour lundi.
native-datetime-date-year = L'année.
native-datetime-date-month = Le mois, à partir de 1.
native-datetime-date-day = Le jour du mois, à partir de 1.
native-datetime-datetime = Un jour et une heure. `-` entre deux donne un `timedelta`, qui s'y ajoute et s'en retranche ; ils se comparent.
native-datetime-datetime-datetime = Crée un instant d'une année, d'un mois, d'un jour et, au besoin, d'une heure.
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
native-datetime-timedelta-total_seconds = Donne la durée entière en secondes, un flottant.
native-datetime-timedelta-days = Les jours entiers.
native-datetime-timedelta-seconds = Les secondes du jour restant, de 0 à 86399.
native-datetime-timedelta-microseconds = Les microsecondes de la seconde restante.

## date

native-date = Les jours : `date::today()`.
native-date-today = Donne le jour d'aujourd'hui.
native-date-fromisoformat = Donne le jour qu'un texte comme `2026-11-22` désigne.
native-date-fromtimestamp = Donne le jour situé tant de secondes après le 1er janvier 1970.
native-threading-excepthook = Fait appeler `hook` à chaque erreur non rattrapée d'un thread, au lieu de l'afficher ; `()` les affiche de nouveau.
native-threading-stack_size = Donne 0 : les piles des threads ont la taille qu'il leur faut, quoi que fasse un script.
native-threading-settrace = Refuse : il n'y a pas de fonctions de trace. Lève `RuntimeError`, qui dit ce qui montre l'exécution des threads.
native-threading-setprofile = Refuse : il n'y a pas de fonctions de profilage. Lève `RuntimeError`, qui dit ce qui montre l'exécution des threads.

## subprocess

native-subprocess = Lancer d'autres programmes, les attendre, entendre ce qu'ils disent. Demande `--allow-run`.
native-subprocess-PIPE = Pour `stdin`, `stdout`, `stderr` : un tube entre le script et le processus fils.
native-subprocess-STDOUT = Pour `stderr` : là où va `stdout`.
native-subprocess-DEVNULL = Pour `stdin`, `stdout`, `stderr` : rien à lire, ce qui est écrit est perdu.
native-subprocess-call = Lance un programme et attend sa fin ; donne son code de sortie, ou moins le numéro du signal qui l'a terminé.
native-subprocess-check_call = Lance un programme comme `call`, et échoue par `CalledProcess` si son code de sortie n'est pas 0.
native-subprocess-check_output = Lance un programme et donne ce qu'il écrit sur sa sortie standard ; échoue par `CalledProcess` si son code de sortie n'est pas 0.
native-subprocess-run = Lance un programme et attend sa fin ; donne un objet avec `returncode`, `stdout`, `stderr`, `args`.
native-subprocess-Popen = Un programme qui s'exécute à côté du script. Ce qui tourne encore à la fin du script est arrêté.
native-subprocess-Popen-Popen = Lance un programme et continue aussitôt, pendant qu'il s'exécute.
native-subprocess-Popen-poll = Dit le code de sortie si le programme est terminé, sinon `()` ; n'attend pas.
native-subprocess-Popen-wait = Attend la fin du programme, au plus `timeout` secondes ; donne son code de sortie, ou moins le numéro du signal qui l'a terminé.
native-subprocess-Popen-communicate = Écrit `input` au programme, lit tout ce qu'il dit, attend sa fin ; donne `[stdout, stderr]`, avec `()` pour ce qui n'est pas un tube.
native-subprocess-Popen-terminate = Demande au programme de se terminer : lui envoie `SIGTERM`. Ne fait rien s'il est terminé.
native-subprocess-Popen-kill = Arrête le programme aussitôt : lui envoie `SIGKILL`. Ne fait rien s'il est terminé.
native-subprocess-Popen-send_signal = Envoie un signal au programme : `SIGINT`, `SIGSTOP`, `SIGCONT` … Ne fait rien s'il est terminé.
native-subprocess-Popen-enter = Entre dans un bloc `with`.
native-subprocess-Popen-leave = Quitte un bloc `with` : ferme les tubes, attend la fin du programme.
native-subprocess-Popen-pid = Le numéro sous lequel le système d'exploitation le connaît.
native-subprocess-Popen-returncode = Le code de sortie tel que `poll` ou `wait` l'a trouvé ; `()` avant.
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
native-subprocess-Pipe-readline = Attend une ligne et la donne avec sa fin ; rien à la fin.
native-subprocess-Pipe-readlines = Attend la fin de ce que le fils écrit et donne le tableau de ses lignes.
native-subprocess-Pipe-write = Écrit aussitôt un texte ou des octets au fils ; donne leur nombre de caractères ou d'octets.
native-subprocess-Pipe-flush = Ne fait rien : ce qui est écrit est transmis aussitôt. Pour les scripts venus de Python.
native-subprocess-Pipe-close = Ferme ce bout : un fils qui lit trouve la fin, un fils qui écrit un tube rompu ; un thread qui lit ici échoue par `ValueError`.
native-subprocess-Pipe-closed = Ce bout a-t-il été fermé ?

## signal

native-signal = Les signaux, pour `Popen.send_signal`.
native-signal-SIGHUP = Le terminal a disparu.
native-signal-SIGINT = Ctrl-C.
native-signal-SIGQUIT = Ctrl-\.
native-signal-SIGKILL = Se terminer aussitôt ; aucun programme ne peut refuser.
native-signal-SIGUSR1 = À chaque programme de lui donner un sens.
native-signal-SIGUSR2 = À chaque programme de lui donner un sens.
native-signal-SIGALRM = Le temps est écoulé.
native-signal-SIGTERM = Prière de se terminer.
native-signal-SIGSTOP = S'arrêter jusqu'à `SIGCONT` ; aucun programme ne peut refuser.
native-signal-SIGCONT = Reprendre après un arrêt.
