# Les mots et les types du langage : ce que l'aide en dit. Une phrase d'abord, puis la suite ; les exemples sont dans src/catalogue/examples.rs.

## Mots

word-as = Donne un nom à ce qui est importé ou exporté.
word-break = Quitte la boucle aussitôt ; `break valeur` fait de la boucle une expression qui a cette valeur.
word-catch = Continue ici quand une erreur est sortie de `try`. Il y a un seul `catch` pour toutes les sortes d'erreurs : `e.kind` dit laquelle, `e.message` et `e.line` en disent plus ; une valeur lancée par le script est elle-même.
word-class = Décrit des objets : leurs attributs naissent dans `init`, leurs méthodes les connaissent par `this`. `class Horloge : Thread` hérite, `class Disque : formes::Cercle` d'un module. Une instance est une référence : deux variables peuvent avoir la même, et les threads la partagent.
word-const = Nomme une valeur qui ne peut pas changer.
word-continue = Passe au tour de boucle suivant.
word-do = Exécute un bloc une fois, puis encore tant qu'une condition est vraie, ou jusqu'à ce qu'elle le soit.
word-else = Ce qu'il faut faire quand la condition du `if` est fausse ; `else if` pose une autre question.
word-export = Montre une variable aux scripts qui importent celui-ci.
word-false = La valeur de ce qui est faux ; le `False` de Python.
word-fn = Définit une fonction. Sa dernière expression est ce qu'elle donne, `return` la quitte plus tôt. Les fonctions voient les variables du premier niveau du script et peuvent leur affecter une valeur. Sans nom, c'est une fermeture, `|a, b| a + b` : le `lambda` de Python.
word-for = Exécute un bloc pour chaque élément d'un tableau, d'un texte, d'un intervalle, d'une file ou d'un fichier ; d'une table, pour chacune de ses `keys()` ou `values()`. Avec `(élément, i)`, il compte en même temps.
word-if = Exécute un bloc quand une condition est vraie. La condition vaut `true` ou `false`, les accolades sont obligatoires ; comme expression, il choisit entre deux valeurs.
word-in = Demande si un élément est dans un tableau, une clé dans une table, une partie dans un texte ; dans `for`, parcourt les éléments d'un tableau, les caractères d'un texte, les `keys()` d'une table. `!in` demande le contraire.
word-import = Utilise les fonctions, les classes et les variables exportées d'un autre script, nommé par un texte sans `.rhai`. On les atteint par le nom qui suit `as`, jusqu'à la fin du bloc où est l'`import` ; sans ce nom, seules ses méthodes pour des types sont là. Ce que Python importe (`threading`, `time` …) est là sans cela.
word-let = Crée une variable. Elle vit jusqu'à la fin de son bloc ; un `let` dans une fonction en crée une propre à la fonction.
word-list = Fait un tableau de ce que donne une expression, la liste en compréhension de Python : `list[… for … in … if …]`. Plusieurs `for` et `if` peuvent se suivre.
word-loop = Répète un bloc sans fin, jusqu'à `break`.
word-private = Cache une fonction aux scripts qui importent celui-ci.
word-return = Quitte la fonction, et donne une valeur.
word-super = Appelle ce qu'a la classe dont on hérite : `super.init(…)`, `super.run()`.
word-switch = Choisit selon une valeur ; `|` en réunit plusieurs, `_` désigne toutes les autres. Le `match` de Python.
word-this = L'objet sur lequel la méthode est appelée ; le `self` de Python.
word-throw = Lance une erreur, n'importe quelle valeur : `throw "stock vide"`, `throw #{"{"}kind: "ValueError", message: "…"{"}"}`. Le `raise` de Python.
word-true = La valeur de ce qui est vrai ; le `True` de Python.
word-try = Exécute un bloc dont `catch` reçoit les erreurs. Il n'y a pas de `finally` : `with` rend ce qui doit être rendu.
word-until = Termine une boucle `do` quand la condition est vraie.
word-while = Répète un bloc tant qu'une condition est vraie.
word-with = Tient un verrou le temps d'un bloc : le prend, exécute le bloc, le libère quelle que soit la façon d'en sortir, par la fin, `return`, `break` ou une erreur. Vaut aussi pour les sémaphores et les conditions ; les sockets, les fichiers et les processus fils sont fermés à la fin.
word-type_of = Donne le nom du type d'une valeur.
word-eval = Exécute un texte comme un morceau du script, avec ses variables.
word-Fn = Fait une valeur de la fonction de ce nom ; le nom seul d'une fonction fait de même.
word-call = Appelle une fonction qui est une valeur ; `f(…)` fait de même.
word-curry = Fait une fonction qui a déjà ses premiers arguments.
word-is_def_fn = Dit si le script a une fonction de ce nom avec tant de paramètres.
word-is_def_var = Dit s'il y a ici une variable de ce nom.
word-is_shared = Dit si une variable est partagée, avec une fermeture ou un thread.

