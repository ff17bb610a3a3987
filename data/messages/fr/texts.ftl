# Ce qui est dit d'un dossier de textes qui remplacent ceux du programme (SANDBOX_MESSAGES).

texts-none = SANDBOX_MESSAGES : aucun texte dans `{ $folder }`
    .hint = il y faut des fichiers `en/….ftl` ou `fr/….ftl` : partez de ceux de `data/messages`
texts-unreadable = impossible de lire `{ $file }` : { $reason }
texts-broken = { $file }, ligne { $line } : { $what }
texts-syntax = ce texte est illisible : { $reason }
    .hint = un texte s'écrit `nom = mots`, une valeur s'y note { "`{ $nom }`" }, et les lignes suivantes commencent par des espaces
texts-unknown = aucun message ne porte le nom `{ $id }`
texts-place = `{ $id }` ne connaît pas `{ $place }`
    .hint = il connaît { $places }
    .none = ce texte ne contient aucune valeur
