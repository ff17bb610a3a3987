# Enfermer un processus qui exécute ce que d'autres ont écrit, et voir si cette machine le peut.

seal-required = la couche `{ $layer }` est exigée, et elle n'est pas en place
seal-required-because = la couche `{ $layer }` est exigée, et elle n'est pas en place : { $reason }