## Types

type-array = Une suite de valeurs : `[1, "deux", [3]]`. La première a l'indice 0, la dernière -1 ; `xs[1] = 5` en change une, `xs += 4` en ajoute une. Affecter un tableau à une autre variable le copie ; les listes et les tuples de Python sont ici des tableaux.
type-string = Un texte : `"a"`, ou entre accents graves avec des valeurs. `s[0]` est son premier caractère, `s[0..3]` une partie, `s + 1` réunit. Ce que les textes de Python savent faire d'autre est dans le module `str`.
type-char = Un caractère : `'a'`. Un texte d'un seul caractère, `"a"`, n'est pas la même chose.
type-number = Un entier, `42`, ou un flottant, `4.2`. Deux entiers donnent un entier : `7 / 2` vaut 3, `7.0 / 2` vaut 3.5 ; `2 ** 10` est une puissance, `7 % 3` un reste. Un entier a 64 bits : au-delà, une opération échoue par `OverflowError`.
type-bool = Vrai ou faux : `true`, `false`. `&&` est et, `||` est ou, `!` est non.
type-map = Des valeurs qui ont un nom, le dictionnaire de Python : `#{"{"}nom: "Ada", "né en": 1815{"}"}`. `m.nom` et `m["nom"]` donnent la valeur, `()` s'il n'y en a pas ; `"nom" in m` cherche la clé. Affecter une table à une autre variable la copie.
type-blob = Une suite d'octets, comme les sockets, les fichiers et les processus fils en transmettent ; les `bytes` de Python. `"é".to_blob()` en fait une d'un texte, `as_string` ou `decode` en fait un texte.
type-range = Les nombres d'un début à une fin : `0..3` est 0, 1, 2 et `0..=3` a aussi le 3. `for i in 0..3` compte, `xs[1..3]` prend une partie.
type-timestamp = Un instant de l'horloge : `timestamp()` ; la différence de deux instants est en secondes.
type-Fn = Une fonction comme valeur : `|x| 3 * x`, ou le nom seul d'une fonction. `f(4)` ou `f.call(4)` l'appelle.
type-any = Ce que peut toute valeur.

## Mots du cours : ce à quoi `sandbox doc` répond par la page d'un nom, séparés par des virgules

