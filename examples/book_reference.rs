//! mdbook's preprocessor `reference` (`book/book.toml`): fills the chapters that ask for the reference with what the catalogue says.
//!
//! mdbook sends `[context, book]` as JSON and reads the book that is built in its place; `supports RENDERER` asks for a yes.

use std::io::{Read, stdin};

use sandbox::catalogue::with_reference;
use serde_json::Value;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("supports") {
        return;
    }
    let mut text = String::new();
    let read = stdin().read_to_string(&mut text);
    read.expect("mdbook sends the book as text");
    let sent: Value = serde_json::from_str(&text).expect("mdbook sends the book as JSON");
    let [_, mut book] = <[Value; 2]>::try_from(sent.as_array().cloned().unwrap_or_default())
        .expect("mdbook sends its context and the book");
    fill(&mut book);
    println!("{book}");
}

/// Fill every chapter, however the book nests them.
fn fill(part: &mut Value) {
    match part {
        Value::Array(parts) => parts.iter_mut().for_each(fill),
        Value::Object(fields) => {
            if let Some(Value::String(content)) = fields.get_mut("content") {
                *content = with_reference(content);
            }
            fields.values_mut().for_each(fill);
        }
        _ => {}
    }
}
