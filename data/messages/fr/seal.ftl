# Enfermer un processus qui exécute ce que d'autres ont écrit, et voir si cette machine le peut.

seal-required = la couche `{ $layer }` est exigée, et elle n'est pas en place
seal-required-because = la couche `{ $layer }` est exigée, et elle n'est pas en place : { $reason }

sealed-alone = ce système ne sait pas arrêter ce qu'une exécution laisse derrière elle : rien n'est exécuté enfermé
sealed-unstarted = l'exécution enfermée ne peut pas démarrer : { $reason }
sealed-by-nothing = ce système n'a ni Landlock ni seccomp : rien n'est exécuté enfermé ; `sandbox doctor` en dit plus
sealed-deny = { $flag }={ $path } ne peut pas être imposé aux programmes que le script démarre : ils peuvent utiliser tout { $folder }
    .hint = le noyau autorise des dossiers entiers et n'en retire rien : n'autorisez que des dossiers qui ne le contiennent pas, placez-le (ou le script) ailleurs, ou ne démarrez aucun programme (sans --allow-run)
sealed-without = enfermé sans la couche `{ $layer }` : { $reason }
sealed-late = l'exécution enfermée n'a pas respecté sa limite de temps, elle a été arrêtée
sealed-large = l'exécution enfermée n'a pas respecté sa limite de mémoire, elle a été arrêtée
sealed-lost = l'exécution enfermée a disparu
sealed-crashed = l'exécution enfermée a été arrêtée par le signal { $signal }

doctor-rlimits = un processus de notation n'obtient aucun privilège, n'ouvre et n'écrit aucun fichier, et meurt avec son surveillant
doctor-rlimits-missing = seul le surveillant arrête un processus de notation qui prend trop
doctor-landlock = un processus de notation n'atteint ni fichier ni réseau, quelle que soit l'erreur qu'une copie trouve dans l'interprète
doctor-landlock-missing = seul seccomp ferme les fichiers et le réseau aux copies ; --require landlock refuse de noter ainsi
doctor-seccomp = un processus de notation calcule et répond, il ne peut rien demander d'autre au noyau
doctor-seccomp-missing = un processus de notation peut tout demander au noyau ; --require seccomp refuse de noter ainsi
doctor-children = rien de ce que lance une exécution enfermée ne lui survit
doctor-children-missing = les programmes que lance un script peuvent lui survivre, et `run --sealed` refuse d'exécuter
doctor-worker = un processus de notation enfermé est prêt après { $took } ms
doctor-worker-missing = aucun processus de notation ne démarre : rien ne peut être noté enfermé
doctor-pass = Cette machine peut noter des copies que personne n'a lues.
doctor-fail = Cette machine n'a aucune couche du noyau : ne notez que des copies de confiance, ou notez dans un conteneur.
doctor-no-program = `sandbox` ne trouve pas son propre fichier : { $reason }
