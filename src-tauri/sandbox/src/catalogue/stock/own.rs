//! Records that the sandbox holds itself, where a sample has too few to show what filters and pages do.

/// The text of a file of `sandbox/samples`.
pub(super) fn own(file: &str) -> Option<&'static str> {
    Some(match file {
        "customers.json" => include_str!("../../../samples/customers.json"),
        "field-notice-bulletins.json" => {
            include_str!("../../../samples/field-notice-bulletins.json")
        }
        "products.json" => include_str!("../../../samples/products.json"),
        _ => return None,
    })
}
