# L'aide de la ligne de commande, et ce qu'elle dit des mots qu'elle ne comprend pas. Les textes anglais sont les commentaires de
# src/cli/arguments.rs et ceux de la bibliothèque clap.
# help-run est la commande `run`, help-run--seed son option `--seed`.

help = Lance des scripts Rhai avec de vrais threads, pour apprendre, pratiquer et évaluer la programmation concurrente.
    .after =
        Exemples :
          sandbox                                     tape un programme ligne par ligne
          sandbox --seed 42 --max-memory 64m          de même, avec des options de `sandbox run`
          sandbox run scripts/ping_pong.rhai 3        lance un script ; il trouve 3 dans argv[1]
          sandbox run --seed 42 scripts/incremente_sans_verrou.rhai 100
                                                      laisse une graine décider à qui le tour
          sandbox run --virtual-time scripts/daemon_night.rhai
                                                      les attentes ne prennent aucun temps
          sandbox explore scripts/ping_pong.rhai 3    cherche un ordonnancement où il échoue
          sandbox check scripts/                      cherche les erreurs sans rien lancer
          sandbox dis scripts/incremente.rhai         montre les étapes de chaque ligne
          sandbox doc Lock.acquire                    lit ce que fait un nom
          sandbox -e 'print(6 * 7)'                   lance une seule ligne
          echo 'print(argv)' | sandbox - a b          lance ce qui vient de l'entrée standard
