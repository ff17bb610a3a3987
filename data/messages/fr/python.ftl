# Pour qui vient de Python : comment chaque nom se dit ici, ou pourquoi il n'est pas là. Les noms sont dans src/catalogue/python.
# Une accolade s'écrit {"{"} ou {"}"}.

## Mots

python-none = `None` s'écrit `()`. Une fonction qui ne donne rien donne `()` ; on compare par `x == ()`.
python-true = `True` s'écrit `true`, `False` s'écrit `false`.
python-and = `a and b` s'écrit `a && b`, `a or b` s'écrit `a || b`, `not a` s'écrit `!a`. Les deux côtés de `&&` et `||` valent `true` ou `false`.
python-is = `a is b` s'écrit `a == b`, `a is not b` s'écrit `a != b` : les verrous, threads et objets sont égaux quand c'est le même. `x is None` s'écrit `x == ()`.
python-not-in = `x not in xs` s'écrit `x !in xs`.
python-async = Il n'y a ni `async` ni `await` : un thread attend, tout simplement, et les autres avancent pendant ce temps, sur plusieurs cœurs. Là où Python fait une coroutine, démarrez un `Thread`.
python-class = `class Clock(Thread):` s'écrit `class Clock : Thread {"{"} … {"}"}`, `__init__` s'écrit `init`, `self` s'écrit `this` et n'est pas un paramètre. Il n'y a ni variables de classe ni `@décorateurs`.
python-def = `def f(a, b):` s'écrit `fn f(a, b) {"{"} … {"}"}`. Les paramètres n'ont pas de valeur par défaut : définissez la fonction une fois pour chaque nombre de paramètres.
python-del = `del d["a"]` s'écrit `d.remove("a")`, `del xs[1]` s'écrit `xs.remove(1)` ; une variable n'a pas besoin d'être supprimée.
python-elif = `elif x == 1:` s'écrit `else if x == 1 {"{"} … {"}"}`.
python-except = `except ValueError as e:` s'écrit `catch (e) {"{"} … {"}"}` : il attrape toutes les sortes d'erreurs. Demandez `if e.kind == "ValueError"`, et relancez le reste par `throw e`.
python-finally = Il n'y a pas de `finally`. `with lock {"{"} … {"}"}` libère quelle que soit la façon de sortir du bloc ; le reste se met après le `try`, et dans le `catch`.
python-for = `for x in xs:` s'écrit `for x in xs {"{"} … {"}"}` ; `for i, x in enumerate(xs):` s'écrit `for (x, i) in xs {"{"} … {"}"}`. Il n'y a pas de `for … else`. Une table se parcourt par `m.keys()`.
python-from = Il n'y a rien à importer de Python : `Thread`, `Lock`, `sleep` sont là, `time::sleep` et `threading::Lock` aussi.
python-global = Rien à déclarer : les fonctions voient les variables du premier niveau du script et peuvent leur affecter une valeur. Un `let` dans une fonction en crée une qui lui est propre : on sait toujours de laquelle il s'agit.
python-if = `if x == 1:` s'écrit `if x == 1 {"{"} … {"}"}` ; `a if c else b` s'écrit `if c {"{"} a {"}"} else {"{"} b {"}"}`. La condition vaut `true` ou `false` : pour un tableau vide, demandez `xs.is_empty()` ou `bool(xs)`.
python-import = `import threading`, `import time` … : supprimez la ligne, les noms sont là. `import` sert à vos propres scripts : `import "outils" as outils;`.
python-in = La même chose, et `not in` s'écrit `!in`.
python-lambda = `lambda x: 3 * x` s'écrit `|x| 3 * x` ; sans paramètre, `|| 42`. Elle partage avec le code qui l'entoure les variables qu'elle utilise.
python-match = `match x:` avec `case 1:` s'écrit `switch x {"{"} 1 => …, _ => … {"}"}`.
python-pass = Un bloc vide : `{"{"} {"}"}`.
python-raise = `raise ValueError("négatif")` s'écrit `throw #{"{"}kind: "ValueError", message: "négatif"{"}"}`, ou avec n'importe quelle valeur : `throw "négatif"`. `raise` seul, dans `catch (e)`, s'écrit `throw e`.
python-try = `try:` … `except:` s'écrit `try {"{"} … {"}"} catch (e) {"{"} … {"}"}`. Il n'y a ni `else` ni `finally`.
python-while = `while x > 0:` s'écrit `while x > 0 {"{"} … {"}"}` ; `while True:` s'écrit `loop {"{"} … {"}"}`. Il n'y a pas de `while … else`.
python-with = `with lock:` s'écrit `with lock {"{"} … {"}"}` ; `with open("f") as f:` s'écrit `with open("f") as f {"{"} … {"}"}`.
python-yield = Il n'y a pas de générateurs. Donnez un tableau, fait par `list[…]` ou `push` ; un thread qui remplit une `Queue` transmet les valeurs une à une, et `for x in q` les prend jusqu'à `q.shutdown()`.
python-self = `self` s'écrit `this`. Ce n'est pas un paramètre : `run(self)` s'écrit `run()`, `self.n` s'écrit `this.n`.
python-init = `def __init__(self, n):` s'écrit `init(n) {"{"} … {"}"}`, `super().__init__(n)` s'écrit `super.init(n)`.
python-str-method = `def __str__(self):` s'écrit comme une méthode `to_string()` : `print` affiche ce qu'elle donne.
python-enter = Les classes d'un script n'ont ni `__enter__` ni `__exit__` : `with` s'emploie avec les verrous, sémaphores, conditions, sockets, fichiers et processus fils.
python-main = Il n'y a pas de `__name__` : les instructions du premier niveau s'exécutent de haut en bas, et un script importé contient des fonctions. Les arguments sont dans `argv`.
python-dunder = Les noms à deux soulignés n'ont ici aucun sens : une classe a `init`, `to_string` et des méthodes appelées par leur nom.
python-super = `super().run()` s'écrit `super.run()`, `super().__init__()` s'écrit `super.init()`.
python-assert = `assert x > 0, "texte"` s'écrit `assert(x > 0, "texte")`.

