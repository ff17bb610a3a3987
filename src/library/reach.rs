//! How natives ask for permission before they reach outside of the run. Who decides is `crate::permissions`.

use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::permissions::{Access, Asker, OpenError, Permissions};
use std::fs::File;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

impl Call<'_> {
    /// Ask something of the run's permissions, in the name of this call.
    pub fn ask<T>(&self, question: impl FnOnce(&Permissions, &Asker) -> T) -> T {
        let asker = Asker {
            task: self.task(),
            native: self.name,
            stack: &|| self.host.open_calls(),
        };
        question(&self.host.shared().permissions, &asker)
    }

    /// May the file or folder be read? Gives where the path leads.
    pub fn check_read(&self, path: &Path) -> Result<PathBuf, Error> {
        Ok(self.ask(|permissions, asker| permissions.check_read(asker, path))?)
    }

    /// May it be read and changed? Gives where the path leads.
    pub fn check_both(&self, path: &Path) -> Result<PathBuf, Error> {
        Ok(self.ask(|permissions, asker| permissions.check_both(asker, path))?)
    }

    /// May something be made there? A link at the end of the path is not followed.
    pub fn check_entry(&self, path: &Path) -> Result<PathBuf, Error> {
        Ok(self.ask(|permissions, asker| permissions.check_entry(asker, path))?)
    }

    /// As `check_entry` for removing.
    pub fn check_removal(&self, path: &Path) -> Result<PathBuf, Error> {
        Ok(self.ask(|permissions, asker| permissions.check_removal(asker, path))?)
    }

    /// May what is at one path get another? Gives where both are.
    pub fn check_rename(&self, old: &Path, new: &Path) -> Result<(PathBuf, PathBuf), Error> {
        Ok(self.ask(|permissions, asker| permissions.check_rename(asker, old, new))?)
    }

    /// Open what may be opened.
    pub fn open(&self, path: &Path, access: Access) -> Result<Result<File, std::io::Error>, Error> {
        match self.ask(|permissions, asker| permissions.open(asker, path, access)) {
            Ok(file) => Ok(Ok(file)),
            Err(OpenError::System(error)) => Ok(Err(error)),
            Err(OpenError::Refused(refused)) => Err(refused.into()),
        }
    }

    /// May the name be looked up? To be asked before `host` is resolved.
    pub fn check_lookup(&self, host: &str, port: Option<u16>) -> Result<(), Error> {
        Ok(self.ask(|permissions, asker| permissions.check_lookup(asker, host, port))?)
    }

    /// May the host be reached, or the address be listened at? `addresses` is all that the host was resolved to.
    pub fn check_net(
        &self,
        host: &str,
        port: Option<u16>,
        addresses: &[IpAddr],
    ) -> Result<(), Error> {
        Ok(self.ask(|permissions, asker| permissions.check_net(asker, host, port, addresses))?)
    }

    /// May the program at `place` be started, which the script calls `name`? Gives the path to start it by.
    pub fn check_run(&self, name: &str, place: &str) -> Result<PathBuf, Error> {
        Ok(self.ask(|permissions, asker| permissions.check_run_at(asker, name, place))?)
    }

    /// May a child be given the variable?
    pub fn check_passed(&self, name: &str, value: &str) -> Result<(), Error> {
        Ok(self.ask(|permissions, asker| permissions.check_passed(asker, name, value))?)
    }

    /// May the variable be read? None: all of them.
    pub fn check_env(&self, name: Option<&str>) -> Result<(), Error> {
        Ok(self.ask(|permissions, asker| match name {
            Some(name) => permissions.check_env(asker, name),
            None => permissions.check_whole_env(asker),
        })?)
    }
}
