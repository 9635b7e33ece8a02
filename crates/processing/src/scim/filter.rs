//! Filters (RFC 7644, section 3.4.2.2).

use crate::Keys;

/// The most terms of one filter, and about the most bytes: it stands in an address.
const MOST_TERMS: usize = 30;
const MOST_BYTES: usize = 2_000;

/// A text as it stands in a filter: a string of JSON, so that nothing in it ends it (RFC 7644, figure 1).
#[must_use]
pub fn quoted(text: &str) -> String {
    // Serialising a text cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}

/// The filters that find the users whom `keys` name, as far as SCIM knows them: by e-mail address, user
/// name, beginning of a user name and number. Extensions and devices nobody has there.
///
/// ```
/// use rollcall_processing::{Keys, scim::lookups};
///
/// let keys = Keys { emails: ["ana@example.com".to_owned()].into(), ..Keys::default() };
/// assert_eq!(
///     lookups(&keys),
///     [r#"userName eq "ana@example.com" or emails.value eq "ana@example.com""#],
/// );
/// ```
#[must_use]
pub fn lookups(keys: &Keys) -> Vec<String> {
    let mut terms = Vec::new();
    let mut term = |attribute: &str, operator: &str, value: &str| {
        terms.push(format!("{attribute} {operator} {}", quoted(value)));
    };
    for email in &keys.emails {
        term("userName", "eq", email);
        term("emails.value", "eq", email);
    }
    for name in keys.user_names.iter().filter(|name| !keys.emails.contains(*name)) {
        term("userName", "eq", name);
    }
    for beginning in &keys.user_name_prefixes {
        term("userName", "sw", beginning);
    }
    for number in &keys.numbers {
        // As we write it, and as many others do.
        term("phoneNumbers.value", "eq", &format!("tel:{number}"));
        term("phoneNumbers.value", "eq", number);
    }
    let mut filters: Vec<(usize, String)> = Vec::new();
    for term in terms {
        match filters.last_mut() {
            Some((count, filter))
                if *count < MOST_TERMS && filter.len() + term.len() + 4 <= MOST_BYTES =>
            {
                *count += 1;
                filter.push_str(" or ");
                filter.push_str(&term);
            }
            _ => filters.push((1, term)),
        }
    }
    filters.into_iter().map(|(_, filter)| filter).collect()
}

/// The filter that finds what was made under this id of ours.
#[must_use]
pub fn by_external_id(id: &str) -> String {
    format!("externalId eq {}", quoted(id))
}

/// The filter that finds those who have this licence.
#[must_use]
pub fn by_license(name: &str) -> String {
    format!("entitlements.value eq {}", quoted(name))
}

/// The filter of a search: those with all words in one of their names or in the address, and only active ones
/// or only others. None where everybody is wanted.
///
/// ```
/// use rollcall_processing::scim::search;
///
/// assert_eq!(search("", Some(true)).as_deref(), Some("active eq true"));
/// assert_eq!(search(" ", None), None);
/// ```
#[must_use]
pub fn search(words: &str, active: Option<bool>) -> Option<String> {
    const NAMES: [&str; 5] =
        ["userName", "displayName", "name.givenName", "name.familyName", "emails.value"];
    let mut terms: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let word = quoted(word);
        let any: Vec<String> = NAMES.iter().map(|name| format!("{name} co {word}")).collect();
        terms.push(format!("({})", any.join(" or ")));
    }
    terms.extend(active.map(|active| format!("active eq {active}")));
    (!terms.is_empty()).then(|| terms.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_does_not_end_its_filter() {
        assert_eq!(by_license("a\" or b pr"), r#"entitlements.value eq "a\" or b pr""#);
        assert_eq!(by_external_id("a\\\u{7}"), r#"externalId eq "a\\\u0007""#);
        assert!(search("O’Brien \"x", None).unwrap().contains(r#"userName co "\"x""#));
    }

    #[test]
    fn a_filter_is_cut_before_it_is_too_long() {
        let emails = (0..95).map(|n| format!("zoe.le-goff.{n}@ventes.acme.example.com"));
        let keys = Keys { emails: emails.collect(), ..Keys::default() };
        let filters = lookups(&keys);
        assert!(filters.iter().all(|filter| filter.len() <= MOST_BYTES));
        let terms: usize = filters.iter().map(|filter| filter.split(" or ").count()).sum();
        assert_eq!(terms, 190);
        let long = Keys { emails: ["x".repeat(3_000)].into(), ..Keys::default() };
        assert_eq!(lookups(&long).len(), 2);
    }
}
