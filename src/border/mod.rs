//! The border to Rhai: its packages, its `Dynamic`, its errors and the sentences in them, and what is said of errors in its place.

pub(crate) mod bridge;
pub(crate) mod catch;
pub(crate) mod convert;
pub mod errors;
pub(crate) mod failures;
pub mod headline;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod own;
pub(crate) mod reports;

pub use bridge::{call_rhai, has_rhai, is_rhai_name, not_found, rhai_functions};
pub use catch::{ERROR, catch_value, caught};
pub use convert::{from_dynamic, to_dynamic, try_to_dynamic};
pub use failures::{Failed, Failures, Summary};
pub use messages::caught_message;
pub use reports::{Reporter, Reports};
