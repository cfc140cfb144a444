//! Which members of a record are shown, and which repeat what was sent.
use serde_json::Value;

use crate::catalogue::Listed;

/// Puts in what was sent, and leaves out what was not asked for.
pub(super) fn cut(list: &Listed<'_>, records: &mut [Value]) {
    for (member, pattern) in &list.rule.echoes {
        let put = |text: String, (name, sent): (&String, &String)| {
            text.replace(&format!("{{{name}}}"), sent)
        };
        let echo = list.values.iter().fold(pattern.clone(), put);
        for place in records
            .iter_mut()
            .filter_map(|record| record.get_mut(member))
        {
            *place = echo.clone().into();
        }
    }
    let fields = list.rule.fields.as_ref();
    if let Some(fields) = fields.and_then(|name| list.values.get(name)) {
        let wanted: Vec<&str> = fields.split(',').map(str::trim).collect();
        each(records, |name| wanted.contains(&name));
    }
    for (parameter, member) in &list.rule.leaves_out {
        if list
            .values
            .get(parameter)
            .is_some_and(|sent| sent == "false")
        {
            each(records, |name| name != member);
        }
    }
}

fn each(records: &mut [Value], keeps: impl Fn(&str) -> bool) {
    for record in records.iter_mut().filter_map(Value::as_object_mut) {
        record.retain(|name, _| keeps(name));
    }
}
