//! The outside world behind Gatepass: one adapter a file for each port of `gatepass_core`. It decides nothing that core could.
//!
//! * [`ReqwestHttp`] sends requests (`http.rs`)
//! * [`KeyringVault`] keeps secrets in the system's keyring (`keyring.rs`), [`PassphraseVault`] in files under a passphrase; [`Vaults`]
//!   lets the user choose one of them or memory only, and moves secrets between them
//! * [`SqliteStore`] keeps everything else, exchanges too (`sqlite.rs`), and [`backups`] of it, in the folder that [`data_folder`] names (`paths.rs`)
//! * [`age_file`] seals bytes under a passphrase or to public keys
//! * [`RedirectListener`] receives the browser's answer (`redirect.rs`)
//! * [`BodyWriter`] takes in an answer of any size, [`JsonView`] shows it row by row, [`Tables`] as tables (`bodies.rs`)
//! * [`system_name`] says what this computer runs (`system.rs`)
//! * [`watch_session`] hears that the session is locked or the computer sleeps (`session_watch.rs`)
//! * [`Wiping`] is the app's allocator: it wipes what is let go of (`wiping.rs`)
//! * [`SystemClock`] says what time it is (`clock.rs`); [`SystemChance`] makes ids (`chance.rs`)
pub mod age_file;
mod bodies;
mod chance;
mod clock;
mod http;
mod item;
mod keyring;
mod passphrase_vault;
mod paths;
mod redirect;
mod session_watch;
mod sqlite;
mod system;
mod vaults;
mod wiping;

pub use bodies::{
    Body, BodyTooLarge, BodyWriter, Card, CardField, Cell, CellKind, ColumnKind, ColumnSummary,
    DEFAULT_LIMIT, Fault, FaultKind, FieldKind, Form, Found, Hit, InvalidQuery, JsonView, Kind,
    Link, MAX_HITS, Query, Row, SaveError, Table, TableError, TableQuery, TableRow, TableRows,
    TableSummary, Tables, ValuePath, encode, save_bytes, save_text,
};
pub use chance::SystemChance;
pub use clock::SystemClock;
pub use gatepass_core::VaultMode;
pub use http::{HttpLimits, ReqwestHttp, install_crypto};
pub use keyring::{KeyringLimits, KeyringVault, VaultState};
pub use passphrase_vault::PassphraseVault;
pub use paths::{NoDataFolder, data_folder};
pub use redirect::{BindError, RedirectListener, WaitError};
pub use session_watch::{SessionEvent, watch_session};
pub use sqlite::{
    Backup, Holds, OpenError, RestoreError, SqliteStore, backups, check_backup, has_backups,
};
pub use system::system_name;
pub use vaults::{MoveTo, Vaults};
pub use wiping::Wiping;
