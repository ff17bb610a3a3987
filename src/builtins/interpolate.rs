//! The text of `` `…${…}…` ``.

use crate::objects::abi::{check_text, meter};
use crate::objects::error::Error;
use crate::objects::value::{Text, Value, add_text};
use std::cell::RefCell;

/// Memory of a text that was joined before is kept up to this size.
const KEPT: usize = 1 << 16;

thread_local! {
    /// Where texts are put together, so that each result takes memory once.
    static DRAFT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Join the texts of the parts.
///
/// # Errors
/// More than 256 MiB, the memory limit.
pub fn interpolate<'a>(parts: impl IntoIterator<Item = &'a Value>) -> Result<Text, Error> {
    drafted(|draft| join(draft, parts))
}

/// The text that is put together in a draft, with what memory it has from earlier ones. No draft may be written while another one is.
///
/// # Errors
/// Those of who writes it.
#[inline(always)]
pub fn drafted(write: impl FnOnce(&mut String) -> Result<(), Error>) -> Result<Text, Error> {
    DRAFT.with_borrow_mut(|draft| {
        draft.clear();
        let written = write(draft);
        let text = written.map(|()| Text::from(draft.as_str()));
        if draft.capacity() > KEPT {
            *draft = String::new();
        }
        text
    })
}

#[inline(always)]
fn join<'a>(draft: &mut String, parts: impl IntoIterator<Item = &'a Value>) -> Result<(), Error> {
    for part in parts {
        if let Value::Str(text) = part
            && draft.len() + text.len() > KEPT
        {
            check_text(draft.len() + text.len())?;
        }
        add_text(draft, part);
    }
    meter::walk_bytes(draft.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_as_print_shows_them() {
        for int in [0, 7, -7, 99, 100, i64::MAX, i64::MIN] {
            let parts = ["n = ".into(), int.into(), ";".into()];
            let joined = interpolate(&parts).expect("the text is short");
            assert_eq!(joined.as_str(), format!("n = {int};"));
        }
        let parts = [
            "a long piece of text comes first, ".into(),
            Value::Char('é'),
            Value::Unit,
            true.into(),
            1.0.into(),
            Value::array(vec!["x".into(), 2.into()]),
        ];
        assert_eq!(
            interpolate(&parts).expect("the text is short").as_str(),
            "a long piece of text comes first, étrue1.0[\"x\", 2]"
        );
        assert!(interpolate(&[]).is_ok_and(|text| text.is_empty()));
    }
}
