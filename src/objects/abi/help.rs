//! What a script asks `help` about. Who answers is the catalogue, above the library.

use crate::messages::Language;
use crate::objects::code::Linked;
use crate::objects::value::Class;
use std::sync::Arc;

/// A question.
pub enum Topic {
    /// A name as it was written; empty for all there is.
    Name(String),
    /// Functions of the script that have one name.
    Functions(Vec<(Arc<Linked>, usize)>),
    /// A class of the script.
    Class(Arc<Class>),
}

/// Puts into words what is known of a topic.
pub type Help = fn(&Topic, Language) -> String;