## Fonctions prédéfinies

python-bytes = Les octets sont un blob : `b"abc"` s'écrit `"abc".to_blob()`, `bytes(10)` s'écrit `blob(10)`. Les sockets et les fichiers acceptent un texte là où Python veut des octets.
python-callable = `isinstance(x, int)` s'écrit `type_of(x) == "i64"` ; pour un objet, `type_of(x) == "Clock"`. `callable(f)` s'écrit `type_of(f) == "Fn"`.
python-getattr = Les attributs ne se trouvent pas par un texte. Quand les noms sont des données, utilisez une table : `m[nom]`, `nom in m`, `m.keys()`.
python-classmethod = Une classe n'a que des méthodes d'instance : ce qui n'appartient à aucune instance est une fonction à côté de la classe. Les attributs se lisent et s'écrivent directement.
python-complex = Il n'y a pas de nombres complexes : gardez les deux parties dans un tableau ou une classe.
python-dict = `{"{"}"a": 1{"}"}` s'écrit `#{"{"}a: 1{"}"}` ou `#{"{"}"a": 1{"}"}` ; les clés sont des textes. `d.get("a")` donne `()` s'il n'y en a pas, et `d["a"]` aussi.
python-eval = `eval` et `exec` ne font qu'un : `eval(texte)` exécute aussi des instructions.
python-filter = `filter(f, xs)` s'écrit `xs.filter(f)`, ou `list[x for x in xs if …]`.
python-format = Un `f"…"` s'écrit entre accents graves avec `${"{"}…{"}"}` ; `"{"{"}:2d{"}"}".format(n)` est la même chose ici, comme `format("{"{"}:2d{"}"}", n)`.
python-hash = Les valeurs n'ont pas de numéro. Les objets se comparent par `==` ; un thread a `ident`.
python-list = Une liste est un tableau : `[1, 2, 3]`. `list(range(3))` s'écrit `list[i for i in range(3)]`. Attention : `b = a` partage la liste en Python, et copie le tableau ici.
python-map = `map(f, xs)` s'écrit `xs.map(f)`, et donne un tableau. (Le type `map` est le dictionnaire de Python : `help("dict")`.)
python-pow = `pow(a, b)` s'écrit `a ** b`.
python-quit = `quit()` s'écrit `exit()` ; à l'invite, `quit` marche aussi.
python-slice = `xs[1:3]` s'écrit `xs[1..3]` pour les textes, `xs.extract(1..3)` pour les tableaux.
python-tuple = Un tableau fait ce que fait un tuple : `(host, code)` s'écrit `[host, code]`. Pour le défaire, `let host = paire[0];`.
python-range = La même chose : `range(3)`, `range(1, 10, 2)`. `0..3` est aussi un intervalle.
python-print = `print(a, b, sep="-", end="")` s'écrit `print(a, b, #{"{"}sep: "-", end: ""{"}"})` : les options sont dans une table, à la fin.
python-ascii = `repr(x)` montre une valeur ; les lettres hors de l'ASCII restent telles quelles.
python-breakpoint = Il n'y a pas de débogueur. `sandbox run -i FICHIER` reste à l'invite avec les variables du script, `:threads` et `:locks` montrent qui attend, `--seed N` rejoue une exécution.
python-about = `sandbox --version` donne la version ; les licences sont MIT ou Apache-2.0.

