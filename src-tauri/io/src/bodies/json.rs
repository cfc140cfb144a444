//! Where the rows of a formatted JSON document are, found without building it.
pub(super) mod fault;
pub(super) mod folds;
pub(super) mod marks;
mod nesting;
pub(super) mod path;
pub(super) mod scan;
pub(super) mod string;
pub(super) mod walk;
mod words;
