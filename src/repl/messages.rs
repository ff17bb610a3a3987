//! The prompt's own messages, in English and French: all of them are here, and nothing else is.

use crate::engine::error::{Language, Text};

/// Says the prompt's messages in one language.
#[derive(Clone, Copy, Debug)]
pub struct Messages(pub Language);

macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident, $en:literal, $fr:literal;)*) => {
        impl Messages {
            $($(#[doc = $doc])*
            pub fn $name(self) -> &'static str {
                Text { en: $en, fr: $fr }.get(self.0)
            })*
        }
    };
}

texts! {
    how_to_leave,
        "to leave, press Ctrl-D or type `:quit`; `:help` says what else there is",
        "pour quitter, appuyez sur Ctrl-D ou tapez `:quit` ; `:help` dit ce qu'il y a d'autre";
    interrupted, "interrupted", "interrompu";
    deadlock_goes_on,
        "the line was ended; the other threads stay as they are (`:threads`, `:locks`, `:kill NAME`)",
        "la ligne a été terminée ; les autres threads restent où ils en sont (`:threads`, `:locks`, `:kill NOM`)";
    no_locks, "there is nothing that threads could wait for", "il n'y a rien que des threads pourraient attendre";
    no_queues, "there is no queue", "il n'y a aucune file";
    no_variables, "nothing is defined yet", "rien n'est encore défini";
    no_scripts, "there is no folder `scripts` with scripts here", "il n'y a pas ici de dossier `scripts` avec des scripts";
    all_ended, "all threads have ended", "tous les threads sont terminés";
    reset_done, "everything is forgotten: a new session begins", "tout est oublié : une nouvelle session commence";
    real_again, "real threads again; everything is forgotten", "de vrais threads à nouveau ; tout est oublié";
    knot,
        "they wait for each other: only you can wake them now (`:locks`, `:kill NAME`)",
        "ils s'attendent les uns les autres : vous seul pouvez les réveiller (`:locks`, `:kill NOM`)";
    still_waits,
        "the line waits for something that cannot be interrupted; press Ctrl-C once more to leave",
        "la ligne attend quelque chose qui ne peut pas être interrompu ; encore un Ctrl-C pour quitter";
    runs, "runs", "avance";
    daemon, "daemon", "daemon";
    free, "free", "libre";
    here, "at the prompt", "à l'invite";
    sleeps, "sleeps", "dort";
    wants_name, "say which: `:kill NAME` (`:threads` shows the names)", "dites lequel : `:kill NOM` (`:threads` montre les noms)";
    wants_file, "say which file", "dites quel fichier";
    wants_code, "say what: an expression must follow", "dites quoi : une expression doit suivre";
    wants_seed, "say which number: `:seed 42`; `:seed off` for real threads", "dites quel nombre : `:seed 42` ; `:seed off` pour de vrais threads";
    not_main, "the prompt's own thread cannot be ended: `:quit` leaves", "le thread de l'invite ne peut pas être terminé : `:quit` quitte";
    nothing_to_save, "there is nothing to save yet", "il n'y a encore rien à enregistrer";
    no_editor, "set the variable EDITOR to the editor that you like", "donnez à la variable EDITOR l'éditeur de votre choix";
    type_help, "type `:help` for the commands, `:doc NAME` for a name", "tapez `:help` pour les commandes, `:doc NOM` pour un nom";
    no_default, "read only", "en lecture seule";
    column_thread, "thread", "thread";
    column_state, "state", "état";
    column_line, "line", "ligne";
    column_holder, "held by", "tenu par";
    column_waiters, "waiting", "attendu par";
    column_kind, "kind", "genre";
    column_name, "name", "nom";
    column_contents, "state", "état";
    column_value, "value", "valeur";
    column_type, "type", "type";
    help_more,
        "Tab completes, Ctrl-R searches the history, Ctrl-C ends the running line, Ctrl-D leaves.\n`_` is the last value.",
        "Tab complète, Ctrl-R cherche dans l'historique, Ctrl-C termine la ligne en cours, Ctrl-D quitte.\n`_` est la dernière valeur.";
}

