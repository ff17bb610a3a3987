# Conseils pour les erreurs connues : ce qui ne va pas (.title), et ce qu'il faut taper. Quand chacun est donné, cela est dit dans
# src/diagnostics/hints ; $code est la ligne du script telle qu'il faudrait l'écrire.
# Une accolade qui n'entoure pas une valeur s'écrit {"{"} ou {"}"}.

## Ce que tape qui vient de Python

hint-comment = un commentaire commence ici par `//` : tapez `{ $code }`
    .title = `#` ne commence pas un commentaire
hint-single-quotes = un texte se met entre guillemets doubles : tapez `{ $code }`
    .title = les apostrophes ne contiennent qu'un caractère
hint-comprehension = une liste en compréhension commence par `list` : tapez `{ $code }`
    .title = ceci est la liste en compréhension de Python
hint-lambda = une fermeture met ses paramètres entre barres : tapez `{ $code }`
    .title = `lambda`, c'est du Python
hint-formatted-text = les valeurs vont dans un texte entre accents graves, par `${"{"}…{"}"}` : tapez { $code }, accents graves compris
    .title = `f"…"`, c'est du Python
hint-bytes = tapez `{ $code }` : là où Python veut des octets, un texte convient ; `{ $code }.to_blob()` donne des octets
    .title = `b"…"`, c'est du Python
hint-raw-text = tapez `{ $code }`
    .title = `{ $prefix }"…"`, c'est du Python
hint-any-number = une fonction prend autant d'arguments qu'elle en nomme : tapez `fn f(args) {"{"}` et donnez-lui une liste, `f([1, 2])`
    .title = une fonction ne prend pas un nombre quelconque d'arguments
hint-function = une fonction s'écrit `fn`, son bloc se met entre accolades : tapez `{ $code }` et fermez le bloc par `{"}"}`
    .title = `{ $word }` ne définit pas une fonction
hint-import = `Thread`, `Lock`, `time::sleep` … sont toujours là : supprimez cette ligne
    .title = il n'y a rien à importer
hint-class = tapez `{ $code }` et fermez la classe par `{"}"}` ; une méthode s'écrit `nom(…) {"{"} … {"}"}`, le constructeur `init(…) {"{"} … {"}"}`
    .title = c'est en Python qu'une classe commence ainsi
hint-else-if = tapez `{ $code }`
    .title = `{ $word }` s'écrit ici `else if`
hint-word-operator = tapez `{ $code }`
    .title = `{ $word }` s'écrit ici `{ $ours }`
hint-except = tapez `{ $code }` : il rattrape toute erreur, `e.kind` dit laquelle
    .title = `except` s'écrit ici `catch`
hint-finally = pour libérer un verrou dans tous les cas, utilisez `with lock {"{"} … {"}"}` ; sinon, mettez les instructions après le `try`
    .title = il n'y a pas de `finally`
hint-block-on-one-line = tapez `{ $code }`
    .title = un bloc se met entre accolades, pas après `:`
hint-block = tapez `{ $code }` et fermez le bloc par `{"}"}`
    .title = un bloc se met entre accolades, pas après `:`
hint-thread-keywords = d'abord la fonction, puis ses arguments dans un tableau, les options dans une table : tapez `{ $code }`
    .title = il n'y a pas d'arguments nommés
hint-print-keywords = les options se mettent dans une table à la fin : tapez `{ $code }`
    .title = les arguments ne portent pas de nom ici
hint-keywords = donnez les valeurs dans l'ordre : tapez `{ $code }`
    .title = il n'y a pas d'arguments nommés
hint-keyword-order = donnez les valeurs sans leurs noms, dans l'ordre des paramètres
    .title = il n'y a pas d'arguments nommés
hint-new = un objet se fait sans `new` : tapez `{ $code }`
    .title = `new` n'existe pas ici
hint-catch-name = l'erreur a un nom entre parenthèses, et pas de classe : tapez `{ $code }`
    .title = ce `catch` est mal écrit
hint-extends = la classe de base suit deux-points : tapez `{ $code }`
    .title = `{ $word }` s'écrit ici `:`
