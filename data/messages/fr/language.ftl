# Fautes dans ce que ce langage ajoute à Rhai, et celles que le moteur trouve.

## Classes, à la lecture

syntax-base-class = une classe de base suit deux-points : `class Nom : Base {"{"} … {"}"}`
syntax-method-fn = une méthode s'écrit sans `fn` : `nom(…) {"{"} … {"}"}`
syntax-attribute = les attributs naissent dans une méthode, comme `this.nom = …` dans `init`
syntax-super = `super` appelle une méthode de la classe de base : `super.nom(…)`

uncaught = `throw` non rattrapé : { $text }
uncaught-nothing = `throw` non rattrapé

stack-size-fixed = la taille de la pile des threads ne se change pas
    .hint = les appels ne prennent pas de pile ici ; `sandbox run --max-call-depth N` dit jusqu'où ils peuvent aller
no-trace-functions = `{ $name }` n'existe pas ici : aucune fonction n'est appelée à chaque ligne
    .hint = `sandbox dis FILE` montre les étapes de chaque ligne, `sandbox run --seed N FILE` répète un ordre des threads
