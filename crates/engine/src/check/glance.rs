//! Which [`Glance`] suits a field.

use rollcall_records::glance::{Glance, Test};

use super::boolean::Tokens;
use super::kind::{Kind, TimeForm};
use super::{Bound, Length, Restriction, Side};

/// The glance for fields of a kind with these restrictions.
pub(super) fn of(kind: &Kind, restrictions: &[Restriction]) -> Glance {
    let mut glance = Glance { least: 1, most: usize::MAX, test: test_of(kind) };
    for restriction in restrictions {
        let fits = match restriction {
            // No text has more characters than bytes.
            Restriction::Length(Length::Maximum(limit)) => {
                glance.most = glance.most.min(usize::try_from(*limit).unwrap_or(usize::MAX));
                true
            }
            Restriction::Length(Length::Minimum(limit)) if glance.test.is_ascii() => {
                glance.least = glance.least.max(usize::try_from(*limit).unwrap_or(usize::MAX));
                true
            }
            Restriction::Bound(bound) => narrow(&mut glance.test, bound),
            Restriction::Pattern(pattern) if matches!(glance.test, Test::Text) => {
                let table = pattern.automaton().map(Test::Table);
                glance.test = table.unwrap_or(Test::Never);
                true
            }
            Restriction::Allowed(allowed) if matches!(glance.test, Test::Text) => {
                let words = Test::words(allowed.words());
                glance.test = words.unwrap_or(Test::Never);
                true
            }
            _ => false,
        };
        if !fits {
            glance.test = Test::Never;
        }
    }
    glance
}

fn test_of(kind: &Kind) -> Test {
    match kind {
        Kind::Text => Test::Text,
        Kind::PersonName => Test::Name,
        Kind::Email => Test::Email,
        Kind::PersonalEmail => Test::PersonalEmail,
        Kind::Phone(spelling) => Test::Phone(*spelling),
        Kind::Extension => Test::Digits,
        Kind::Integer(style) | Kind::Number(style) if style.keeps_digits() => {
            Test::Number { point: style.has_point(), low: i64::MIN, high: i64::MAX }
        }
        Kind::Mac => Test::Mac,
        Kind::Pin => Test::Pin,
        Kind::Date(TimeForm::Default) => Test::Date,
        Kind::Boolean(tokens) | Kind::YesNo(tokens) => of_tokens(tokens),
        _ => Test::Never,
    }
}

/// Takes in a bound, where it is a whole number.
fn narrow(test: &mut Test, bound: &Bound) -> bool {
    let Test::Number { low, high, .. } = test else { return false };
    let Some((side, limit)) = bound.whole() else { return false };
    match side {
        Side::Minimum => *low = limit.max(*low),
        Side::ExclusiveMinimum => *low = limit.saturating_add(1).max(*low),
        Side::Maximum => *high = limit.min(*high),
        Side::ExclusiveMaximum => *high = limit.saturating_sub(1).min(*high),
    }
    true
}

fn of_tokens(tokens: &Tokens) -> Test {
    Test::words(tokens.words()).unwrap_or(Test::Never)
}

#[cfg(test)]
mod tests {
    use crate::check::Outcome;
    use crate::schema::Schema;

    /// A glance may say nothing, and must never say yes to what the check refuses.
    #[test]
    fn a_glance_says_what_the_check_says() {
        let kinds = [
            r#""type": "string""#,
            r#""type": "string", "format": "email""#,
            r#""type": "integer""#,
            r#""type": "number""#,
            r#""type": "number", "decimalChar": ",", "groupChar": " ""#,
            r#""type": "date""#,
            r#""type": "boolean""#,
            r#""type": "list""#,
            r#""type": "any", "rollcall": {"format": "person-name"}"#,
            r#""type": "string", "rollcall": {"format": "person-name"}"#,
            r#""type": "string", "rollcall": {"format": "email"}"#,
            r#""type": "string", "rollcall": {"format": "phone"}"#,
            r#""type": "string", "rollcall": {"format": "extension"}"#,
            r#""type": "string", "rollcall": {"format": "mac"}"#,
            r#""type": "string", "rollcall": {"format": "pin"}"#,
            r#""type": "string", "rollcall": {"format": "yes-no"}"#,
        ];
        let constraints = [
            "{}",
            r#"{"maxLength": 4}"#,
            r#"{"minLength": 3}"#,
            r#"{"minLength": 2, "maxLength": 12, "pattern": "[^b]+"}"#,
            r#"{"pattern": "[0-9]{3}|\\p{L}+"}"#,
            r#"{"enum": ["Élodie", "O'Brien", "1001", "supervisor"]}"#,
            r#"{"enum": ["1001", "1002"], "maxLength": 3}"#,
            r#"{"minimum": "1002"}"#,
            r#"{"minimum": -5, "exclusiveMaximum": 31}"#,
            r#"{"exclusiveMinimum": -1, "maximum": 30.5}"#,
            r#"{"minimum": "2024-03-01"}"#,
        ];
        let cells = [
            "Élodie",
            "É",
            "éé",
            "O'Brien",
            "1001",
            "1002",
            "001",
            "-5",
            "-5.5",
            "-4.5",
            "-0",
            "-",
            "30",
            "30.5",
            "31",
            "31.",
            ".5",
            "1.5.2",
            "1e3",
            "1 001,5",
            "2026-02-29",
            "2024-02-29",
            "2026-12-31",
            "2026-13-01",
            "zoë@example.fr",
            "ada@example.com",
            "a@b",
            "+442070966000",
            "442070966000",
            "64167F0A1B2C",
            "123456",
            "840617",
            "true",
            "TRUE",
            "Y",
            "N",
            "y",
            "supervisor",
            "supervisors",
            "李雷",
            "a,b",
            " 12",
            "12345678901234567",
            "0",
            "x\u{200b}y",
            "bb",
        ];
        let mut seen = 0;
        for kind in kinds {
            for constraints in constraints {
                let schema = format!(
                    r#"{{"fields": [{{"name": "f", {kind}, "constraints": {constraints}}}]}}"#
                );
                // Not every constraint is one of every type.
                let Ok(schema) = Schema::from_json(&schema) else { continue };
                let check = &schema.fields[0].check;
                for cell in cells {
                    // Not `check`, which believes the glance.
                    let valid = check.look(cell, &mut Vec::new()) == Outcome::Valid;
                    let accepted = check.glance.accepts(cell);
                    assert!(valid || !accepted, "{kind} {constraints} {cell}");
                    seen += usize::from(accepted);
                }
            }
        }
        assert!(seen > 160, "{seen}");
    }
}
