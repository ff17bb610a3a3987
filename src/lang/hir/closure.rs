//! Closures: Rhai's parser makes functions of them and curries what they capture; here they become closures again.

use rhai::{Expr as Source, FnPtr, ImmutableString, Position, Stmt};

use super::LowerError;
use super::lowering::{Header, Lowering};
use super::scope::Builder;
use super::tree::{Expr, FunctionKind};

/// What the parser made of a closure: the name of its function, how many of that function's first parameters
/// stand for captured variables, and where the closure starts.
pub fn anonymous(source: &Source) -> Option<(ImmutableString, usize, Position)> {
    match source {
        Source::DynamicConstant(value, at) => {
            let pointer = value.read_lock::<FnPtr>()?;
            pointer
                .is_anonymous()
                .then(|| (pointer.fn_name().into(), 0, *at))
        }
        Source::Stmt(block) => match block.statements() {
            [Stmt::Share(_), Stmt::Expr(curry)] => match &**curry {
                Source::FnCall(call, _) => {
                    let (name, _, at) = anonymous(call.args.first()?)?;
                    Some((name, call.args.len() - 1, at))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

impl Lowering<'_> {
    /// The closure that the source is, if it is one. Its captures follow from the names in its body, not from the parser's list,
    /// which knows nothing of the dialect.
    pub fn closure(&mut self, source: &Source) -> Result<Option<Expr>, LowerError> {
        let Some((name, captured, at)) = anonymous(source) else {
            return Ok(None);
        };
        let Some(source) = self.source.closures.get(&name) else {
            return Ok(None);
        };
        let class = self.builder().class;
        let header = Header {
            name,
            parameters: source.definition.params[captured..].to_vec(),
            at,
            ..Header::default()
        };
        let function = self.reserve();
        let builder = Builder::new(FunctionKind::Closure, source.by_name, class);
        let captures = self.function(function, header, builder, &source.body)?;
        Ok(Some(Expr::Closure { function, captures }))
    }
}