## Erreurs

python-error-kind = Une erreur de cette sorte s'attrape par `catch (e) {"{"} if e.kind == "ValueError" {"{"} … {"}"} {"}"}` : la sorte est le nom que Python donne à la classe. Pour en lancer une : `throw #{"{"}kind: "ValueError", message: "…"{"}"}`.
python-error-os = Les erreurs du système ont dans `e.kind` un nom court : `NotFound`, `PermissionDenied`, `TimedOut`, `ConnectionRefused`, `ConnectionReset`, `BrokenPipe`, `AddressInUse`, `WouldBlock`, `Closed` ; les autres sont `OSError`. Ce qu'une permission interdit est `NotCapable`.
python-error-stop = Ctrl-C et `exit` terminent le script et ne s'attrapent pas ; on sort en ordre des blocs `with`.
python-error-base = Les erreurs ont une sorte, pas une classe, et il n'y a pas de classes d'erreurs dont hériter : `catch (e)` les attrape toutes, `e.kind` dit laquelle. On peut lancer n'importe quelle valeur, aussi un objet d'une classe du script.
python-warning = Il n'y a pas d'avertissements : écrivez sur `stderr`.

## Textes, listes, dictionnaires

python-str-index = `index_of` donne -1 là où le `index` de Python échoue ; `find` aussi.
python-str-replace = `s.replace(a, b)` change ici `s` lui-même et ne donne rien ; `s.replaced(a, b)` donne un nouveau texte, comme le `replace` de Python.
python-str-join = La même chose : `", ".join(textes)`.
python-str-format-map = Donnez les valeurs une à une à `format`, ou tapez `${"{"}m.nom{"}"}` entre accents graves.
python-str-casefold = `lower` suffit.
python-str-rsplit = `split_rev` donne les morceaux depuis la fin ; `split` les donne tous dans l'ordre.
python-str-rindex = `rfind` donne -1 là où le `rindex` de Python échoue.
python-str-rpartition = Il y a `partition`, depuis le début ; depuis la fin, `rfind` donne l'endroit où couper.
python-str-other = Cette méthode n'est pas là. `list[… for c in texte.chars()]` parcourt les caractères ; les octets se traitent par les méthodes de `blob`.
python-list-append = `xs.append(x)` s'écrit `xs.push(x)`. Ici, `append` ajoute tous les éléments d'un autre tableau.
python-list-extend = `xs.extend(ys)` s'écrit `xs.append(ys)`, ou `xs += ys`.
python-list-pop = `xs.pop()` est la même chose, mais donne `()` pour un tableau vide ; `xs.pop(0)` s'écrit `xs.shift()` ou `xs.remove(0)`.
python-list-remove = `remove` prend ici un indice. Pour retirer une valeur : `xs.remove(xs.index_of(x))`.
python-list-sort = `xs.sort(key=f)` s'écrit `xs.sort_by(|a, b| f(a) - f(b))` ou `xs = sorted(xs, #{"{"}key: f{"}"})`, `xs.sort(reverse=True)` s'écrit `xs.sort_desc()` ; `sorted(xs)` donne un nouveau tableau.
python-copy = Une affectation copie : après `let b = a;`, changer le tableau ou la table `b` laisse `a` tel qu'il était. Les objets et les verrous, threads … sont partagés.

## threading