hint-own-method = c'est une méthode de l'objet : tapez `{ $code }`
hint-attribute-of-itself = `{ $name } = { $name }` ne donne rien à l'objet : tapez `this.{ $name } = { $name };`
hint-new-attribute = pour que l'objet la garde : tapez `{ $code }`
hint-kept-nothing = `{ $method }` change la liste elle-même et ne donne rien : `{ $name }` vaut `()` ; appelez `{ $method }`, puis lisez la liste
hint-missing-entry = cette clé n'est pas encore dans la table : tapez `{ $code }`
hint-letter = un caractère se met entre apostrophes : tapez `{ $code }`
hint-tuple = un tableau remplace le tuple : tapez `{ $code }` ; ou donnez des noms, `#{"{"}a: 1, b: 2{"}"}`
    .title = il n'y a pas de tuples
hint-several-variables = tapez `{ $code }`
    .title = une affectation porte sur une seule variable
hint-slice = pour un tableau, tapez `{ $array }` ; pour un texte, `{ $text }`
    .title = `[a:b]`, c'est du Python
hint-dictionary = tapez `{ $code }`
    .title = une table commence par `#{"{"}`
hint-conditional-value = tapez `{ $code }`
    .title = un choix entre deux valeurs est un `if` avec des accolades
hint-delete-item = tapez `{ $code }`
    .title = `del`, c'est du Python
hint-delete-variable = une variable n'a pas besoin d'être supprimée : enlevez cette ligne
    .title = `del`, c'est du Python
hint-global = les fonctions voient les variables du script : enlevez cette ligne
    .title = `{ $word }` est inutile
hint-raise = tapez `{ $code }`
    .title = `raise` s'écrit ici `throw`
hint-assert = tapez `{ $code }`
    .title = `assert`, c'est du Python
hint-help-of-name = tapez `{ $code }`
    .title = `help` prend un nom comme un texte, entre guillemets
hint-print-as-value = mettez-le dans une fermeture : tapez `|x| { $word }(x)`
    .title = `{ $word }` n'est pas une valeur : il s'appelle toujours, `{ $word }(…)`
hint-print = tapez `{ $code }`
    .title = `print` demande des parenthèses
hint-with-as = tapez `{ $first }`, puis `{ $second }`
    .title = `with … as …`, c'est du Python
hint-two-loop-variables = tapez `{ $code }`
    .title = ceci est la boucle de Python sur des couples

## Syntaxe fautive

hint-increment = tapez `{ $code }`
    .title = l'opérateur `{ $operator }` n'existe pas
hint-open-text = un texte se termine sur la ligne où il commence, par `{ $quote }`
    .title = ce texte n'est pas fermé
hint-assign-in-condition = pour comparer, tapez `==`
    .title = `=` affecte, il ne compare pas
hint-default-value = `{ $function }` peut être définie plusieurs fois, avec plus ou moins de paramètres ; la plus courte appelle la plus longue
    .title = les paramètres n'ont pas de valeur par défaut : `{ $parameter }`
hint-type-after-name = supprimez `{ $part }`
    .title = les types ne se déclarent pas
hint-loop-in = tapez `for x in valeurs {"{"} … {"}"}`, ou `for i in 0..10 {"{"} … {"}"}` pour compter
    .title = une boucle `for` parcourt des valeurs avec `in`
hint-null = la valeur que Python appelle `None` s'écrit `()`
    .title = `{ $word }` n'existe pas
hint-match = tapez `switch x {"{"} 1 => …, _ => … {"}"}`
    .title = `match` s'écrit ici `switch`
hint-decorator = appelez la fonction là où vous voulez l'effet du décorateur
    .title = il n'y a pas de décorateurs
hint-reserved-name = le langage se réserve le mot `{ $word }` : prenez un autre nom, par exemple `{ $other }`
hint-quotient = le quotient de deux entiers est déjà entier : tapez `{ $code }`
    .title = `//` commence un commentaire
hint-loop-over-a-number = pour compter, tapez `for i in 0..{ $number }`
    .title = on ne peut pas parcourir un nombre
hint-nothing-to-close = enlevez-le, ou cherchez plus haut un bloc fermé trop tôt
    .title = rien n'est ouvert que ce `{ $bracket }` puisse fermer
