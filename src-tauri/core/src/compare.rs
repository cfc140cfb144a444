//! Compares two JSON documents by the shape of their members: an answer with the documented sample, with an earlier answer,
//! with the same call in another environment.
//!
//! The records of an array are laid over one another, so that `bugs[].id` is one path however many bugs there are. Each side
//! is read once into its [`Shape`](shape::Shape); [`Comparison`] lays the two side by side. Numbers stay as written.
mod differ;
mod document;
mod path;
mod shape;
mod told;

pub use differ::{Change, Comparison, Difference, Records};
pub use document::{CompareError, Problem, Side};
pub use told::Values;

use document::Document;
use shape::Shape;

/// The largest document that is compared, in bytes.
pub const COMPARE_LIMIT: usize = 32 * 1000 * 1000;

/// Lays two documents side by side. The left one is what the right one is measured by.
pub fn compare(left: &[u8], right: &[u8]) -> Result<Comparison, CompareError> {
    let shape = |bytes: &[u8], side: Side| -> Result<Shape, CompareError> {
        let read = || Shape::of(Document::checked(bytes, COMPARE_LIMIT)?);
        read().map_err(|problem| CompareError { side, problem })
    };
    Ok(Comparison::of(
        shape(left, Side::Left)?,
        shape(right, Side::Right)?,
    ))
}
