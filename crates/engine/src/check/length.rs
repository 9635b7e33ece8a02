//! `minLength` and `maxLength`: how many characters a text has, or how many items a collection.
//!
//! Characters are Unicode code points, as in XML Schema and JSON Schema: `é` may be one or two.

use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use super::Value;

/// A compiled length constraint.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Length {
    /// At least so many.
    Minimum(u64),
    /// At most so many.
    Maximum(u64),
}

impl Length {
    pub(crate) fn check(self, cell: &str, value: &Value<'_>, problems: &mut Vec<Problem>) {
        let bytes = cell.len() as u64;
        let length = || match value {
            Value::Count(count) => *count as u64,
            _ => cell.chars().count() as u64,
        };
        let text = !matches!(value, Value::Count(_));
        let (message, constraint, limit) = match self {
            Self::Minimum(limit) => {
                (Message::ConstraintErrorMinLength, Constraint::MinLength, limit)
            }
            Self::Maximum(limit) => {
                // No text has more characters than bytes.
                if text && bytes <= limit {
                    return;
                }
                (Message::ConstraintErrorMaxLength, Constraint::MaxLength, limit)
            }
        };
        let length = length();
        let kept = match self {
            Self::Minimum(_) => length >= limit,
            Self::Maximum(_) => length <= limit,
        };
        if !kept {
            let mut problem = Problem::new(Code::ConstraintError, message)
                .with("limit", limit)
                .with("length", length);
            problem.constraint = Some(constraint);
            problems.push(problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let mut problems = Vec::new();
        Length::Maximum(4).check("éééé", &Value::Text("éééé"), &mut problems);
        Length::Minimum(4).check("éééé", &Value::Text("éééé"), &mut problems);
        assert_eq!(problems, []);
        Length::Minimum(5).check("éééé", &Value::Text("éééé"), &mut problems);
        Length::Maximum(1).check("[1, 2]", &Value::Count(2), &mut problems);
        assert_eq!(problems.len(), 2);
    }
}