help--color = Messages en couleur : sur un terminal (auto), toujours (always) ou jamais (never)
help--lang = Langue des messages : fr ou en [par défaut : d'après SANDBOX_LANG, LC_ALL, LC_MESSAGES ou LANG]
help--help = Affiche l'aide
help--version = Affiche la version
help-help = Affiche cette aide, ou celle d'une commande

help-run = Lance un script
    .usage = sandbox run [OPTIONS] FICHIER [ARGUMENT]...
    .after =
        Les options précèdent FICHIER ; chaque mot qui suit FICHIER appartient au script (argv[1], argv[2] …).
        FICHIER peut être - (le script vient de l'entrée standard).

        Codes de sortie : 0 tous les threads se sont bien terminés, 1 le script ou l'un de ses threads a échoué,
        2 mauvais usage, 3 interblocage, 4 une limite a arrêté le programme, 130 interrompu ; exit(n) dans le script l'emporte.

        Exemples :
          sandbox run scripts/ping_pong.rhai 3
          sandbox run -i scripts/incremente.rhai 1000
          sandbox run --seed 7 --max-operations 1m scripts/ping_pong.rhai 3
          sandbox run --max-time 500ms sans_fin.rhai
help-run--seed = Un seul thread avance à la fois, dans un ordre que N détermine ; le temps est virtuel
help-run--virtual-time = Les attentes ne prennent aucun temps : la même chose que --seed 0
help-run--clock = Quand finissent les attentes d'une durée : quand personne ne peut avancer (virtual), ou à n'importe quel moment, la plus courte d'abord (explored)
help-run--schedule = Donne aux threads ces tours, comme `main*6,T1*2,T2@` ; sans nombre, jusqu'à ce que le thread attende ; @ : son délai est écoulé
help--files = Ne touche aucun vrai fichier : les scripts trouvent ce qui est dans DOSSIER, en mémoire et à neuf à chaque exécution
help--with = Exécute un autre script dans le même monde, comme 'clients.rhai 12 40' ; devant lui peuvent se trouver listening:PORT, at:SECONDES, endless
help--programs = Ne lance aucun vrai programme : ceux que les scripts lancent sont décrits dans FICHIER (TOML)
help-run--show-schedule = Dit à la fin quels tours les threads ont eus, pour --schedule
help-run--as-marked = Trouve ce que trouve une exécution d'un devoir (arguments, entrée, fichiers, programmes, compagnons), comme la notation le dit
help-run--on-deadlock = Que faire d'un interblocage : la fin du programme (report), ou une attente échoue par une erreur et les autres continuent (throw)
help-run--sealed = Le noyau ne laisse faire que ce que permettent les autorisations, et personne ne survit au programme ; rien n'est demandé (Linux)
help-run--code = Lance CODE au lieu d'un fichier
help-run--interactive = Reste ensuite à l'invite, avec les variables du script
help-run--trace = Écrit dans FICHIER ce qui s'est passé, thread par thread ; - : en tableau sur la sortie standard
help-run--trace-format = L'écrit pour des outils (json), pour ui.perfetto.dev (chrome) ou en tableau (text) [par défaut : selon la fin de FICHIER, sinon json]
help-run--trace-axis = Le dessine selon le temps (time), ou selon les pas (steps) : un par événement
help-run--trace-limit = Garde les derniers SIZE octets d'événements : 4m, 1g ; 0 : tous [par défaut : 64m]
help-run--max-operations = Arrête quand tous les threads ensemble ont fait N opérations
help-run--max-call-depth = Arrête quand N appels de fonctions sont imbriqués [par défaut : 20k]
help-run--max-time = Arrête après cette durée réelle : 10, 10s, 500ms
help-run--max-threads = Refuse de démarrer un thread quand N sont en vie [par défaut : 1k]
help-run--max-processes = Refuse de lancer un programme quand N enfants sont en vie [par défaut : 256]
help-run--max-sockets = Refuse d'ouvrir un socket quand N sont ouverts [par défaut : 256]
help-run--max-files = Refuse d'ouvrir un fichier quand N sont ouverts [par défaut : 256]
help-run--max-source = Refuse un script, un module ou un texte évalué de plus de SIZE octets [par défaut : 4m]
help-run--max-memory = S'arrête quand plus de SIZE octets sont occupés : 64m, 1g (Kio, Mio, Gio) [par défaut : 1g]
help-run--words = Le script, puis les mots qu'il trouve dans argv
help-run--allow-read = Permet de lire des fichiers : ceux-ci, ou ceux de ces dossiers
help-run--deny-read = Ne permet jamais de les lire
help-run--allow-write = Permet d'écrire des fichiers
help-run--deny-write = Ne permet jamais de les écrire
help-run--allow-net = Permet de joindre des hôtes ; la machine elle-même est toujours permise
help-run--deny-net = Ne permet jamais de les joindre ; sans valeur, pas même la machine elle-même
help-run--allow-run = Permet de lancer des programmes
help-run--deny-run = Ne permet jamais de les lancer
help-run--allow-env = Permet de lire des variables d'environnement
help-run--deny-env = Ne permet jamais de les lire
help-run--allow-import = Permet d'importer des modules hors du dossier du script
help-run--deny-import = Ne permet jamais de les importer
help-run--allow-all = Permet tout
help-run--no-prompt = Refuse au lieu de demander [aussi : SANDBOX_NO_PROMPT=1]

help-explore = Lance un script sous beaucoup d'ordonnancements et en cherche un où il échoue
    .after =
        Un ordonnancement est coupé après --points étapes, et ne compte alors ni comme bon ni comme mauvais. Ce qui est trouvé est réduit,
        expliqué, et peut être rejoué : sandbox run --schedule TOURS FICHIER. Les mots du script qui commencent par - suivent un --.

        Codes de sortie : 0 aucun bug, 1 un bug, 2 mauvais usage, 3 un interblocage, 4 les bornes ont coupé tous les ordonnancements,
        130 interrompu : Ctrl-C termine l'exploration par ce que l'on sait jusque-là.

        Exemples :
          sandbox explore scripts/ping_pong.rhai 2
          sandbox explore --expect attendu.txt scripts/ping_pong.rhai 3
          sandbox explore --strategy pct --schedules 100k --time 60 philosophes.rhai
help-explore--strategy = Comment les ordonnancements sont choisis
help-explore--schedules = S'arrête après N ordonnancements
help-explore--time = S'arrête après cette durée réelle ; 0 : sans limite
help-explore--clock = Quand finissent les attentes d'une durée : quand personne ne peut avancer (virtual), ou à n'importe quel moment, la plus courte d'abord (explored)
help-explore--seed = Part de N pour le hasard : la même graine donne le même rapport
help-explore--jobs = Exécute N ordonnancements à la fois [par défaut : un par cœur]
help-explore--points = Coupe un ordonnancement après N étapes
help-explore--expect = Ce que chaque ordonnancement doit afficher est dans FILE
help-explore--format = Rapport en mots (text) ou pour des outils (json)
help-explore--words = Le script, puis les mots qu'il trouve dans argv
help-explore--trace = Écrit dans FICHIER ce qui se passe dans le contre-exemple, thread par thread ; - : en tableau sur la sortie standard
help-explore--trace-format = L'écrit pour des outils (json), pour ui.perfetto.dev (chrome) ou en tableau (text) [par défaut : selon la fin de FICHIER, sinon json]
help-explore--trace-axis = Le dessine selon le temps (time), ou selon les pas (steps) : un par événement
help-explore--trace-limit = Garde les derniers SIZE octets d'événements : 4m, 1g ; 0 : tous [par défaut : 64m]
help-explore--max-operations = Coupe un ordonnancement quand tous les threads ensemble ont fait N opérations
help-explore--max-call-depth = Arrête quand N appels de fonctions sont imbriqués [par défaut : 20k]
help-explore--max-time = Coupe un ordonnancement après cette durée réelle : 10, 10s, 500ms
help-explore--max-threads = Refuse de démarrer un thread quand N sont en vie [par défaut : 1k]
help-explore--max-processes = Refuse de lancer un programme quand N enfants sont en vie [par défaut : 256]
help-explore--max-sockets = Refuse d'ouvrir un socket quand N sont ouverts [par défaut : 256]
help-explore--max-files = Refuse d'ouvrir un fichier quand N sont ouverts [par défaut : 256]
help-explore--max-source = Refuse un script, un module ou un texte évalué de plus de SIZE octets [par défaut : 4m]
help-explore--max-memory = Coupe un ordonnancement quand plus de SIZE octets sont occupés : 64m, 1g (Kio, Mio, Gio) [par défaut : 1g]
help-explore--allow-read = Permet de lire des fichiers : ceux-ci, ou ceux de ces dossiers
help-explore--deny-read = Ne permet jamais de les lire
help-explore--allow-write = Permet d'écrire des fichiers
help-explore--deny-write = Ne permet jamais de les écrire
help-explore--allow-net = Permet de joindre des hôtes ; la machine elle-même est toujours permise
help-explore--deny-net = Ne permet jamais de les joindre ; sans valeur, pas même la machine elle-même
help-explore--allow-run = Permet de lancer des programmes
help-explore--deny-run = Ne permet jamais de les lancer
help-explore--allow-env = Permet de lire des variables d'environnement
help-explore--deny-env = Ne permet jamais de les lire
help-explore--allow-import = Permet d'importer des modules hors du dossier du script
help-explore--deny-import = Ne permet jamais de les importer
help-explore--allow-all = Permet tout
help-explore--no-prompt = Refuse au lieu de demander [aussi : SANDBOX_NO_PROMPT=1]

help-check = Cherche les erreurs dans des scripts sans les lancer
    .after =
        Un commentaire fait taire un avertissement sur sa ligne, ou sur la suivante s'il est seul sur la sienne :
          // check: allow join-in-start-loop

        Codes de sortie : 0 rien à signaler, ou des avertissements seulement ; 1 des erreurs, ou des avertissements avec --strict ;
        2 mauvais usage, fichier manquant.

        Exemples :
          sandbox check scripts/ping_pong.rhai
          sandbox check --strict rendus/
help-check--strict = Échoue (code de sortie 1) aussi quand il y a des avertissements
help-check--fix = Réécrit ce qui est certain, comme les blocs `:`, `def` et `#` de Python : montre la différence, demande, et garde FICHIER.old
help-check--yes = Avec --fix : réécrit sans demander
help-check--max-source = Refuse un script de plus de SIZE octets : 64k, 4m ; 0 : pas de limite [par défaut : 4m]
help-check--files = Les scripts, ou des dossiers qui en contiennent ; - pour l'entrée standard

help-dis = Montre les étapes dont chaque ligne d'un script est faite
help-dis--max-source = Refuse un script de plus de SIZE octets : 64k, 4m ; 0 : pas de limite [par défaut : 4m]
help-dis--file = Le script ; - pour l'entrée standard

help-doc = Dit ce que fait un nom, ou trouve des noms par un mot
    .after =
        Exemples :
          sandbox doc                                 ce qu'il y a : modules, types, mots
          sandbox doc Queue.get Lock                  deux pages
          sandbox doc None threading.Thread           comment les noms de Python se disent ici
          sandbox doc attendre                        ce qui parle d'attendre
          sandbox doc --definitions=.rhai             des fichiers pour un éditeur
help-doc--names = De quoi parler : Lock.acquire, threading, with, None ; un mot qui n'est pas un nom est cherché
help-doc--search = Cherche MOT, même si c'est un nom
help-doc--definitions = Écrit des définitions pour les éditeurs (.d.rhai) : sur la sortie standard, ou un fichier par module dans DOSSIER
help-doctor = Dit quelles couches d'isolation cette machine a pour des scripts que d'autres ont écrits
    .after =
        Chaque couche est essayée : un enfant la met en place et regarde ce qui est alors refusé.

        Codes de sortie : 0 des copies peuvent être notées enfermées, 1 elles ne le peuvent pas (FAIL).
help-doctor--json = Écrit du JSON, pour des outils

help-assignment = Examine un devoir avant les étudiants : ce qu'il contrôle, si ses preuves tiennent
    .after =
        Un devoir est un dossier avec assignment.toml, ou un zip de ce dossier.

        Exemples :
          sandbox assignment new --args 3 ping_pong.rhai
                                                      un devoir, avec des contrôles que la solution passe
          sandbox assignment show tp3/                ce qui est exécuté et contrôlé, en toutes lettres
          sandbox assignment prove tp3/               les solutions justes sont-elles acceptées, et les fausses refusées ?
          sandbox assignment mutate tp3/              quelles erreurs les contrôles ne verraient-ils pas ?
          sandbox assignment pack tp3/ -o tp3.zip     ce que reçoivent les étudiants : ni preuves, ni contrôles cachés
help-assignment-show = Dit ce qui est exécuté et ce qui est contrôlé
help-assignment-show--assignment = Le dossier avec assignment.toml, ou un zip de ce dossier
help-assignment-show--reasons = Donne la liste des motifs pour lesquels un contrôle échoue
help-assignment-prove = Note les solutions justes et fausses d'un devoir
    .after =
        Les solutions justes sont dans proof/right/, les fausses dans proof/wrong/ ; celles-ci commencent par //! refused: MOTIF.

        Codes de retour : 0 toutes les preuves tiennent, 1 l'une ne tient pas, 2 mauvais usage ou erreur dans le devoir, 130 interrompu.
help-assignment-prove--assignment = Le dossier avec assignment.toml, ou un zip de ce dossier
help-assignment-prove--seeds = Note avec N graines
help-assignment-prove--jobs = Note N solutions à la fois [par défaut : une par cœur]
help-grade = Note les rendus d'un devoir
    .after =
        DEVOIR est un dossier avec assignment.toml, ou un zip de ce dossier. RENDU est un script, le dossier d'un étudiant, un dossier de
        dossiers (une classe), un zip téléchargé de la plateforme, ou - (l'entrée standard).

        Codes de sortie : 0 tout est noté et tous les contrôles sont réussis ; 1 tout est noté et un contrôle échoue ; 2 mauvais usage ou
        erreur dans le devoir : rien n'est noté ; 3 quelqu'un doit regarder ; 130 interrompu : ce qui est noté est dans les résultats.

        Exemples :
          sandbox grade tp3.zip mon_script.rhai
          sandbox grade tp3/ rendus/
          sandbox grade -f json=resultats.json -f csv=notes.csv tp3/ rendus.zip
          sandbox grade --resume resultats.json -f json=resultats.json tp3/ rendus/
          sandbox grade --moodle feuille.csv --feedback feedback.zip tp3/ rendus.zip
help-grade--format = Écrit les résultats en FORMAT, ou FORMAT=FICHIER dans un fichier : terminal, json, csv, junit, exercism, coderunner, coderunner-row, html, gradescope, classroom50, prairielearn, check50 [par défaut : terminal sur un terminal, sinon json]
help-grade--moodle = Remplit le formulaire d'évaluation de Moodle ; écrit FEUILLE.graded.csv
help-grade--feedback = Écrit une page par étudiant dans une archive, nommée comme Moodle les reprend
help-grade--roster = Prend les noms des étudiants dans une feuille : numéro ou dossier, puis le nom
help-grade--only = Ne juge que ces contrôles
help-grade--skip = Laisse de côté ces contrôles
help-grade--jobs = Note N rendus à la fois [par défaut : un par cœur]
help-grade--seed = Une autre graine que celle du devoir
help-grade--verify = Note encore avec N autres graines ; une note qui change doit être regardée par quelqu'un
help-grade--resume = Garde les résultats des rendus qui n'ont pas changé
help-grade--public = Comme les étudiants : seulement les contrôles toujours montrés
help-grade--stable = Laisse de côté ce qui dépend de la machine
help-grade--exit-zero = Finit par 0 même si des contrôles échouent
help-grade--require = Ne note rien s'il manque une couche d'isolement : seccomp, landlock, rlimits
help-grade--no-isolation = Exécute les rendus dans ce processus, pour chercher une erreur
help-grade--assignment = Le dossier avec assignment.toml, ou un zip de ce dossier
help-grade--submissions = Ce qui a été rendu
help-assignment-mutate = Fait des solutions fausses à partir de la juste, et dit lesquelles auraient tous les points
    .after =
        La solution est proof/right/solution.rhai, ou le premier script de ce dossier. Ce qui fait la même chose que la solution dans tous les
        entrelacements est équivalent, et n'est pas une erreur.

        Codes de retour : 0 aucun mutant ne passe, 1 l'un passe, 2 mauvais usage ou erreur dans le devoir, 130 interrompu.
help-assignment-mutate--assignment = Le dossier avec assignment.toml, ou un zip de ce dossier
help-assignment-mutate--all = Donne aussi la liste des refusés
help-assignment-mutate--jobs = Note N mutants à la fois [par défaut : un par cœur]
help-assignment-pack = Fait l'archive des étudiants : sans preuves ni contrôles cachés
help-assignment-pack--assignment = Le dossier avec assignment.toml, ou un zip de ce dossier
help-assignment-pack--output = Écrit dans ZIP [par défaut : l'identifiant du devoir suivi de .zip, ici]
help-assignment-new = Écrit un devoir d'après ce que fait une solution
help-assignment-new--solution = Un script juste : les étudiants en rendent un du même nom
help-assignment-new--folder = Où écrire [par défaut : le nom du script sans .rhai]
help-assignment-new--args = Ce que le script trouve dans argv, en un mot : '2 fr'
help-assignment-new--stdin = Ce que lit le script est dans FICHIER
help-assignment-new--programs = Ne lance aucun vrai programme : ceux que lance le script sont décrits dans FICHIER (TOML)
help-assignment-new--file = Donne ce fichier au script ; autant de fois qu'il y a de fichiers

## Titres et noms de valeurs

clap-usage = Utilisation : { $usage }
clap-commands = Commandes
clap-heading-arguments = Arguments
clap-heading-options = Options
clap-heading-trace = Trace
clap-heading-limits = Limites (k, m, g : milliers, millions, milliards ; 0 : aucune limite)
clap-command-name = COMMANDE
clap-heading-outside = Extérieur (exécutions contrôlées : explore, --seed, --virtual-time, --schedule)
clap-heading-permissions = Permissions (sans valeur : toutes ; listes avec des virgules ; --deny l'emporte sur --allow)
clap-value-assignment = DEVOIR
clap-value-words = MOTS
clap-value-zip = ZIP
clap-value-path = CHEMIN
clap-value-host = HÔTE
clap-value-program = PROGRAMME
clap-value-name = NOM
clap-value-file = FICHIER
clap-value-folder = DOSSIER
clap-value-word = MOT
clap-value-turns = TOURS
clap-value-format = FORMAT
clap-value-seconds = SECONDES
clap-value-when = QUAND
clap-value-lang = LANGUE
clap-value-sheet = FEUILLE
clap-value-id = CONTRÔLE
clap-value-layer = COUCHE
clap-value-submission = RENDU
clap-default = [par défaut : { $values }]
clap-possible = [valeurs : { $values }]

## Mots qui ne vont pas ensemble

clap-unknown-argument = l'argument `{ $argument }` est inattendu
clap-unknown-command = la commande `{ $command }` n'existe pas
clap-no-value = il manque une valeur à `{ $argument }`
clap-wrong-value = la valeur `{ $value }` ne convient pas à `{ $argument }`
clap-refused-value = la valeur `{ $value }` ne convient pas à `{ $argument }` : { $reason }
clap-argument-missing = il manque `{ $argument }`
clap-command-missing = il manque une commande
clap-twice = `{ $argument }` est donné deux fois
clap-conflict = `{ $argument }` et `{ $other }` ne vont pas ensemble
clap-too-many-values = `{ $argument }` a trop de valeurs
clap-no-equals = la valeur de `{ $argument }` se donne après un signe `=`
clap-values = les valeurs possibles sont { $values }
clap-more = Pour en savoir plus : `sandbox --help`.