hint-floor-division = entre deux entiers, `/` est la division entière : tapez `{ $code }`
    .title = `//` commence un commentaire, qui cache la fin de la ligne
hint-not-closed = tapez le `{ $close }` qui correspond au `{ $open }` de la ligne { $line }
    .title = ce `{ $open }` n'est pas fermé
hint-missing-comma = tapez `,` entre les valeurs
    .title = il manque une `,` ici
hint-missing-semicolon = chaque instruction se termine par `;`
    .title = il manque un `;` à la fin de cette ligne
hint-keyword-slip = vouliez-vous dire `{ $keyword }` ?
    .title = `{ $word }` ne commence pas une instruction
hint-two-statements = entre deux instructions tapez `;`, entre deux valeurs un opérateur
    .title = il manque quelque chose entre `{ $first }` et `{ $second }`
hint-missing-block = un bloc se met entre accolades : tapez `{ $code }`
    .title = il manque une `{"{"}` ici
hint-constant = déclarez `{ $name }` par `let` s'il doit changer

## Erreurs qui se montrent à l'exécution

hint-module-name = `Thread`, `Lock`, `time::sleep` … sont toujours là : supprimez cette ligne
    .title = il n'y a rien à importer
hint-module-dot = tapez `{ $code }` au lieu de `{ $python }`
hint-absent-module = le module `{ $name }` de Python n'existe pas ici
hint-empty-map = la valeur devant `[` est `()`, rien ; une table vide s'écrit `#{"{"}{"}"}`, car `{"{"}{"}"}` est un bloc vide
hint-constant-name = `{ $python }`, en Python, s'écrit ici `{ $ours }`
hint-self = `self`, en Python, s'écrit ici `this`, et n'est pas un paramètre : tapez `{ $code }`
hint-pass = un bloc vide s'écrit `{"{"} {"}"}` : enlevez `pass`
hint-out-of-sight = la variable `{ $name }` de la ligne { $line } n'est pas visible d'ici : déclarez-la avant, et hors du bloc
hint-similar-variable = vouliez-vous dire `{ $name }` ?
hint-declare = la première fois, déclarez la variable : tapez `{ $code }`
hint-declare-first = donnez-lui d'abord une valeur : tapez `let { $name } = 0;`
hint-capital = les majuscules comptent : tapez `{ $name }`
hint-argument-count = la fonction `{ $name }` de la ligne { $line } a { $parameters } paramètre(s), on lui donne ici { $given } valeur(s)
    .title = la fonction `{ $name }` attend { $parameters } valeur(s), pas { $given }
hint-trim = `trim()` modifie la variable et ne donne rien : tapez `strip()`
hint-gives-nothing = `{ $method }(…)` modifie la variable et ne donne rien : faites-en deux instructions
hint-length-of-number = un nombre n'a pas de longueur ; pour ses chiffres, `str(n).len()`
hint-range-of-floats = début, fin et pas sont tous entiers ou tous flottants : `range(0.0, 2.5, 0.5)`
hint-inside = `in` cherche dans un tableau, une table, un texte ou un intervalle, pas dans `{ $type }`
hint-precedence = `{ $comparison }` passe avant `{ $operator }` : tapez `{ $code }`
hint-nothing-in-operator = un côté de `{ $operator }` vaut `()`, rien : manque-t-il un `return` ou une valeur ?
hint-percent-format = le `%` de Python sur un texte s'écrit ici `{ $code }`, ou un texte entre accents graves : `` `… ${"{"}x{"}"} …` ``
hint-text-in-operator = un côté de `{ $operator }` est un texte : `int(texte)` ou `float(texte)` en fait un nombre
hint-python-member = { $saying }
hint-python-name = { $saying }
hint-similar-function = vouliez-vous dire `{ $name }` ?
hint-similar-property = vouliez-vous dire `{ $name }()` ?
hint-similar-module = vouliez-vous dire `{ $name }` ?
hint-bounds = le premier a l'indice 0, le dernier { $last } ou -1
hint-recursion = une fonction qui s'appelle elle-même doit avoir un cas où elle ne le fait pas
hint-condition = une condition vaut `true` ou `false` : tapez `{ $code }`
hint-overflow = les entiers ont ici 64 bits ; les flottants vont plus loin : `2.0`
hint-constant-variable = déclarez `{ $name }` par `let` s'il doit changer
hint-unbound-this = `this` est l'objet d'une méthode : appelez-la par `objet.methode()`

