//! Which members hold personal data, by their names in lower case without blanks, hyphens and underscores.

/// A member whose name has one of these in it, wherever it stands: `shipToContactEmail`, `contact_business_phone_numbers`.
const PARTS: [&str; 18] = [
    "email",
    "phone",
    "firstname",
    "lastname",
    "middlename",
    "surname",
    "givenname",
    "familyname",
    "fullname",
    "nickname",
    "username",
    "userid",
    "contactname",
    "ownername",
    "ownerid",
    "personname",
    "streetaddress",
    "dateofbirth",
];

/// Names that mean a person as a whole: `ack_name`, `created_by`.
const WHOLE: [&str; 34] = [
    "ackname",
    "ackuser",
    "addedby",
    "address1",
    "address2",
    "addressline1",
    "addressline2",
    "approvedby",
    "assignedto",
    "assignee",
    "birthdate",
    "birthday",
    "ccoid",
    "closedby",
    "contact",
    "createdby",
    "engineer",
    "fax",
    "faxnumber",
    "login",
    "loginname",
    "mail",
    "mobile",
    "mobilenumber",
    "modifiedby",
    "openedby",
    "reportedby",
    "requestedby",
    "requester",
    "street",
    "submitter",
    "tel",
    "updatedby",
    "user",
];

/// Objects that describe a person: within them a plain `name` or `id` is personal too.
const PERSONS: [&str; 16] = [
    "approver",
    "assignee",
    "author",
    "contact",
    "contacts",
    "createdby",
    "employee",
    "engineer",
    "manager",
    "person",
    "persons",
    "reporter",
    "requester",
    "submitter",
    "user",
    "users",
];

/// What such an object calls its person.
const OF_PERSON: [&str; 5] = ["displayname", "id", "login", "name", "title"];

/// Whether a member's value is personal; `in_person` says that its object describes somebody.
pub(super) fn is_personal(name: &str, in_person: bool) -> bool {
    let name = plain(name);
    PARTS.iter().any(|part| name.contains(part))
        || WHOLE.contains(&name.as_str())
        || name.ends_with("owner")
        || (in_person && OF_PERSON.contains(&name.as_str()))
}

/// Whether a member's object, or each of its array, describes somebody.
pub(super) fn is_person(name: &str) -> bool {
    let name = plain(name);
    PERSONS.contains(&name.as_str()) || name.ends_with("owner")
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
