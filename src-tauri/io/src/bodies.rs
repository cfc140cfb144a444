//! An answer's body, however large: its bytes stay here, and whoever shows it asks for the rows on screen.
//!
//! [`BodyWriter`] takes the bytes as they arrive and notes, once every few kilobytes, where a row of the formatted document
//! begins. [`Body`] holds the result: lines as they came, a [`Query`] over them, a file. [`JsonView`] lays the document out as
//! formatted rows, folds them, and names values by their path. No tree is built and no value is converted: what a row shows
//! is the document's own text. Start reading at `json/scan.rs`; `json/marks.rs` says how any row is found from so little.
//! [`Tables`] shows arrays of objects as tables, [`Card`] one object to be read.
mod body;
mod card;
mod cut;
mod encode;
mod held;
mod json;
mod lines;
mod row;
mod save;
mod search;
mod table;
mod view;
mod writer;

pub use body::{Body, Form};
pub use card::{Card, CardField, FieldKind, Link};
pub use encode::encode;
pub use json::fault::{Fault, FaultKind};
pub use json::path::ValuePath;
pub(crate) use json::string::unescaped;
pub use row::{Kind, Row};
pub use save::{SaveError, save_bytes, save_text};
pub use search::{Found, Hit, InvalidQuery, MAX_HITS, Query};
pub use table::{
    Cell, CellKind, ColumnKind, ColumnSummary, Table, TableError, TableQuery, TableRow, TableRows,
    TableSummary, Tables,
};
pub use view::JsonView;
pub use writer::{BodyTooLarge, BodyWriter, DEFAULT_LIMIT};
