//! What the members of an answer's records tell a reader: which name a record, which say how it stands, which are empty. The
//! names are those of the catalogue's APIs; how they are cased and joined does not matter.
mod label;

pub use label::label;

/// What a member is for in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It tells the record from others: a bulletin's number, a case's id.
    Identifier,
    /// It says what the record is about.
    Title,
    /// It says how the record stands: its status, severity, type.
    State,
    /// One of the dates that are looked for first.
    Date,
    /// It says how something else is to be read, or is for machines only.
    Aside,
}

/// The most telling first.
const TITLES: &[&str] = &[
    "bulletintitle",
    "advisorytitle",
    "headline",
    "title",
    "shortdescription",
    "subject",
    "productname",
    "productiddescription",
    "productdescription",
    "customername",
    "imagename",
    "inventoryname",
    "hwname",
    "swname",
    "hostname",
    "platformname",
    "problemcodename",
    "partsdescription",
    "returndescription",
    "contractsitecustomername",
    "displayname",
    "reldispname",
    "notedetail",
    "name",
];

const IDENTIFIERS: &[&str] = &[
    "bulletinnumber",
    "advisoryid",
    "bugid",
    "caseid",
    "rmano",
    "eolproductid",
    "serialnumber",
    "srno",
    "contractnumber",
    "customerid",
    "productid",
    "basepid",
    "pid",
    "orderablepid",
    "bulletinproductid",
    "sdcallid",
    "custcallid",
    "spcallid",
    "hwinstanceid",
    "neinstanceid",
    "managedneinstanceid",
    "securityadvisoryinstanceid",
    "platformalias",
    "nosversion",
    "shippedpartno",
    "receivedpartno",
    "version",
    "imageguid",
    "userid",
    "eoxinputvalue",
    "id",
];

const STATES: &[&str] = &[
    "errordescription",
    "errormessage",
    "status",
    "severity",
    "sir",
    "securityimpactrating",
    "fieldnoticetype",
    "vulnerabilitystatus",
    "coveragestatus",
    "iscovered",
    "contractstatus",
    "reachabilitystatus",
    "orderablestatus",
    "swstatus",
    "serialnumberstatus",
    "partslinestatus",
    "returnlinestatus",
    "lifecycle",
    "issuggested",
    "currenthweolmilestone",
    "currentsweolmilestone",
    "cvssbasescore",
    "producttype",
    "hwtype",
    "swtype",
    "swversion",
];

const DATES: &[&str] = &[
    "bulletinfirstpublished",
    "firstpublished",
    "bulletinlastupdated",
    "lastupdated",
    "creationdate",
    "createddate",
    "updateddate",
    "lastmodifieddate",
    "endofsaledate",
    "eosaledate",
    "lastdateofsupport",
    "coverageenddate",
    "contractenddate",
    "coveredproductlineenddate",
    "currenthweolmilestonedate",
    "currentsweolmilestonedate",
    "orderdate",
    "releasedate",
    "createtime",
];

const ASIDES: &[&str] = &[
    "dateformat",
    "dimensionsformat",
    "itementryid",
    "selflink",
    "statusflag",
    "md5",
    "sha512",
];

/// What the member at the end of a path is for, and its place among those of that role, the most telling first. A path's
/// names are joined by dots; EoX wraps a date into `{value, dateFormat}`, so that the name before `value` tells. None for a
/// name that is not known.
pub fn role(path: &str) -> Option<(Role, usize)> {
    let path = path.strip_suffix(".value").unwrap_or(path);
    let name = folded(path.rsplit('.').next().unwrap_or_default());
    let known = [
        (Role::Title, TITLES),
        (Role::Identifier, IDENTIFIERS),
        (Role::State, STATES),
        (Role::Date, DATES),
        (Role::Aside, ASIDES),
    ];
    known.into_iter().find_map(|(role, names)| {
        let place = names.iter().position(|known| *known == name)?;
        Some((role, place))
    })
}

/// Whether a text stands for nothing: some APIs write `"null"` or `"NA"`, EoX now and then a blank.
pub fn is_absent(text: &str) -> bool {
    matches!(text.trim(), "" | "null" | "NA")
}

fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_it_is_cased_and_joined() {
        let rows = [
            ("bulletinTitle", Some(Role::Title)),
            ("product_name", Some(Role::Title)),
            ("product.productName", Some(Role::Title)),
            ("EndOfSaleDate.value", Some(Role::Date)),
            ("EndOfSaleDate.dateFormat", Some(Role::Aside)),
            ("sr_no", Some(Role::Identifier)),
            ("sir", Some(Role::State)),
            ("value", None),
            ("", None),
        ];
        for (path, expected) in rows {
            assert_eq!(role(path).map(|(role, _)| role), expected, "{path}");
        }
    }

    #[test]
    fn each_name_has_one_role_and_is_written_folded() {
        let lists = [TITLES, IDENTIFIERS, STATES, DATES, ASIDES];
        let all: Vec<&str> = lists.concat();
        for name in &all {
            assert_eq!(&folded(name), name);
            assert_eq!(
                all.iter().filter(|other| other == &name).count(),
                1,
                "{name}"
            );
        }
    }

    #[test]
    fn what_stands_for_nothing_is_absent_and_nothing_else() {
        for text in ["", " ", "null", "NA", "NA "] {
            assert!(is_absent(text), "{text:?}");
        }
        for text in ["Null", "na", "N", "NAT", "0", "nullified"] {
            assert!(!is_absent(text), "{text:?}");
        }
    }
}