python-thread = `Thread(target=f, args=(a, b), name="clock", daemon=True)` s'écrit `Thread(f, [a, b], #{"{"}name: "clock", daemon: true{"}"})`. Les threads avancent en même temps, sur plusieurs cœurs : il n'y a pas de verrou global.
python-timer = `Timer(2.0, f, args=[a])` s'écrit `Timer(2.0, f, [a])`.
python-condition = `with cond:` s'écrit `with cond {"{"} … {"}"}`, `cond.wait_for(lambda: ok)` s'écrit `cond.wait_for(|| ok)`.
python-local = La même chose ; on ne peut pas hériter de `local()`.
python-excepthook = `threading.excepthook = f` s'écrit `excepthook(f)`. La fonction reçoit une table avec `exc_type`, `exc_value` et `thread`.
python-threading-enumerate = Il lui faut son module, `threading::enumerate()` : `enumerate` seul numérote les éléments d'un tableau, comme en Python.
python-stack-size = Les piles ont la taille qu'il leur faut ; la profondeur des appels se règle par `--max-call-depth`.
python-broken-barrier = Une sorte d'erreur : `catch (e) {"{"} if e.kind == "BrokenBarrier" {"{"} … {"}"} {"}"}`. Les threads devant une barrière la reçoivent quand l'un d'eux renonce ou que `abort` est appelé.
python-thread-error = Un ancien nom de `RuntimeError` : `e.kind == "RuntimeError"`.
python-trace = Il n'y a pas de fonctions de trace ou de profil : les threads exécutent du code compilé. Pour voir comment ils avancent, `--seed N` rejoue un ordonnancement, `sandbox dis FICHIER` montre les étapes de chaque ligne, `:threads` et `:locks` montrent qui attend.
python-lock-old-acquire = Un ancien nom de `acquire`, que Python garde : tapez `acquire()`.
python-lock-old-release = Un ancien nom de `release`, que Python garde : tapez `release()`.
python-lock-old-locked = Un ancien nom de `locked`, que Python garde : tapez `locked()`.
python-gil = Il n'y a pas ici de verrou global de l'interpréteur : deux threads avancent vraiment en même temps, et `compteur += 1` sans verrou perd vraiment des mises à jour.

## queue

python-queue-errors = Une sorte d'erreur : `catch (e) {"{"} if e.kind == "Empty" {"{"} … {"}"} {"}"}` ; de même `Full` et `ShutDown`.
python-queue-inside = L'intérieur d'une file n'est pas visible : `put`, `get`, `qsize`, `task_done`, `join` et `shutdown` suffisent à un script. Là où Python utilise un tas, prenez une `PriorityQueue`.

## socket

python-socket = `socket.socket(socket.AF_INET, socket.SOCK_STREAM)` s'écrit `socket()` ou `socket(AF_INET, SOCK_STREAM)`. Une adresse est `["localhost", 50007]` ; `s.send("texte")` prend un texte, `recv_text` en donne un ; `with s {"{"} … {"}"}` ferme.
python-socket-timeout = Une sorte d'erreur, `TimedOut`, pour les sockets qui ont une limite de temps : `settimeout` la fixe.
python-socket-sendmsg = Plusieurs morceaux se réunissent et s'envoient par `sendall` ; un fichier se lit puis s'envoie.
python-socket-recv-into = Il n'y a pas de tampons à remplir : `recv` donne chaque fois un nouveau blob.
python-socket-recvfrom-into = Il n'y a pas de tampons à remplir : `recvfrom` donne chaque fois un nouveau blob.
python-socket-close = Un socket se ferme par sa propre méthode, `s.close()`, ou par `with s {"{"} … {"}"}`.
python-socket-has = IPv6 est là si le système l'a ; `create_server` le dit sinon.
python-socket-names = D'un nom vers des adresses, il y a `gethostbyname` et `getaddrinfo` ; d'une adresse vers un nom, il n'y a rien : ce serait une question au réseau dont les exercices n'ont pas besoin.
python-socket-descriptor = Les descripteurs du système ne se partagent pas entre sockets et processus : sous `--seed`, un socket n'en a pas. `socketpair` fait deux sockets reliés ; un socket donné à un thread reste le même socket.
python-socket-services = Les tables de services, de protocoles et d'interfaces du système ne sont pas consultées : tapez le numéro de port. Ce qui changerait la machine n'est pas là.
python-socket-bytes = Les adresses sont des textes, les ports des entiers : rien ne demande un autre ordre d'octets. Pour mettre des nombres dans des octets, il y a `write_be` et `parse_be_int` de `blob`.
python-socket-errors = Les erreurs se distinguent par `e.kind` (`WouldBlock`, `TimedOut`, `ConnectionRefused` …) plutôt que par des numéros ; `e.errno` a le numéro du système.
python-socket-enums = Une classe que Python donne aux nombres des constantes ; ici ce sont des entiers.
python-socket-families = Les sockets sont ici TCP et UDP sur IPv4 et IPv6, et les sockets Unix : ce que le cours enseigne et qu'une graine peut rejouer. Les autres familles d'adresses et leurs constantes ne sont pas là.
python-socket-options = Cette option n'est pas là : celles qui changent ce que voit un programme y sont, comme `SO_REUSEADDR`, `SO_BROADCAST`, `TCP_NODELAY`, `IPV6_V6ONLY`, `MSG_PEEK`.
python-socket-info = `getaddrinfo` n'a pas besoin ici d'indicateurs. Toute adresse de la machine s'écrit `""` ou `"0.0.0.0"`, la sienne `"localhost"`.

## subprocess

