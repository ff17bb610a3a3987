# Ce que dit la notation en plus des phrases des motifs (`grade.ftl`) : des affichages et des fichiers, des notes.

## Affichages

# $what est l'un de ces textes.
marks-stdout = l'affichage
marks-stderr = la sortie d'erreur
marks-file = le fichier `{ $file }`

marks-output-differs = { $what } diffère à partir de la ligne { $n } : `{ $given }` au lieu de `{ $expected }`
marks-output-ends = { $what } s'arrête avant la ligne { $n }, où `{ $expected }` est attendu
marks-output-more = { $what } continue au lieu de s'arrêter : la ligne { $n } est `{ $given }`
marks-output-has = `{ $part }` est attendu dans { $what } et n'y apparaît pas
marks-output-later = `{ $part }` est bien dans { $what }, mais pas après ce qui doit le précéder
marks-output-lacks = `{ $part }` ne doit pas apparaître dans { $what } et y apparaît, ligne { $n }
marks-output-missing = dans { $what }, la ligne `{ $expected }` manque ou n'apparaît pas assez souvent
marks-output-too-often = dans { $what }, la ligne `{ $given }` n'est pas attendue ou apparaît trop souvent
marks-output-regex = rien dans { $what } ne correspond à `{ $regex }`
marks-output-count = lignes qui correspondent à `{ $regex }` dans { $what } : { $given } au lieu de { $expected }
marks-no-stderr = rien n'a été écrit sur la sortie d'erreur
marks-no-file = le fichier `{ $file }` n'a pas été écrit
marks-no-block = à partir de la ligne { $n }, l'affichage ne forme pas un bloc comme demandé : `{ $given }`
marks-no-line = aucune ligne affichée ne correspond à `{ $regex }`
marks-thread-main = le thread principal
marks-thread-another = un thread différent à chaque fois
marks-thread-named = le thread { $name }
marks-outcome-nothing = dans un entrelacement rien n'est affiché, ce qui n'est pas permis
marks-judge-no = la fonction `{ $function }` de l'enseignant répond non
marks-ends-wrong = le programme ne va pas jusqu'à sa fin
marks-companion-absent = `{ $name }` n'a jamais commencé

## Notes

marks-skipped = « { $title } » n'est pas réussi, et ce contrôle en dépend
marks-not-proved = vrai dans tous les entrelacements examinés, ce qui n'est pas une preuve : quelqu'un regardera
marks-sleep-unknown = juste seulement parce qu'un `sleep` dure assez longtemps
marks-refused = `{ $what }`, demandé à la ligne { $line }, n'est pas disponible pendant la notation

## Les erreurs du devoir lui-même

marks-judge-answer = la fonction `{ $function }` de judge.rhai a donné `{ $given }`
    .hint = elle donne true, false, un texte qui dit pourquoi, ou une table : #{"{"} ok: false, message: "…", line: 3, score: 0.5 {"}"}
marks-judge-ended = la fonction `{ $function }` de judge.rhai a terminé le programme
    .hint = elle donne sa réponse comme valeur, sans `exit`
marks-judge-lost = les fonctions de judge.rhai n'ont pas répondu : { $what }
    .hint = leur processus s'est arrêté deux fois : relancez, et signalez-le si cela revient

## Rendus

marks-source = `{ $file }` n'est pas un script : { $wrong }
marks-source-long = le fichier a { $bytes } octets, et { $most } au plus sont lus
marks-source-binary = ce n'est pas un texte (ligne { $line })
marks-unreadable = { $file } ne peut être lu : { $reason }
marks-no-archive = { $file } n'est pas une archive : { $reason }
marks-no-file-there = { $file } n'est ni un fichier ni un dossier
marks-nothing-there = rien n'a été rendu
marks-others-there = rendu : { $names } ; rendre un script `{ $file }`
marks-scripts-there = rendu : { $names } ; le script compte sous le nom `{ $file }` : le renommer, ou noter le fichier seul : sandbox grade DEVOIR FICHIER

## Résultats