## Caractères, blocs, objets

hint-look-alike = tapez `{ $code }`
    .title = { $shown } n'est pas un signe du langage
hint-documentation = un commentaire commence par `//` : tapez `{ $code }`
    .title = un texte entre trois guillemets, c'est du Python
hint-spread = une liste ne se déplie pas en arguments ; donnez les valeurs une à une : `{ $code }`
    .title = `*` devant un argument, c'est du Python
hint-nameless = `_` seul n'est pas un nom : tapez `_i`, que personne n'a besoin de lire
hint-method-word = une méthode s'écrit sans `{ $word }`, et l'objet s'y appelle `this` : tapez `{ $code }`
    .title = `{ $word }` devant une méthode
hint-number-key = une clé de table est un texte : tapez `{ $code }`
    .title = un nombre n'est pas une clé de table
hint-comma-in-number = le signe décimal est le point : tapez `{ $code }`
    .title = une virgule dans un nombre
hint-spaced-number = les groupes de chiffres se séparent par `_` : tapez `{ $code }`
    .title = un nombre ne contient pas d'espace
hint-brace-before-function = le bloc ouvert à la ligne { $line } n'est pas fermé : tapez `{"}"}` avant cette ligne
    .title = il manque une `{"}"}` avant ce `fn`
hint-inner-function = sortez `{ $name }` du bloc, ou faites-en une fermeture : `{ $code }`
hint-brace-before-else = le bloc ouvert à la ligne { $line } n'est pas fermé : tapez `{"}"} else`
    .title = il manque une `{"}"}` avant ce `else`
hint-try-else = `try` n'a pas d'`else` : mettez ces instructions à la fin du bloc `try`, ou après le `catch`
hint-case = un cas s'écrit `1 => …,`, et tous les autres `_ => …`
    .title = `{ $word }` n'existe pas ici
hint-start-gives-nothing = `start()` ne donne rien, et `{ $name }` vaut `()` : tapez `{ $code }`
hint-class-not-called = `{ $name }` est la classe `{ $class }` elle-même, faute de parenthèses : tapez `{ $code }`
hint-method-of-each = une liste n'a pas cette méthode, chacun de ses éléments l'a : tapez `{ $code }`
hint-init-name = le constructeur de `{ $class }` s'écrit ici `init` : renommez `{ $name }`
hint-self-parameter = enlevez `self` des paramètres : l'objet s'appelle `this` et n'est pas un paramètre
hint-attribute = c'est un attribut de l'objet : tapez `this.{ $name }`
hint-main-guard = enlevez ce `if` et gardez ce qu'il contient : le premier niveau d'un script s'exécute toujours
hint-script-argument = il manque un argument au script : ils se tapent après son nom, `sandbox run script.rhai ARGUMENT` ; `argv.len()` dit combien il y en a, nom compris
hint-to-char = le caractère d'un numéro : tapez `{ $code }`
hint-list-slice = une partie d'une liste : tapez `{ $code }`
    .title = une liste a un entier pour indice, pas un intervalle
hint-number-as-key = une clé de table est un texte : tapez `{ $code }`
hint-decimal-comma = le signe décimal est le point : tapez `{ $code }`

## Un fichier Python entier

python-file = c'est un fichier Python : ici, les scripts s'écrivent dans un autre langage
python-file-rows = { $row }
    { $rest }