python-popen = `Popen(["ls"], stdout=PIPE, text=True)` s'écrit `Popen(["ls"], #{"{"}stdout: PIPE, text: true{"}"})`.
python-subprocess-run = `run(["ls"], capture_output=True, text=True)` s'écrit `run(["ls"], #{"{"}capture_output: true, text: true{"}"})`.
python-getoutput = `getoutput(ligne)` donne ce qu'écrit une ligne pour le shell, `call(ligne, #{"{"}shell: true{"}"})` son code de sortie ; les deux demandent `--allow-run=sh`.
python-subprocess-errors = Une sorte d'erreur : `CalledProcess` (avec `e.returncode` et `e.output`) ou `TimeoutExpired`. `catch (e) {"{"} if e.kind == "TimeoutExpired" {"{"} … {"}"} {"}"}`.
python-list2cmdline = Un programme se lance avec un tableau de mots : rien n'a besoin de guillemets.
python-popen-text = On ne redemande pas à `Popen` ce qu'on lui a donné ; `text: true`, `encoding` et `errors` font que ses tubes donnent des textes.
python-subprocess-windows = Un nom que Python n'a que sous Windows.

## Autres modules

python-time-other = Les dates et leurs parties sont dans `datetime` : `datetime::now().hour`, `datetime::fromtimestamp(s)`, `datetime::strptime(texte, format)`.
python-time-process = Le temps du processeur n'est pas compté : `perf_counter` mesure le temps qui passe.
python-random-other = Celle-ci n'est pas là. `random`, `randint`, `uniform`, `choice`, `sample`, `shuffle` y sont ; `seed(n)` recommence, et `sandbox run --seed n` décide de tout le hasard d'une exécution.
python-math = `math.sqrt(x)` s'écrit `sqrt(x)`, `math.pi` s'écrit `PI()` : les fonctions des nombres sont là sans module.
python-math-other = Cette fonction n'est pas là. Celles des nombres n'ont pas de module : `sqrt(x)`, `sin(x)`, `floor(x)`, `PI()`.
python-os-path = `os.path.join(a, b)` s'écrit `os_path::join(a, b)`.
python-json-dumps = `json.dumps(m)` s'écrit `m.to_json()`.
python-json-loads = `json.loads(texte)` s'écrit `parse_json(texte)`.
python-futures = `from concurrent.futures import ThreadPoolExecutor` ne demande aucune ligne ici : les noms sont là ; avec le module devant, `concurrent_futures::wait(futures)`. Les arguments nommés vont dans une table, ou dans l'ordre de Python.
python-futures-errors = Des sortes d'erreurs : `catch (e) {"{"} if e.kind == "Cancelled" {"{"} … {"}"} {"}"}` ; `CancelledError` est `Cancelled`, `TimeoutError` est `TimedOut`, `InvalidStateError` est `InvalidState`, `BrokenExecutor` est `BrokenThreadPool`.
python-futures-wait = `done, not_done = wait(futures)` s'écrit `let both = wait(futures);`, puis `both.done` et `both.not_done`, qui sont des tableaux dans l'ordre des futurs.
python-futures-run = Un thread du pool le fait lui-même avant de commencer une tâche.
python-executors = Ici les threads utilisent tous les cœurs, il n'y a donc qu'une sorte de pool : `ThreadPoolExecutor` fait ce à quoi sert `ProcessPoolExecutor`.
python-processes = Il n'y a que des threads, et ils utilisent tous les cœurs : `ThreadPoolExecutor` fait ce à quoi sert un pool de processus, une `Queue` ce à quoi sert un tube.
python-selectors = `select(rlist, wlist, xlist, timeout)` est la seule façon d'attendre plusieurs sockets ; ou un thread pour chacun : `accept` et `recv` laissent tourner les autres.
python-other-module = Ce module n'est pas là : le cours n'en a pas besoin. `sandbox doc` montre ce qu'il y a.
python-frozenset = Un `set` se copie par `s.copy()` ; il n'y en a pas d'immuable, ni d'ensemble dans un ensemble : un tableau de valeurs triées y suffit.
python-dict-popitem = `d.popitem()` est `m.pop(k)` de la clé voulue : une table garde ses clés en ordre.
python-dict-fromkeys = `dict.fromkeys(keys, 0)` est une boucle : `for k in keys {"{"} m[k] = 0; {"}"}`.
python-collections-other = Une table garde ses clés en ordre ; `defaultdict` garde l'ordre où elles sont venues. Une classe fait ce que fait un `namedtuple`.
python-logging-other = Il y a un seul endroit pour les lignes, que choisit `basicConfig`, et des journaux avec leurs niveaux : ni `Handler`, ni `Filter`, ni `Formatter` à part.
