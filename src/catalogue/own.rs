//! Pages of what a script or a session has defined itself: its functions and classes, with their comments.

use super::layout::Look;
use super::page::{heading, prose_page, said, table};
use super::paint::Role;
use super::prose::first_sentence;
use crate::messages::message;
use crate::objects::code::Function;
use crate::objects::value::Class;

/// The parameters of a script's function, as it names them.
pub fn parameters(function: &Function) -> String {
    let registers = function.register_names.iter();
    let names = registers.take(function.params as usize);
    let names: Vec<&str> = names.map(|named| named.name.as_str()).collect();
    names.join(", ")
}

pub fn function_page(function: &Function, look: Look) -> String {
    let name = match function.name.starts_with("anon$") {
        true => format!("|{}|", parameters(function)),
        false => format!("fn {}({})", function.name, parameters(function)),
    };
    let place = match function.at.line() {
        Some(line) => message!("catalogue-own-function-at", line),
        None => message!("catalogue-own-function"),
    };
    head(&name, &said(&place, look), look) + &*comment(&function.doc, look)
}

pub fn class_page(class: &Class, look: Look) -> String {
    let base = match (&class.base, class.native_base) {
        (Some(base), _) => format!(" : {}", base.name),
        (None, Some(base)) => format!(" : {}", base.name),
        (None, None) => String::new(),
    };
    let name = format!("class {}{base}", class.name);
    let mut page = head(&name, &said(&message!("catalogue-own-class"), look), look);
    let unit = class.unit.upgrade();
    let mut rows: Vec<(String, String)> = Vec::new();
    let forms = class.methods.iter();
    let forms = forms.flat_map(|(name, forms)| forms.iter().map(move |form| (name, form)));
    for (method, form) in forms {
        let function = unit.as_ref().map(|unit| unit.function(form.function));
        let (parameters, doc) = function.map_or_else(Default::default, |function| {
            (parameters(function), function.doc.join("\n"))
        });
        rows.push((format!("{method}({parameters})"), first_sentence(&doc)));
    }
    rows.sort();
    if !rows.is_empty() {
        page += &format!("\n{}", heading(&message!("catalogue-members"), look));
        page += &table(&rows, look);
    }
    page
}

fn head(name: &str, place: &str, look: Look) -> String {
    let title = look.paint.role(Role::Title, name);
    format!("{title}\n{}\n", look.paint.role(Role::Dim, place))
}

fn comment(doc: &[String], look: Look) -> String {
    match doc.join("\n") {
        doc if doc.trim().is_empty() => String::new(),
        doc => format!("\n{}", prose_page(&doc, look)),
    }
}