python-file-fix = pour faire réécrire tout ce qui est certain, tapez `sandbox check --fix { $file }`
python-file-block = `if x == 1:` et ses lignes indentées s'écrivent ici `if x == 1 {"{"} … {"}"}`
python-file-function = `def f(x):` s'écrit `fn f(x) {"{"} … {"}"}`
python-file-class = `class A(B):` s'écrit `class A : B {"{"} … {"}"}`, et `__init__` s'écrit `init`
python-file-elif = `elif` s'écrit `else if`
python-file-except = `except … as e:` s'écrit `catch (e) {"{"} … {"}"}`
python-file-main = `if __name__ == …:` est inutile
python-file-import = `import` est inutile : `Thread`, `Lock`, `sleep`… sont déjà là
python-file-keywords = `Thread(target=f, args=(a,))` s'écrit `Thread(f, [a])`
python-file-variable = chaque instruction se termine par `;`, une nouvelle variable commence par `let`
python-file-comment = un commentaire commence par `//`, pas par `#`
python-file-self = `self` s'écrit `this` et n'est pas un paramètre
python-file-constant = `True`, `False`, `None` s'écrivent `true`, `false`, `()`
python-file-operator = `and`, `or`, `not` s'écrivent `&&`, `||`, `!`
python-file-text = `f"… {"{"}x{"}"}"` s'écrit `` `… ${"{"}x{"}"}` ``

## D'autres langages, et fautes de frappe

hint-reversed-slice = du dernier au premier : tapez `{ $code }`
    .title = `[::-1]` vient de Python
hint-base-in-brackets = la classe de base suit un deux-points : tapez `{ $code }`
    .title = la classe de base ne se met pas entre parenthèses
hint-other-operator = il s'agit de `{ $ours }` : tapez `{ $code }`
    .title = `{ $operator }` n'est pas un opérateur ici
hint-function-value = une fonction sans nom met ses paramètres entre barres : tapez `{ $code }`
    .title = une fonction ne s'écrit pas ainsi
hint-no-name = prenez un autre nom, par exemple `{ $other }` : un nom se compose de lettres, de chiffres et de `_`, et n'est pas un mot du langage
    .title = `{ $word }` n'est pas un nom
hint-bracket-too-many = enlevez-le, ou cherchez le `(` ou `[` qui manque avant lui
    .title = un `{ $bracket }` de trop
hint-lonely-else = `{ $word }` suit directement le `{"}"}` de son `{ $first }`, sans `;`
    .title = aucun `{ $first }` ne précède ce `{ $word }`
hint-other-print = pour afficher, on utilise `print` : tapez `{ $code }`
    .title = `{ $word }` n'affiche rien
hint-other-word = tapez `{ $code }`
    .title = `{ $word }` n'est pas un mot du langage
hint-asynchronous = un thread attend simplement, et les autres continuent : tapez `{ $code }`
    .title = `{ $word }` n'existe pas ici
hint-joined-texts = deux textes se collent avec `+` : tapez `{ $code }`
    .title = il manque un opérateur entre deux textes
hint-items-of-number = `{ $item }` est un nombre, qui n'a pas d'éléments : tapez `{ $code }` pour le changer

## Déclarations et boucles d'autres langages

hint-french-word = tapez `{ $code }`
    .title = `{ $word }` s'écrit ici `{ $ours }`
hint-french-name = `{ $name }` s'écrit ici `{ $ours }`
hint-main-function = enlevez cette ligne et le `{"}"}` qui la ferme : le premier niveau d'un script s'exécute toujours
    .title = un script n'a pas besoin de `main`
hint-other-class = tapez `{ $code }`
    .title = `{ $word }` ne commence pas une classe ici
hint-other-function = sans type ni autre mot : tapez `{ $code }`
    .title = une fonction ne s'écrit pas ainsi
hint-short-function = le corps d'une fonction se met entre accolades : tapez `{ $code }`
    .title = une fonction ne s'écrit pas ainsi
hint-taken-apart = tapez `{ $code }`
    .title = une affectation porte sur une seule variable
hint-chained-assignment = tapez `{ $code }`
    .title = une affectation ne donne pas de valeur
hint-not-declared = tapez `{ $code }`
    .title = une déclaration est un nom, `=` et une valeur
hint-attribute-in-class = les attributs naissent dans `init` : tapez `{ $code }`
    .title = une classe ne contient que des méthodes
hint-method-without-brackets = une méthode a des parenthèses, même vides : tapez `{ $code }`
hint-counted-loop = tapez `{ $code }`
    .title = une boucle `for` parcourt des valeurs avec `in`
hint-other-loop = tapez `{ $code }`
    .title = une boucle `for` parcourt des valeurs avec `in`
