//! Names of students, from a sheet.

use super::name::Who;
use crate::grade::results::csv;
use std::collections::BTreeMap;

/// What the first cell of a row names, a number or a folder, and the student's name behind it.
#[derive(Default, Debug)]
pub struct Roster(BTreeMap<String, String>);

impl Roster {
    /// Rows of `key;name`, or with a comma or a tab; more cells belong to the name. A first row of headings is a row like others:
    /// nobody has its key.
    pub fn read(text: &str) -> Roster {
        let text = text.trim_start_matches('\u{feff}');
        let separator = csv::separator(text);
        let row = |row: Vec<csv::Cell>| {
            let mut cells = row.into_iter().map(|cell| cell.value.trim().to_string());
            let key = cells.next()?;
            let name: Vec<String> = cells
                .filter(|cell| !cell.is_empty() && !cell.contains('@'))
                .collect();
            (!key.is_empty() && !name.is_empty()).then(|| (key, name.join(" ")))
        };
        Roster(
            csv::rows(text, separator)
                .into_iter()
                .filter_map(row)
                .collect(),
        )
    }

    /// With the name that the sheet has for the number, the folder or the name.
    pub fn known(&self, who: Who, folder: &str) -> Who {
        let keys = [who.id.as_str(), folder, who.student.as_str()];
        let name = keys.iter().find_map(|key| self.0.get(*key));
        match name {
            Some(name) => Who {
                student: name.clone(),
                ..who
            },
            None => who,
        }
    }
}