marks-hidden-check = contrôle caché
marks-status-empty = rien n'a été rendu sous le nom attendu
marks-status-review = quelqu'un doit regarder
marks-line = ligne { $line }
marks-proved = { $count ->
    [1] prouvé : un seul entrelacement est possible
   *[other] prouvé en { $number } exécutions
}
marks-sampled = { $count ->
    [1] un entrelacement examiné
   *[other] { $number } entrelacements examinés
}
marks-sampled-cut = { $count ->
    [1] un entrelacement examiné
   *[other] { $number } entrelacements examinés
}, dont { $cut } coupés
marks-found = { $switches ->
    [0] aucune bascule
    [1] 1 bascule
   *[other] { $switches } bascules
} · trouvé à l'entrelacement { $at } sur { $of } · rejoué { $replayed }
marks-found-only = { $switches ->
    [0] aucune bascule
    [1] 1 bascule
   *[other] { $switches } bascules
} · trouvé au premier entrelacement · rejoué { $replayed }
marks-found-real = vu à la répétition { $at } sur { $of } avec de vrais threads, que personne ne peut rejouer
marks-replay = à rejouer : { $command }
marks-hint = conseil : { $hint }
marks-encoding = { $file } est écrit en { $encoding } ; UTF-8 est attendu
marks-taken = { $file } a été noté comme `{ $wanted }`
marks-unasked = à côté du programme, non jugés : { $names }
marks-ignored = non examinés : { $names }
marks-mark = note : { $note }/{ $of }
marks-class = { $count ->
    [1] 1 rendu
   *[other] { $count } rendus
}, { $mean }/{ $of } en moyenne
marks-frequent = Motifs les plus fréquents :
marks-no-results = { $file } ne contient pas de résultats de `sandbox grade` : { $reason }
marks-unwritable = { $file } ne peut être écrit : { $reason }
marks-not-marked = pas encore noté
marks-passed = réussi
marks-all-passed = tous les contrôles sont réussis
marks-output-cut = … l'affichage a été coupé : il y en avait davantage
marks-heading-check = Contrôle
marks-heading-result = Résultat
marks-heading-points = Points
marks-heading-output = Ce qui a été affiché
marks-sheet = { $file } n'est pas une feuille d'évaluation de Moodle : { $wrong }
    .hint = dans Moodle : Travaux remis, « Télécharger le formulaire d'évaluation » ; le devoir doit avoir le feedback « Formulaire d'évaluation hors ligne »
marks-sheet-columns = une colonne de participants (Participant 123456) et une colonne « Note » sont cherchées

## La commande

marks-format = il n'y a pas de format `{ $given }` ; il y a { $names }
marks-format-near = il n'y a pas de format `{ $given }` ; vouliez-vous dire `{ $name }` ?
marks-two-outputs = { $first } et { $second } ne peuvent aller tous deux sur la sortie standard
    .hint = donnez un fichier à l'un d'eux : -f { $second }=FICHIER
marks-no-submission = rien n'a été rendu dans { $file }
marks-no-check = le devoir n'a pas de contrôle `{ $id }`
marks-no-worker = aucun rendu ne peut être exécuté en isolement : { $what }
    .hint = `sandbox doctor` dit ce que cette machine permet ; --no-isolation exécute les rendus dans ce processus
marks-solution-lost = la solution du devoir n'a pas pu être exécutée : { $what }
marks-expression = une expression du contrôle `{ $check }` est fausse : { $error }
marks-progress = { $done }/{ $all } { $student }
marks-interrupted = { $left ->
    [0] interrompu par Ctrl-C
    [1] interrompu par Ctrl-C : 1 rendu n'est pas noté
   *[other] interrompu par Ctrl-C : { $left } rendus ne sont pas notés
}

## Des exécutions comme à la notation

as-marked-run = `{ $named }` ne désigne pas une exécution d'un devoir
    .hint = c'est DEVOIR:EXÉCUTION, comme --as-marked tp:deux
as-marked-real = l'exécution `{ $name }` a de vrais threads, que personne ne peut rejouer