hint-other-variable = tapez `{ $code }`
    .title = `{ $word }` ne déclare pas une variable

## Ce qui manque dans une instruction

hint-half-comparison = chaque côté de `&&` et de `||` est une comparaison entière : tapez `{ $code }`
    .title = il manque une valeur avant cette comparaison
hint-equals-in-map = dans une table, `:` suit la clé : tapez `{ $code }`
    .title = `=` dans une table
hint-list-in-braces = pour une liste, tapez `{ $code }` ; pour un ensemble, `{ $set }`
    .title = les accolades contiennent ici des instructions, pas des valeurs
hint-catch-missing = fermez-le par `{"}"} catch (e) {"{"} print(e); {"}"}`
    .title = il manque un `catch` après ce `try`
hint-base-call = tapez `{ $code }`
    .title = la méthode de la classe de base se nomme après `super`
hint-loop-word-outside = `{ $word }` va dans le bloc d'un `for`, `while` ou `loop` ; pour quitter une fonction, tapez `return;`, pour finir le script, `exit();`
hint-yielded = mettez chaque valeur dans une liste, `{ $code }`, et donnez la liste à la fin ; ou dans une `Queue` qu'un autre thread lit, `{ $other }`
    .title = `yield` n'existe pas ici
hint-absent-word = utilisez une boucle et `break`, ou une fonction et `return`
    .title = `{ $word }` n'existe pas ici
hint-made-by-new = un objet se fait sans `new` : tapez `{ $code }`
    .title = `new` n'existe pas ici
hint-spread-dots = une liste ne se déplie pas : collez deux listes par `+`, `a + b`, et donnez les arguments un à un, `f(a[0], a[1])`
    .title = `...` n'existe pas ici
hint-type-of-word = tapez `{ $code }`
    .title = `{ $word }` n'existe pas ici
hint-cast = tapez `{ $code }`
    .title = une conversion s'écrit comme un appel
hint-call-without-brackets = un appel a des parenthèses : tapez `{ $code }`
    .title = il manque les parenthèses de `{ $name }`
hint-missing-value = tapez la valeur qui suit `{ $operator }`, ou enlevez `{ $operator }`
    .title = il manque une valeur après `{ $operator }`

## Méthodes et attributs

hint-other-method = `{ $name }` ne s'écrit pas ainsi : tapez `{ $code }`
hint-other-function-name = `{ $name }` ne s'écrit pas ainsi : tapez `{ $code }`
hint-method-of-shared = tapez `{ $code }`
hint-braced-comprehension = tapez `{ $code }`
    .title = les accolades contiennent ici des instructions, pas les valeurs d'une compréhension
hint-imported-names = { $names } : toujours là, supprimez cette ligne
    .title = il n'y a rien à importer
hint-root = tapez `{ $code }`
    .title = `√` ne s'écrit pas ainsi
hint-left-arrow = tapez `{ $code }`
    .title = `<-` n'est pas un symbole ici
hint-empty-braces = `{"{"}{"}"}` est un bloc vide, qui vaut `()` : tapez `{ $code }`
hint-type-as-value = `{ $name }`, en Python, n'a pas de nom ici : tapez `{ $code }`
hint-one-iterable = les valeurs se mettent dans un tableau : tapez `{ $code }`
hint-not-called = `{ $name }` est nommé, mais pas appelé : tapez `{ $code }`
hint-key-alone = ce par quoi les valeurs se comparent se met dans une table, à la fin : tapez `{ $code }`
hint-float-wanted = `{ $name }` prend un flottant : tapez `{ $code }`
hint-operator-of-handle = tapez `{ $code }`
hint-name-of-pairs = ce sont des couples, dans un tableau ; pour la valeur de `{ $name }`, tapez `{ $code }`
hint-required = un script à vous s'importe par une instruction : tapez `{ $code }` ; ce que la bibliothèque contient se passe de ligne
hint-floor-of-negative = `//`, en Python, arrondit vers le bas, `/` laisse le reste : tapez `{ $code }`
    .title = `//` commence un commentaire, qui cache la fin de la ligne
hint-lonely-except = les instructions qui peuvent échouer ont leur propre bloc : tapez `{ $code }`
    .title = aucun `try` ne précède ce `except`
