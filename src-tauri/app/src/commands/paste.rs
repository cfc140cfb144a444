//! Paste to set up.
