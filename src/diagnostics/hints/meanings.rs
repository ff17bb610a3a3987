//! Names of methods that mean the same in one language or another. Whichever of them a class of ours has is what is meant: no row speaks of a
//! class.

/// Names with one meaning, what is tried first standing first. Capitals and `_` make no difference. The order of the rows counts where a name
/// stands in two.
pub const MEANINGS: &[&str] = &[
    // Rows of items
    "appendleft push_front unshift prepend add_first offer_first insert_first lpush",
    "popleft get shift pop_front remove_first poll_first poll dequeue take next first lpop recv receive",
    "append add put push push_back add_last offer_last offer enqueue insert send rpush write",
    "get pop pop_back remove_last poll_last remove rpop",
    "discard remove delete erase unset",
    "pop remove delete del erase",
    "extend update add_all append_all push_all put_all insert_all concat",
    "clear empty remove_all delete_all reset",
    "copy clone dup to_list",
    "len qsize size length count card",
    "index index_of find",
    "empty is_empty",
    "full is_full",
    "items entries iteritems entry_set",
    "keys key_set iterkeys",
    "values itervalues",
    "most_common top common most_frequent",
    "total sum sum_values",
    // Sets
    "union or merge",
    "intersection intersect retain_all inter",
    "difference diff minus without",
    "symmetric_difference xor sym_diff",
    "issubset subset is_subset_of is_contained_in",
    "issuperset superset is_superset_of contains_all has_all",
    "isdisjoint disjoint",
    // Locks, semaphores, conditions, events, barriers
    "notify signal notify_one wake pulse",
    "notify_all signal_all broadcast pulse_all wake_all",
    "set signal notify fire trigger raise",
    "is_set is_fired is_signaled isset",
    "wait await join sleep block wait_for",
    "acquire lock take get down p wait obtain request",
    "release unlock free give up v post signal notify leave put",
    "locked is_locked is_held is_acquired",
    // Threads, processes
    "start begin launch go fork execute",
    "join wait await wait_for",
    "is_alive alive is_running running",
    "name get_name thread_name",
    "ident id get_id thread_id",
    "terminate kill destroy stop interrupt",
    "returncode exit_code exit_status exitcode",
    // Pools and futures
    "submit apply_async apply execute run spawn start schedule enqueue add put",
    "map imap map_async imap_unordered parallel_map invoke_all",
    "result get value await unwrap join wait get_result get_value",
    "exception error get_error get_exception",
    "done is_done finished is_finished ready completed",
    "add_done_callback then on_done when_complete then_accept subscribe",
    "cancel kill stop abort terminate",
    "close disconnect stop end dispose quit finish",
    "shutdown close join terminate stop shutdown_now quit end finish wait",
    // Streams
    "sendall send write print println puts",
    "write print println puts append",
    "recv read receive readline read_line input",
    "readlines read_lines lines",
    // Logs
    "warning warn",
    "critical fatal severe",
    "debug trace fine verbose",
    "exception error",
];

/// What is written otherwise than by a method, where the class has the member that is named: `@` is the receiver, `$1` … the arguments.
pub const FORMS: &[(&str, &str, &str)] = &[
    (
        "has includes contains contains_key has_key includes_key is_member",
        "contains",
        "$1 in @",
    ),
    ("empty is_empty", "len", "(@.len() == 0)"),
    ("add append push increment inc", "most_common", "@[$1] += 1"),
    ("put set", "setdefault", "@[$1] = $2"),
    ("count get_count", "most_common", "@[$1]"),
    ("peek peek_last last", "popleft", "@[-1]"),
    ("peek_first first", "popleft", "@[0]"),
    (
        "starmap",
        "submit",
        "@.map(|pair| $1.call(pair[0], pair[1]), $2)",
    ),
    ("add_all", "most_common", "@.update($1)"),
    (
        "for_each each",
        "contains",
        "for item in @ { $1.call(item); }",
    ),
    ("map", "contains", "list[$1.call(item) for item in @]"),
    (
        "filter",
        "contains",
        "list[item for item in @ if $1.call(item)]",
    ),
    (
        "to_list to_array list",
        "contains",
        "list[item for item in @]",
    ),
    ("sort sorted", "contains", "sorted(@)"),
    ("sum", "contains", "sum(@)"),
    ("max", "contains", "max(@)"),
    ("min", "contains", "min(@)"),
    (
        "try_lock try_acquire trylock",
        "acquire",
        "@.acquire(false)",
    ),
    ("try_get try_pop", "get_nowait", "@.get_nowait()"),
    ("try_put try_push", "put_nowait", "@.put_nowait($1)"),
];