impl Messages {
    fn pick(self, en: String, fr: String) -> String {
        match self.0 {
            Language::English => en,
            Language::French => fr,
        }
    }

    pub fn greeting(self, version: &str) -> String {
        self.pick(
            format!("sandbox {version} · `:help` for help, Ctrl-D to leave"),
            format!("sandbox {version} · `:help` pour l'aide, Ctrl-D pour quitter"),
        )
    }

    pub fn controlled(self, seed: u64) -> String {
        self.pick(
            format!("seed {seed}: threads take turns while a line runs, time is virtual; everything is forgotten"),
            format!("graine {seed} : les threads avancent à tour de rôle pendant qu'une ligne s'exécute, le temps est virtuel ; tout est oublié"),
        )
    }

    pub fn still_alive(self, names: &[String]) -> String {
        let list = names.join(", ");
        match names.len() {
            1 => self.pick(
                format!("a thread is still alive: {list}; leave again to end it, `:join` waits for it"),
                format!("un thread est encore en vie : {list} ; quittez à nouveau pour le terminer, `:join` l'attend"),
            ),
            count => self.pick(
                format!("{count} threads are still alive: {list}; leave again to end them, `:join` waits for them"),
                format!("{count} threads sont encore en vie : {list} ; quittez à nouveau pour les terminer, `:join` les attend"),
            ),
        }
    }

    pub fn more(self, count: usize) -> String {
        self.pick(format!("{count} more"), format!("encore {count}"))
    }

    pub fn unknown_command(self, name: &str, nearest: Option<&str>) -> String {
        let hint = match nearest {
            Some(nearest) => self.pick(
                format!("; did you mean `:{nearest}`?"),
                format!(" ; vouliez-vous dire `:{nearest}` ?"),
            ),
            None => self.pick(
                "; `:help` lists them".into(),
                " ; `:help` les montre".into(),
            ),
        };
        self.pick(
            format!("there is no command `:{name}`{hint}"),
            format!("il n'y a pas de commande `:{name}`{hint}"),
        )
    }

    pub fn unknown_thread(self, name: &str, nearest: Option<&str>) -> String {
        let hint = match nearest {
            Some(nearest) => self.pick(
                format!("; did you mean `{nearest}`?"),
                format!(" ; vouliez-vous dire `{nearest}` ?"),
            ),
            None => String::new(),
        };
        self.pick(
            format!("no living thread is called `{name}`{hint}"),
            format!("aucun thread en vie ne s'appelle `{name}`{hint}"),
        )
    }

    pub fn unknown_name(self, name: &str, nearest: &[String]) -> String {
        let hint = match nearest {
            [] => String::new(),
            names => self.pick(
                format!("; is it one of these: {}?", names.join(", ")),
                format!(" ; est-ce l'un de ceux-ci : {} ?", names.join(", ")),
            ),
        };
        self.pick(
            format!("nothing is known about `{name}`{hint}"),
            format!("rien n'est connu de `{name}`{hint}"),
        )
    }

    pub fn wants_permission(self, thread: &str) -> String {
        self.pick(
            format!("{thread} asks for a permission: press Enter to hear what for"),
            format!("{thread} demande une permission : appuyez sur Entrée pour savoir laquelle"),
        )
    }

    pub fn killed(self, name: &str) -> String {
        self.pick(
            format!("{name} ends at its next step"),
            format!("{name} se termine à sa prochaine étape"),
        )
    }

    pub fn took(self, seconds: f64) -> String {
        let (number, unit) = match seconds {
            s if s < 1e-3 => (s * 1e6, "µs"),
            s if s < 1.0 => (s * 1e3, "ms"),
            s => (s, "s"),
        };
        self.pick(
            format!("took {number:.3} {unit}"),
            format!("durée : {number:.3} {unit}"),
        )
    }

    pub fn saved(self, file: &str, lines: usize) -> String {
        self.pick(
            format!("`{file}`: {lines} lines"),
            format!("`{file}` : {lines} lignes"),
        )
    }

