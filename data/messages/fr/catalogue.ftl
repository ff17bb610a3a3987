# Les pages sur les noms, et la recherche de noms : `help`, `:doc`, `sandbox doc`.

## Ce qu'est un nom

catalogue-is-module = module
catalogue-is-word = mot du langage
catalogue-is-type = type
catalogue-is-class = classe du module { $owner }
catalogue-is-constant = constante du module { $owner }
catalogue-is-method = méthode de { $owner }
catalogue-is-property = attribut de { $owner }
catalogue-is-fixed = attribut de { $owner }, en lecture seule
catalogue-is-function = fonction du module { $owner }
catalogue-is-function-of-type = fonction pour les valeurs du type { $owner }
catalogue-is-python = un nom de Python
catalogue-own-function = fonction du script
catalogue-own-function-at = fonction du script, ligne { $line }
catalogue-own-class = classe du script

## Parties d'une page

catalogue-example = Exemple
catalogue-python = En venant de Python
catalogue-parameters = La fonction donnée reçoit
catalogue-no-parameters = Quand la fonction donnée n'a pas de paramètre
catalogue-gives = Ce qu'elle donne
catalogue-errors = Erreurs
catalogue-data-types = Types des valeurs
catalogue-names = Noms
catalogue-members = Contenu
catalogue-parent = Et tout ce qu'a `{ $parent }`.
catalogue-others = Le même nom désigne aussi
catalogue-see = Voir aussi

## Réponses

catalogue-several = `{ $name }` appartient à { $count } types :
catalogue-found = { $count ->
    [one] Un nom parle de « { $words } » :
   *[other] { $count } noms parlent de « { $words } » :
}
catalogue-more = et { $count } autres : un mot de plus resserre la recherche
catalogue-ask = Pour en savoir plus sur chacun : `help("{ $name }")` dans un script et à l'invite, `sandbox doc { $name }` dans un terminal.
catalogue-unknown = rien n'est connu de `{ $name }` ; { $hint }
    .hint = `sandbox doc` montre ce qu'il y a
did-you-mean-one = est-ce `{ $names }` ?

## L'aperçu

catalogue-modules = Modules
catalogue-types = Types
catalogue-words = Mots du langage
catalogue-read-only = en lecture seule
catalogue-how = Comment demander
catalogue-how-name = ce que fait un nom, dans un script et à l'invite
catalogue-how-python = comment un nom de Python se dit ici
catalogue-how-word = dans un terminal : un nom, ou un mot quelconque à chercher

## Définitions pour les éditeurs

definitions-written = { $count } fichiers dans `{ $place }`
definitions-unwritable = impossible d'écrire dans `{ $place }` : { $reason }
