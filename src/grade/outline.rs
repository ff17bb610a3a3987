//! What a script defines at its top level: functions, classes with their methods and attributes, variables.

use crate::lang::hir::tree::{Assign, Expr, FunctionKind, Node, Root, StepKind, Target, Unit, Var};
use crate::lang::hir::{Environment, lower, parts};
use crate::lang::syntax;

/// The definitions of a script that parses.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Name and number of parameters.
    pub functions: Vec<(String, usize)>,
    pub classes: Vec<Class>,
    /// Of the top level, outside of all blocks.
    pub variables: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Class {
    pub name: String,
    pub base: Option<String>,
    /// Name and number of parameters, without `this`.
    pub methods: Vec<(String, usize)>,
    /// What its methods give to `this`.
    pub attributes: Vec<String>,
}

impl Outline {
    /// Nothing for a text that does not parse.
    pub fn of(text: &str) -> Option<Outline> {
        let parsed = syntax::parse(text).ok()?;
        let unit = lower(&parsed, &Environment::default()).ok()?;
        Some(Outline::of_unit(&unit))
    }

    pub fn of_unit(unit: &Unit) -> Outline {
        let named = unit.functions.iter();
        let named = named.filter(|function| function.kind == FunctionKind::Named);
        let functions = named.map(|function| (function.name.to_string(), function.params));
        let classes = unit.classes.iter().map(|class| Class {
            name: class.name.to_string(),
            base: class.base.as_ref().map(ToString::to_string),
            methods: (class.methods.iter())
                .map(|(name, id)| (name.to_string(), unit.functions[*id].params))
                .collect(),
            attributes: {
                let mut found = Vec::new();
                for (_, id) in &class.methods {
                    attributes(&unit.functions[*id].body, &mut found);
                }
                found
            },
        });
        Outline {
            functions: functions.collect(),
            classes: classes.collect(),
            variables: variables(unit),
        }
    }

    /// Is there a function or a method of this name? Methods may be called `Class.method`.
    pub fn has_function(&self, name: &str) -> bool {
        let has_method =
            |class: &Class, name: &str| class.methods.iter().any(|(method, _)| method == name);
        match name.split_once('.') {
            Some((of, name)) => {
                let mut classes = self.classes.iter();
                classes.any(|class| class.name == of && has_method(class, name))
            }
            None => {
                self.functions.iter().any(|(function, _)| function == name)
                    || self.classes.iter().any(|class| has_method(class, name))
            }
        }
    }

    /// Is there a variable, or an attribute `Class.name`? What stands in brackets behind it is not known before the run.
    pub fn has_cell(&self, name: &str) -> bool {
        let bare = name.split('[').next().unwrap_or_default();
        match bare.split_once('.') {
            Some((of, name)) => {
                let mut lineage = self.lineage(of);
                lineage.any(|class| class.attributes.iter().any(|other| other == name))
            }
            None => self.variables.iter().any(|other| other == bare),
        }
    }

    /// A class and its bases.
    fn lineage<'o>(&'o self, name: &'o str) -> impl Iterator<Item = &'o Class> {
        let named = |name: &str| self.classes.iter().find(|class| class.name == name);
        let mut left = self.classes.len();
        let mut next = named(name);
        std::iter::from_fn(move || {
            let class = next?;
            // Of classes that are derived from each other, the link says so; here nobody turns in a circle.
            left = left.checked_sub(1)?;
            next = class.base.as_deref().and_then(named);
            Some(class)
        })
    }

    /// Names of functions and methods, for *did you mean*.
    pub fn function_names(&self) -> impl Iterator<Item = &str> {
        let methods = self.classes.iter().flat_map(|class| &class.methods);
        let all = self.functions.iter().chain(methods);
        all.map(|(name, _)| name.as_str())
    }

    /// Names of cells, for *did you mean*.
    pub fn cell_names(&self) -> Vec<String> {
        let attributes = self.classes.iter().flat_map(|class| {
            let name = |attribute: &String| format!("{}.{attribute}", class.name);
            class.attributes.iter().map(name).collect::<Vec<_>>()
        });
        self.variables.iter().cloned().chain(attributes).collect()
    }
}

/// Those that the top level declares outside of blocks.
fn variables(unit: &Unit) -> Vec<String> {
    let main = &unit.functions[0];
    let nodes = match &main.body.expr {
        Expr::Block(nodes) => nodes.iter().collect(),
        _ => vec![&main.body],
    };
    let mut found = Vec::new();
    for node in nodes {
        let Expr::Let { var, .. } = &node.expr else {
            continue;
        };
        let name = match var {
            Var::Local(local) => main.locals[*local].name.to_string(),
            Var::Global(global) => unit.globals[*global].name.to_string(),
            Var::Named(name) => name.to_string(),
            Var::Capture(_) | Var::Qualified(..) => continue,
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn attributes(node: &Node, found: &mut Vec<String>) {
    if let Expr::Assign(assign) = &node.expr
        && let Assign {
            target: Target::Chain(chain),
            ..
        } = &**assign
        && matches!(chain.root, Root::This)
        && let [step, ..] = chain.steps.as_slice()
        && let StepKind::Property(name) = &step.kind
        && !found.iter().any(|other| other == name.as_str())
    {
        found.push(name.to_string());
    }
    for part in parts(node) {
        attributes(part, found);
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn functions_classes_and_top_level_variables_are_found() {
        let text = "let a = 1; const B = 2; if a > 0 { let inner = 3; }\n\
                    fn f(x, y) { a += x; }\n\
                    class Base { init() { this.n = 0; } grow() { this.n += 1; } }\n\
                    class C : Base { init() { super.init(); this.m = 0; } }\n";
        let outline = Outline::of(text).expect("it parses");
        assert_eq!(outline.variables, ["a", "B"]);
        assert_eq!(outline.functions, [("f".to_string(), 2)]);
        assert!(outline.has_function("grow") && outline.has_function("Base.grow"));
        assert!(!outline.has_function("C.f") && !outline.has_function("inner"));
        assert!(outline.has_cell("C.n") && outline.has_cell("C.m") && outline.has_cell("a[0]"));
        assert!(!outline.has_cell("Base.m") && !outline.has_cell("inner"));
        assert!(Outline::of("let =").is_none());
    }
}