hint-place-in-set = les valeurs d'un ensemble n'ont pas de place ; en liste, tapez `{ $code }`
hint-length-of-handle = tapez `{ $code }`
hint-future-as-value = à un future, on demande ce que donne sa tâche : tapez `{ $code }`
hint-tuple-of-task = ce que la tâche reçoit se met après sa fonction, un par un : tapez `{ $values }`
    .title = il n'y a pas de tuples
hint-python-of-handle = { $saying }
hint-module-path = tapez `{ $code }` au lieu de `{ $python }`
hint-python-of-module = { $saying }
hint-needs-module = ce nom est dans un module : tapez `{ $code }`
hint-stop-of-thread = aucun thread n'en arrête un autre : sa boucle regarde un événement, `while !fin.is_set() {"{"} … {"}"}`, que l'autre met par `fin.set()`
hint-attribute-of-class = `{ $name }` appartient aux objets, pas à la classe `{ $class }` : tapez `{ $code }`
hint-nothing-before-dot = `{ $receiver }` vaut `()`, rien, qui n'a pas de `{ $name }` : vérifiez-le avant, `{ $code }`
hint-attribute-of-each = une liste n'a pas de `{ $name }` ; si chacun de ses éléments en a un, tapez `{ $code }`
hint-item-added = deux listes s'ajoutent : tapez `{ $code }`
hint-texts-in-operator = ce sont des textes, et `int` en fait des nombres : tapez `{ $code }`
hint-index-of-other-type = un élément a un numéro entier : tapez `{ $code }`
hint-bound-of-float = les deux bornes d'un intervalle sont entières : tapez `{ $code }`
hint-sleep-of-thread = `sleep` est une fonction et compte en secondes : tapez `{ $code }`
hint-module-member = { $saying }
hint-base-constructor = la classe de base se nomme `super`, et son constructeur `init` : tapez `{ $code }`
hint-method-given = c'est une méthode de l'objet : tapez `{ $code }`
hint-no-attributes = `{ $receiver }` est un `{ $kind }`, qui n'a pas d'attributs : seuls les objets et les tables en ont
hint-unknown-name = déclarez `{ $name }` avant cette ligne, `{ $code }` ; si c'est un texte, mettez-le entre guillemets : `"{ $name }"`
hint-undefined-function = définissez-la, `{ $code }`, ou cherchez-en une par `sandbox doc`
hint-undefined-method = `sandbox doc { $kind }` montre les méthodes de ce type
hint-no-place = à gauche de `=` se met une variable, `x = …`, un élément, `a[0] = …`, ou un attribut, `p.x = …` ; pour comparer, tapez `==`
    .title = ceci ne peut pas recevoir de valeur
hint-unfinished-head = tapez `{ $code }`
    .title = le début de cette définition est incomplet
hint-arrow-of-closure = une fermeture n'a pas de flèche : tapez `{ $code }`
    .title = une fonction ne s'écrit pas ainsi
hint-arrow-member = un attribut suit un point : tapez `{ $code }`
    .title = `->` n'existe pas ici
hint-number-from-point = tapez `{ $code }`
    .title = un nombre commence par un chiffre
hint-unknown-escape = un `\` se tape deux fois : tapez `{ $typed }`
hint-other-comment = un commentaire commence par `//` : tapez `{ $code }`
    .title = `--` ne commence pas un commentaire
hint-else-with-condition = tapez `{ $code }`
    .title = une condition suit `else if`
hint-colon-of-case = tapez `{ $code }`
    .title = un cas de `switch` s'écrit avec `=>`
hint-impossible-division = regardez d'abord si le diviseur vaut zéro : `{ $code }`
hint-address = une adresse est un tableau : tapez `{ $code }`

## Accolades oubliées, d'après l'indentation

brace-open-missing = il manque une `{"{"}` à la fin de cette ligne
    .hint = tapez `{ $code }`
    .whole = tapez `{ $code }` et fermez le bloc par `{"}"}`
brace-close-missing = il manque une `{"}"}` après cette ligne
    .hint = le bloc ouvert à la ligne { $line } n'est pas fermé : tapez `{"}"}` sur la ligne suivante
