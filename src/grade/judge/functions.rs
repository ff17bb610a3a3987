//! The functions themselves, in this process. Each call has a world of its own, in which there are no files, programs or hosts.

use super::said::said;
use super::{Calls, Mistake, Script};
use crate::border::headline;
use crate::diagnostics::render::render;
use crate::files::model::Image;
use crate::grade::outcomes::Said;
use crate::library::LIBRARY;
use crate::messages::{Language, Message};
use crate::objects::abi::{Captured, Console};
use crate::objects::error::{Error, Kind, Source};
use crate::objects::value::to_text;
use crate::permissions::{Flags, Permissions};
use crate::process::model::Programs;
use crate::runtime::Stop;
use crate::runtime::time::Allowance;
use crate::session::{Limits, Making, Model, Play, Program, Runtime, Session};
use crate::vm::modules::Modules;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

/// What one call may take. That it ends is a matter of operations; the time ends what hangs in a native.
const OPERATIONS: u64 = 10_000_000;
const TIME: Duration = Duration::from_secs(20);
/// Bytes beyond what is in use before; kept where the process runs nothing else.
pub const MEMORY: u64 = 64 << 20;

/// The functions of a script.
pub struct Functions {
    script: Script,
    compiled: BTreeMap<String, Program>,
}

impl Functions {
    pub fn new(script: Script) -> Functions {
        Functions {
            script,
            compiled: BTreeMap::new(),
        }
    }

    /// A mistake of the script, as it is shown.
    fn mistake(&self, error: &Error) -> Mistake {
        Mistake::Error(render(error, &self.script.style()))
    }

    fn program(&mut self, function: &str) -> Result<Program, Error> {
        if let Some(program) = self.compiled.get(function) {
            return Ok(program.clone());
        }
        let source = Source {
            name: self.script.name.clone(),
            text: format!("{}\n{function}(parse_json(input()))\n", self.script.text),
        };
        let (runtime, allowance) = (
            Runtime::Controlled { seed: 0 },
            Allowance::begin(Some(TIME)),
        );
        let program = Program::new(source, runtime, LIBRARY, &limits(), allowance)?;
        self.compiled.insert(function.to_string(), program.clone());
        Ok(program)
    }
}

impl Calls for Functions {
    fn call(&mut self, function: &str, input: &str) -> Result<Said, Mistake> {
        let program = self.program(function);
        let program = program.map_err(|error| self.mistake(&error))?;
        let making = making(self.script.language, input.to_owned());
        let making = making.map_err(|wrong| Mistake::Lost(wrong.to_string()))?;
        let session = Session::of(&program, making, Play::default());
        let ended = session.map_err(|error| self.mistake(&error))?.run();
        let is_no_exit = |error: &Error| !matches!(error.kind(), Kind::Stop(Stop::Exit(_)));
        let error = ended.error.or(ended.stopped_at.filter(is_no_exit));
        let function = || function.to_owned();
        match (ended.value, error, ended.stopped) {
            (_, Some(error), _) => Err(self.mistake(&error)),
            (None, None, Some(stop)) if !matches!(stop, Stop::Exit(_)) => {
                Err(self.mistake(&Error::from(stop)))
            }
            (Some(value), None, _) => said(&value).ok_or_else(|| Mistake::Answer {
                function: function(),
                given: to_text(&value).to_string(),
            }),
            (None, None, _) => Err(Mistake::Ended {
                function: function(),
            }),
        }
    }
}

/// As they are named when one ends a call.
pub fn told_limits() -> headline::Limits {
    headline::Limits {
        operations: Some(OPERATIONS),
        call_depth: Limits::default().call_depth,
        time: Some(TIME),
        memory: Some(MEMORY),
    }
}

fn limits() -> Limits {
    Limits {
        operations: Some(OPERATIONS),
        time: Some(TIME),
        threads: Some(16),
        ..Limits::default()
    }
}

/// Nothing of the machine can be reached.
fn making(language: Language, input: String) -> Result<Making, Message> {
    let model = Model {
        files: Some(Image::default()),
        programs: Some(Programs::default()),
        modules: Some(Arc::new(Modules::new([], None))),
        variables: Some(BTreeMap::new()),
        ..Model::default()
    };
    let paper = || Box::new(Captured::default());
    Ok(Making {
        arguments: vec!["judge.rhai".to_string()],
        limits: limits(),
        console: Console::new(paper(), paper())
            .with_input(Box::new(Cursor::new(input.into_bytes()))),
        folder: None,
        permissions: Arc::new(Permissions::new(&Flags::default())?),
        language,
        model,
        consoles: Vec::new(),
    })
}
