//! The flags of permissions, and the permissions of a run made from them and the environment.

use super::output::Streams;
use super::prompt::Terminal;
use crate::messages::{Language, Message, message, system_reason};
use crate::permissions::{Audit, Flags, Listed, Permissions, Prompter, Words};
use clap::Args;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

/// One pair of flags: `--allow-read`, `--deny-read`.
macro_rules! permission_words {
    ($(#[doc = $allow_help:literal] $allow:ident $($short:literal)?, #[doc = $deny_help:literal] $deny:ident, $value:literal;)*) => {
        #[derive(Debug, Clone, Args)]
        #[command(next_help_heading = "Permissions (without a value: all; lists with commas; --deny beats --allow)")]
        pub struct PermissionWords {
            $(
                #[doc = $allow_help]
                #[arg(long, $(short = $short,)? value_name = $value, num_args = 0..=1, require_equals = true, default_missing_value = "")]
                $allow: Vec<String>,
                #[doc = $deny_help]
                #[arg(long, value_name = $value, num_args = 0..=1, require_equals = true, default_missing_value = "")]
                $deny: Vec<String>,
            )*
            /// Allow everything
            #[arg(long, short = 'A')]
            allow_all: bool,
            /// Refuse instead of asking [also: SANDBOX_NO_PROMPT=1]
            #[arg(long)]
            no_prompt: bool,
        }
    };
}

permission_words! {
    /// Allow to read files: these, or those below these folders
    allow_read 'R',
    /// Never allow to read them
    deny_read, "PATH,…";
    /// Allow to write files
    allow_write 'W',
    /// Never allow to write them
    deny_write, "PATH,…";
    /// Allow to reach hosts; the own machine is always allowed
    allow_net 'N',
    /// Never allow to reach them; without a value not even the own machine
    deny_net, "HOST[:PORT],…";
    /// Allow to run programs
    allow_run,
    /// Never allow to run them
    deny_run, "PROGRAM,…";
    /// Allow to read environment variables
    allow_env 'E',
    /// Never allow to read them
    deny_env, "NAME,…";
    /// Allow to import modules from outside of the script's folder
    allow_import 'I',
    /// Never allow to import them
    deny_import, "PATH,…";
}

impl PermissionWords {
    fn flags(&self) -> Flags {
        let words = |allow: &[String], deny: &[String]| Words {
            allow: Listed::from_values(allow),
            deny: Listed::from_values(deny),
        };
        Flags {
            all: self.allow_all,
            read: words(&self.allow_read, &self.deny_read),
            write: words(&self.allow_write, &self.deny_write),
            net: words(&self.allow_net, &self.deny_net),
            run: words(&self.allow_run, &self.deny_run),
            env: words(&self.allow_env, &self.deny_env),
            import: words(&self.allow_import, &self.deny_import),
        }
    }

    /// Refuse instead of asking.
    pub fn unprompted(&self) -> PermissionWords {
        PermissionWords {
            no_prompt: true,
            ..self.clone()
        }
    }

    /// What runs may reach that nobody is asked about.
    ///
    /// # Errors
    /// What is wrong with a flag.
    pub fn unasked(&self) -> Result<Permissions, Message> {
        Permissions::new(&self.flags())
    }

    /// What the run may reach; who is asked about the rest, if anybody is there.
    ///
    /// # Errors
    /// What is wrong with a flag or with the file of the audit.
    pub fn permissions(
        &self,
        streams: &Streams,
        language: Language,
        turns: impl Fn(Arc<dyn Prompter>) -> Arc<dyn Prompter>,
    ) -> Result<Permissions, Message> {
        let is_set = |name: &str| {
            std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
        };
        let mut permissions =
            Permissions::new(&self.flags())?.with_trace(is_set("SANDBOX_TRACE_PERMISSIONS"));
        let on_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if on_terminal && !self.no_prompt && !is_set("SANDBOX_NO_PROMPT") {
            let terminal = Terminal::new(streams.clone(), language);
            permissions = permissions.with_prompter(turns(Arc::new(terminal)));
        }
        if let Some(file) = std::env::var_os(AUDIT).filter(|file| !file.is_empty()) {
            let file = Path::new(&file);
            let audit = Audit::open(file).map_err(|error| {
                message!(
                    "permission-no-audit",
                    variable = AUDIT,
                    file = file.display().to_string(),
                    reason = system_reason(&error)
                )
            })?;
            permissions = permissions.with_audit(audit);
        }
        Ok(permissions)
    }
}

/// The file that each decision is written to.
const AUDIT: &str = "SANDBOX_AUDIT_PERMISSIONS";
