# Sealing a process that runs what others wrote, and looking whether this machine can.

# $layer is the name of a layer, as --require takes it; $reason what the system says.
seal-required = the layer `{ $layer }` is required, and it is not in force
seal-required-because = the layer `{ $layer }` is required, and it is not in force: { $reason }