    pub fn file_trouble(self, file: &str, error: &std::io::Error) -> String {
        self.pick(
            format!("cannot use `{file}`: {error}"),
            format!("impossible d'utiliser `{file}` : {error}"),
        )
    }

    pub fn exists(self, file: &str) -> String {
        self.pick(
            format!("`{file}` exists already; `:save! {file}` writes over it"),
            format!("`{file}` existe déjà ; `:save! {file}` l'écrase"),
        )
    }

    pub fn waits_for(self, what: &str) -> String {
        match what.strip_suffix(" to finish") {
            Some(thread) => self.pick(
                format!("waits for the end of {thread}"),
                format!("attend la fin de {thread}"),
            ),
            None => self.pick(format!("waits for {what}"), format!("attend {what}")),
        }
    }

    /// How long something has lasted, in seconds.
    pub fn since(self, seconds: f64) -> String {
        let time = if seconds < 60.0 {
            format!("{seconds:.1} s")
        } else {
            format!(
                "{:.0} min {:.0} s",
                (seconds / 60.0).floor(),
                seconds % 60.0
            )
        };
        self.pick(format!("for {time}"), format!("depuis {time}"))
    }

    pub fn held_by(self, holder: &str, line: u32) -> String {
        match line {
            0 => holder.to_string(),
            line => self.pick(
                format!("{holder} since line {line}"),
                format!("{holder} depuis la ligne {line}"),
            ),
        }
    }

    pub fn internal(self, message: &str) -> String {
        self.pick(
            format!("internal error: {message}\nThis is a mistake of `sandbox`, not of your line: please report it."),
            format!("erreur interne : {message}\nC'est une erreur de `sandbox`, pas de votre ligne : signalez-la, s'il vous plaît."),
        )
    }
}

/// The summaries of the commands.
pub fn summary(command: &str, language: Language) -> &'static str {
    let text = match command {
        "help" => Text {
            en: "show this",
            fr: "montrer ceci",
        },
        "quit" => Text {
            en: "leave",
            fr: "quitter",
        },
        "doc" => Text {
            en: "say what a name does: `:doc Lock.acquire`",
            fr: "dire ce que fait un nom : `:doc Lock.acquire`",
        },
        "threads" => Text {
            en: "what the threads do and wait for",
            fr: "ce que font et attendent les threads",
        },
        "locks" => Text {
            en: "who holds what, and who waits for it",
            fr: "qui tient quoi, et qui l'attend",
        },
        "queues" => Text {
            en: "what lies in the queues, and who waits",
            fr: "ce que contiennent les files, et qui attend",
        },
        "join" => Text {
            en: "wait for the non-daemon threads",
            fr: "attendre les threads non daemon",
        },
        "kill" => Text {
            en: "end a thread",
            fr: "terminer un thread",
        },
        "vars" => Text {
            en: "the variables, functions and classes of the session",
            fr: "les variables, fonctions et classes de la session",
        },
        "type" => Text {
            en: "the type of a value",
            fr: "le type d'une valeur",
        },
        "time" => Text {
            en: "how long a line takes",
            fr: "combien de temps prend une ligne",
        },
        "load" => Text {
            en: "run a file here",
            fr: "exécuter un fichier ici",
        },
        "save" => Text {
            en: "write the lines that worked to a file",
            fr: "écrire dans un fichier les lignes qui ont marché",
        },
        "edit" => Text {
            en: "write a line in your editor ($EDITOR)",
            fr: "écrire une ligne dans votre éditeur ($EDITOR)",
        },
        "scripts" => Text {
            en: "the scripts in the folder `scripts`",
            fr: "les scripts du dossier `scripts`",
        },
        "reset" => Text {
            en: "forget everything and begin anew",
            fr: "tout oublier et recommencer",
        },
        "seed" => Text {
            en: "replayable threads: `:seed 42`; `:seed off` for real ones",
            fr: "des threads rejouables : `:seed 42` ; `:seed off` pour de vrais",
        },
        _ => Text { en: "", fr: "" },
    };
    text.get(language)
}
