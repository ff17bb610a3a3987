# Sealing a process that runs what others wrote, and looking whether this machine can.

# $layer is the name of a layer, as --require takes it; $reason what the system says.
seal-required = the layer `{ $layer }` is required, and it is not in force
seal-required-because = the layer `{ $layer }` is required, and it is not in force: { $reason }

# What `sandbox run --sealed` says besides what the run says.
sealed-alone = this system cannot end what a run leaves behind, so nothing is run sealed
sealed-unstarted = the sealed run cannot be started: { $reason }
sealed-by-nothing = this system has neither Landlock nor seccomp, so nothing is run sealed; `sandbox doctor` says more
sealed-deny = { $flag }={ $path } cannot be kept from the programs that the script starts: they may use all of { $folder }
    .hint = the kernel allows whole folders and takes nothing out of them: allow only folders that do not hold it, put it (or the script) elsewhere, or start no programs (no --allow-run)
sealed-without = sealed without the layer `{ $layer }`: { $reason }
sealed-late = the sealed run did not keep its time limit and was ended
sealed-large = the sealed run did not keep its memory limit and was ended
sealed-lost = the sealed run is gone
sealed-crashed = the sealed run was ended by signal { $signal }

# What `sandbox doctor` says of each layer, when it holds and when it is missing.
doctor-rlimits = a worker gets no new privileges, opens and writes no files, and dies with its supervisor
doctor-rlimits-missing = only the supervisor ends a worker that takes too much
doctor-landlock = a worker reaches no file and no network, whatever mistake a submission finds in the interpreter
doctor-landlock-missing = files and network are closed to submissions by seccomp alone; --require landlock refuses to mark so
doctor-seccomp = a worker computes and answers, and can ask the kernel for nothing else
doctor-seccomp-missing = a worker can ask the kernel for anything; --require seccomp refuses to mark so
doctor-children = nobody that a sealed run starts survives it
doctor-children-missing = programs that a script starts may survive it, and `run --sealed` refuses to run
doctor-worker = a sealed worker is ready after { $took } ms
doctor-worker-missing = no worker starts, so nothing can be marked sealed
doctor-pass = This machine can mark submissions that nobody has read.
doctor-fail = This machine has no layer of the kernel: mark only submissions that you trust, or mark in a container.
doctor-no-program = `sandbox` does not find its own file: { $reason }
