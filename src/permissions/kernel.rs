//! What the rules of a run come to for a layer of the kernel, which knows files and programs but no questions: at least what they grant.

use super::Permissions;
use super::files::{PathPattern, reached};
use super::rule::{Pattern, Rule, Scope, Verdict};
use super::variables::is_usual;
use crate::seal::{Files, Granted};
use std::path::PathBuf;

/// What `sandbox` itself and the C library read while a script runs: time zones, names of hosts, libraries, chance.
const SYSTEM: [&str; 17] = [
    "/usr/share/zoneinfo",
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/hosts",
    "/etc/host.conf",
    "/etc/resolv.conf",
    "/run/systemd/resolve",
    "/etc/nsswitch.conf",
    "/etc/gai.conf",
    "/etc/services",
    "/etc/protocols",
    "/dev/urandom",
    "/proc/self",
];

/// What nearly every program needs.
const PROGRAMS: [&str; 5] = ["/usr", "/bin", "/sbin", "/lib", "/lib64"];
const OF_PROGRAMS: [&str; 12] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/etc/passwd",
    "/etc/group",
    "/etc/locale.alias",
    "/etc/terminfo",
    "/etc/alternatives",
    "/etc/ssl",
    "/etc/ca-certificates",
    "/proc",
    "/dev/zero",
    "/dev/random",
];

/// Harmless, and written to by nearly every program.
const NOWHERE: &str = "/dev/null";

/// What is denied, and the folder that is allowed all the same.
pub struct Unkept {
    pub flag: &'static str,
    pub path: PathBuf,
    pub folder: PathBuf,
}

impl Permissions {
    /// What the kernel must let this run do. Modules of the script's folder are read from `home`.
    pub fn granted(&self, home: Option<PathBuf>) -> Granted {
        let state = self.state.lock();
        let mut files = Files::default();
        files.read.extend(SYSTEM.map(PathBuf::from));
        files.read.extend(home);
        files.read.push(NOWHERE.into());
        files.write.push(NOWHERE.into());
        files.read.extend(paths(&state.read));
        files.read.extend(paths(&state.import));
        files.write.extend(paths(&state.write));
        let named = match (&state.run.deny, &state.run.allow) {
            (Scope::Everything, _) => Vec::new(),
            (_, Scope::Only(named)) => named.iter().filter_map(|program| program.file()).collect(),
            // Whatever may be read; what is read here is where programs usually are.
            (_, Scope::Everything) => {
                files.execute.push("/".into());
                let path = self.path.as_deref().unwrap_or_default();
                std::env::split_paths(path)
                    .filter(|folder| folder.is_absolute())
                    .collect()
            }
        };
        let programs = !named.is_empty() || !files.execute.is_empty();
        if programs {
            // The keeper of the run's children is this program.
            let own = std::env::current_exe().into_iter();
            let found: Vec<PathBuf> = PROGRAMS
                .map(PathBuf::from)
                .into_iter()
                .chain(named)
                .chain(own)
                .collect();
            files.read.extend(OF_PROGRAMS.map(PathBuf::from));
            files.read.extend(found.iter().cloned());
            files.execute.extend(found);
        }
        Granted {
            files,
            programs,
            network: !state.net.deny.is_everything(),
        }
    }

    /// A `--deny-…` that the kernel cannot keep from the programs of this run: it allows whole folders, and takes nothing out of them.
    pub fn unkept(&self, granted: &Granted) -> Option<Unkept> {
        if !granted.programs {
            return None;
        }
        let state = self.state.lock();
        // Where a file is still to be made, others may be made and written, too.
        let absent = granted.files.write.iter().filter(|path| !path.exists());
        let folders = absent.filter_map(|path| Some(path.parent()?.to_path_buf()));
        let write: Vec<PathBuf> = granted.files.write.iter().cloned().chain(folders).collect();
        let rules = [
            ("--deny-read", &state.read, &granted.files.read),
            ("--deny-write", &state.write, &write),
        ];
        rules.into_iter().find_map(|(flag, rule, roots)| {
            let Scope::Only(denied) = &rule.deny else {
                return None;
            };
            denied.iter().find_map(|denied| {
                let folder = roots.iter().find(|root| denied.lies_in(&reached(root)))?;
                Some(Unkept {
                    flag,
                    path: denied.path(),
                    folder: folder.clone(),
                })
            })
        })
    }

    /// Is the variable one that a sealed run keeps: allowed, or as usual as what children get?
    pub fn keeps_variable(&self, name: &str) -> bool {
        match self.state.lock().env.judge(&name.to_string()) {
            Verdict::Allowed => true,
            Verdict::Forbidden | Verdict::Declined => false,
            Verdict::Open => is_usual(name),
        }
    }
}

fn paths(rule: &Rule<PathPattern>) -> Vec<PathBuf> {
    match (&rule.deny, &rule.allow) {
        (Scope::Everything, _) => Vec::new(),
        (_, Scope::Everything) => vec!["/".into()],
        (denied, Scope::Only(patterns)) => {
            let patterns = patterns.iter().map(PathPattern::path);
            // What is denied as a whole is not allowed at all.
            let is_denied = |path: &PathBuf| match denied {
                Scope::Everything => true,
                Scope::Only(denied) => denied.iter().any(|denied| denied.covers(path)),
            };
            patterns.filter(|path| !is_denied(path)).collect()
        }
    }
}
