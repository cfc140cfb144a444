//! CX Cloud: the customers a partner may see, filtered, sorted and paged.
use axum::http::Method;
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::dialects::{cx, gateway};
use crate::ledger::Ledger;
use crate::realm::Realm;
use crate::reply::Reply;

const CUSTOMERS: &str = include_str!("../../samples/customers.json");
const ROWS: usize = 100;

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path {
        "cs/api/v2/customer-info/customer-details" => {
            customers(ledger, asked).unwrap_or_else(|refusal| refusal)
        }
        _ => gateway::service_not_found(),
    }
}

fn customers(ledger: &Ledger, asked: &Asked) -> Result<Reply, Reply> {
    gateway::check_token(ledger, asked, Realm::CxCloud)?;
    if !asked.is(&Method::GET) {
        return Err(gateway::method_not_allowed("GET"));
    }
    let (page, rows) = paging(asked)?;
    let mut all: Vec<Value> = serde_json::from_str(CUSTOMERS).unwrap_or_default();
    for name in ["customerId", "customerName"] {
        let wanted = asked.parameter(name);
        all.retain(|customer| wanted.is_none_or(|wanted| customer[name] == wanted));
    }
    sort(asked, &mut all)?;
    let total = all.len();
    let mut shown: Vec<Value> = all
        .into_iter()
        .skip((page - 1).saturating_mul(rows))
        .take(rows)
        .collect();
    if let Some(fields) = asked.parameter("fields") {
        let wanted: Vec<&str> = fields.split(',').map(str::trim).collect();
        shown
            .iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|row| row.retain(|name, _| wanted.contains(&name.as_str())));
    }
    let outcome = format!("{} customers", shown.len());
    let pagination =
        json!({ "page": page, "pages": total.div_ceil(rows), "rows": rows, "total": total });
    Ok(gateway::pass(
        ledger,
        &json!({ "data": shown, "pagination": pagination }),
        &outcome,
    ))
}

/// `page` and `rows`, which go together or not at all.
fn paging(asked: &Asked) -> Result<(usize, usize), Reply> {
    let number = |text: &str| {
        text.parse::<usize>()
            .ok()
            .filter(|number| (1..=1000).contains(number))
    };
    match (asked.parameter("page"), asked.parameter("rows")) {
        (None, None) => Ok((1, ROWS)),
        (Some(page), Some(rows)) => {
            let both = number(page).zip(number(rows));
            both.ok_or_else(|| {
                cx::invalid("page and rows are numbers from 1 to 1000", "invalid page")
            })
        }
        _ => Err(cx::invalid(
            "page and rows are sent together",
            "page without rows",
        )),
    }
}

/// `sort=customerName:DESC`, one field.
fn sort(asked: &Asked, customers: &mut [Value]) -> Result<(), Reply> {
    let Some(order) = asked.parameter("sort") else {
        return Ok(());
    };
    let (field, direction) = order.split_once(':').unwrap_or((order, "ASC"));
    let known = customers
        .first()
        .is_none_or(|customer| customer.get(field).is_some());
    if !known || !["ASC", "DESC"].contains(&direction) {
        return Err(cx::invalid(
            "sort is one field and a direction: customerName:ASC",
            "invalid sort",
        ));
    }
    customers.sort_by(|one, other| one[field].as_str().cmp(&other[field].as_str()));
    if direction == "DESC" {
        customers.reverse();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_customer_has_the_same_members_all_text() {
        let all: Vec<Value> = serde_json::from_str(CUSTOMERS).unwrap();
        assert!(all.len() > 5);
        for customer in &all {
            assert!(
                customer
                    .as_object()
                    .unwrap()
                    .keys()
                    .eq(all[0].as_object().unwrap().keys())
            );
            assert!(customer.as_object().unwrap().values().all(Value::is_string));
        }
    }
}