found-by-native-threading-Lock = mutex, verrou exclusif, exclusion mutuelle, section critique, situation de concurrence, accès concurrent, accès concurrents, ressource critique, ressource partagée, mise à jour perdue, atomique, atomicité, indivisible, entrelacement, thread safe
found-by-native-threading-Lock-acquire = verrou mortel, interblocage, étreinte mortelle, étreinte fatale, blocage mutuel, inter-blocage, prendre un verrou, verrouiller, acquérir, bloquer, non bloquant, mode non bloquant
found-by-native-threading-Lock-release = relâcher, déverrouiller, rendre un verrou, libérer un verrou, débloquer
found-by-native-threading-RLock = verrou réentrant, verrou récursif, mutex
found-by-native-threading-Condition = moniteur, variable de condition, attente active, lecteurs rédacteurs
found-by-native-threading-Condition-wait = réveil intempestif, se mettre en attente
found-by-native-threading-Condition-notify = réveiller, signaler, notifier, signal perdu
found-by-native-threading-Condition-notify_all = réveiller tous, réveiller tout le monde, diffuser
found-by-native-threading-Semaphore = jeton, sémaphore, dijkstra
found-by-native-threading-Semaphore-acquire = puis-je, opération p
found-by-native-threading-Semaphore-release = vas-y, opération v
found-by-native-threading-Event = drapeau, événement, évènement
found-by-native-threading-Barrier = rendez-vous, barrière
found-by-native-threading-Timer = minuterie, minuteur, temporisation, temporisateur, compte à rebours
found-by-native-threading-Thread = fil, fil d'exécution, processus léger, tâche, concurrence, parallélisme, travailleur
found-by-native-threading-Thread-start = démarrer un thread, lancer un thread, activer, activation
found-by-native-threading-Thread-join = attendre la fin, rejoindre, synchronisation
found-by-native-threading-Thread-daemon = démon, thread démon, thread daemon, arrière-plan, tâche de fond
found-by-native-queue-Queue = file, file d'attente, fifo, producteur, consommateur, producteur consommateur, tampon, tampon borné, canal, passage de messages, sentinelle
found-by-native-queue-Queue-put = enfiler, déposer, mettre dans la file
found-by-native-queue-Queue-get = lecture bloquante, défiler, retirer de la file
found-by-native-queue-LifoQueue = pile, lifo
found-by-native-queue-PriorityQueue = tas, file de priorité, priorité
found-by-native-socket-socket = connexion, prise, tcp, udp, client, réseau
found-by-native-socket-create_server = serveur
found-by-native-socket-socket-listen = écouter, se mettre à l'écoute
found-by-native-socket-socket-accept = accepter, accepter un client
found-by-native-socket-socket-recv = recevoir
found-by-native-socket-socket-send = envoyer, émettre
found-by-native-subprocess-Popen = processus, processus fils, sous-processus, processus père, fork
found-by-native-subprocess-call = commande, lancer une commande, exécuter une commande, avant-plan, code retour, code de retour, statut, shell
found-by-native-subprocess-Popen-kill = tuer, tuer un processus
found-by-native-subprocess-PIPE = tube, redirection
found-by-native-time-sleep = dormir, pause, délai, attendre un moment
found-by-native-time-ctime = heure, date et heure
found-by-native-random-random = hasard, aléatoire, nombre aléatoire, tirage
found-by-native-builtins-print = afficher, affichage, écrire à l'écran
found-by-native-builtins-input = saisir, saisie, clavier, lire au clavier
found-by-native-builtins-len = longueur, taille
found-by-native-builtins-sorted = trier, tri
found-by-native-builtins-int = entier, conversion, convertir
found-by-native-sys-argv = argument, paramètre de la ligne de commande, ligne de commande
found-by-native-sys-exit = quitter, sortir du programme, terminer le programme
found-by-native-io-open = fichier, ouvrir, ouverture, lire un fichier
found-by-word-class = héritage, objet, instance, instancier, hériter, méthode, composition, classe fille, sous-classe
found-by-word-super = classe mère, classe de base, superclasse, constructeur parent
found-by-word-this = constructeur, initialisateur
found-by-word-fn = fonction, définir, fermeture, procédure
found-by-word-list = compréhension, liste en compréhension, intension
found-by-word-try = exception, gérer une erreur
found-by-word-throw = lever, lever une exception
found-by-word-with = gestionnaire de contexte, contexte
found-by-word-for = boucle, itérer, itération, parcourir
found-by-word-while = boucle, tant que
found-by-word-loop = boucle, boucle infinie, boucle sans fin
found-by-word-if = si, sinon, alternative
found-by-type-array = tranche, tableau, liste, tuple, n-uplet, couple
found-by-type-map = dictionnaire, table
found-by-type-string = chaîne, chaîne de caractères, texte
found-by-package-string-split = découper, couper
found-by-package-array-push = ajouter à la liste, empiler
