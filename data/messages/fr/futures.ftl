# Les pools de threads et leurs futurs.

wait-future = le résultat de { $future }
wait-future-in-line = le résultat de `{ $task }`, pour laquelle aucun ouvrier de { $pool } n'est libre
wait-future-running = le résultat de `{ $task }`, dont un ouvrier de { $pool } s'occupe
wait-futures = { $count ->
    [0] la fin de futurs qui sont terminés
    [one] la fin d'un futur
   *[other] la fin d'un de { $count } futurs
}
wait-task = une tâche pour { $pool }
deadlock-hint-worker = des tâches attendent d'autres tâches de leur propre pool, et il ne reste aucun ouvrier pour celles-ci : la tâche peut appeler la fonction elle-même ; sinon, demander les résultats hors du pool, ou donner les tâches intérieures à un autre pool
deadlock-hint-worker-elsewhere = des tâches attendent celles d'un pool dont tous les threads attendent eux-mêmes : une tâche ne devrait attendre qu'un pool dont les tâches n'en attendent aucune autre
future-task = `{ $task }`
future-pending = pas commencé
future-running = en cours
future-done = terminé
future-cancelled = annulé
crew-contents = { $busy } ouvriers occupés sur { $workers }, { $tasks ->
    [0] aucune tâche
    [one] une tâche
   *[other] { $tasks } tâches
} en attente
future-invalid-state = le futur est déjà terminé
future-set-late = impossible de donner un résultat à { $name } : son état est { $step }
future-timed-out = { $name } ne s'est pas terminé à temps
    .hint = la tâche continue ; redemandez le résultat, ou laissez-lui plus de temps
futures-unfinished = { $left } futurs (sur { $all }) ne sont pas terminés
future-cancelled-error = { $name } a été annulé
    .hint = `cancelled()` le dit, et `add_done_callback` est appelée aussi pour ces futurs
future-itself = { $name } est cette tâche même : elle s'attendrait sans fin
    .hint = une tâche donne son résultat par `return`
future-callback = `add_done_callback` veut une fonction, pas `{ $kind }`
    .hint = elle est appelée avec le futur : `future.add_done_callback(|f| print(f.result()))`
futures-wanted = `{ $name }` attend des futurs, et `{ $kind }` n'en est pas un
    .hint = un futur est ce que donne `pool.submit(f, x)` : `[pool.submit(f, 1), pool.submit(f, 2)]`
wait-return-when = `wait` : `{ $given }` n'est pas une condition
    .hint = `return_when` est `FIRST_COMPLETED`, `FIRST_EXCEPTION` ou `ALL_COMPLETED`
pool-workers = max_workers doit être supérieur à 0
pool-initargs = `initargs` doit être un tableau : les arguments de la fonction `initializer`
pool-broken = un `initializer` a échoué dans un thread, le pool n'est plus utilisable
    .hint = l'erreur de `initializer` a été affichée quand elle s'est produite : corrigez celle-là
pool-over = plus aucune tâche n'est prise : le thread principal est terminé
pool-shut-down = plus aucune tâche n'est prise après `shutdown`
    .hint = confiez toutes les tâches avant `shutdown()`, ou avant la fin de `with pool {"{"} … {"}"}`
pool-shut-down-inside = une tâche du pool ne peut pas attendre la fin du pool
    .hint = appelez `shutdown()` hors du pool, ou `shutdown(false)`, qui n'attend pas
pool-target = `{ $name }` veut une fonction à appeler, pas `{ $kind }`
    .hint = donnez la fonction sans l'appeler, puis ses arguments : `pool.{ $name }(f, x)`, et non `pool.{ $name }(f(x))`
pool-target-text =
    .hint = écrivez la fonction sans guillemets : `pool.{ $name }({ $function })`
pool-arguments =
    .hint = les arguments de la fonction viennent après elle, un par un : `pool.submit(f, a, b)`
pool-iterables =
    .hint = la fonction reçoit un élément de chaque tableau placé après elle : `pool.map(f, xs, ys)` appelle `f(x, y)`
