//! `geopoint`: a longitude and a latitude in degrees.
//!
//! `default` is `lon, lat`, `array` a JSON array of two numbers, `object` a JSON object with the
//! keys `lon` and `lat`. Longitudes run from -180 to 180 and latitudes from -90 to 90.

use serde_json::Value;

use super::number::{Number, Style};

/// How points are written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `lon, lat`
    Default,
    /// `[lon, lat]`
    Array,
    /// `{"lon": …, "lat": …}`
    Object,
}

impl Form {
    /// The form, as a sentence shows it.
    pub(crate) const fn shown(self) -> &'static str {
        match self {
            Self::Default => "2.3522, 48.8566",
            Self::Array => "[2.3522, 48.8566]",
            Self::Object => r#"{"lon": 2.3522, "lat": 48.8566}"#,
        }
    }

    /// Whether `cell` is a point in this form.
    pub(crate) fn is_point(self, cell: &str) -> bool {
        match self {
            Self::Default => cell.split_once(',').is_some_and(|(longitude, latitude)| {
                let style = Style::DEFAULT;
                within(style.parse(longitude), 180) && within(style.parse(latitude), 90)
            }),
            Self::Array => match serde_json::from_str::<Value>(cell) {
                Ok(Value::Array(items)) => match items.as_slice() {
                    [longitude, latitude] => are_degrees(longitude, latitude),
                    _ => false,
                },
                _ => false,
            },
            Self::Object => match serde_json::from_str::<Value>(cell) {
                Ok(Value::Object(members)) => match (members.get("lon"), members.get("lat")) {
                    (Some(longitude), Some(latitude)) => {
                        members.len() == 2 && are_degrees(longitude, latitude)
                    }
                    _ => false,
                },
                _ => false,
            },
        }
    }
}

fn within(number: Option<Number<'_>>, degrees: u8) -> bool {
    let limit = Style::DEFAULT;
    let (low, high) = if degrees == 180 { ("-180", "180") } else { ("-90", "90") };
    let (Some(number), Some(low), Some(high)) = (number, limit.parse(low), limit.parse(high))
    else {
        return false;
    };
    number.compare(low).is_some_and(std::cmp::Ordering::is_ge)
        && number.compare(high).is_some_and(std::cmp::Ordering::is_le)
}

fn are_degrees(longitude: &Value, latitude: &Value) -> bool {
    longitude.as_f64().is_some_and(|degrees| degrees.abs() <= 180.0)
        && latitude.as_f64().is_some_and(|degrees| degrees.abs() <= 90.0)
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn points_lie_on_the_globe() {
        for (form, cell) in [
            (Form::Default, "180,90"),
            (Form::Default, "-180, -90"),
            (Form::Default, " 2.35 , 48.85 "),
            (Form::Array, "[180, -90]"),
            (Form::Object, r#"{"lon": 180, "lat": 90}"#),
        ] {
            assert!(form.is_point(cell), "{cell}");
        }
        for (form, cell) in [
            (Form::Default, "181,90"),
            (Form::Default, "0,91"),
            (Form::Default, "1"),
            (Form::Default, "1,2,3"),
            (Form::Default, "NaN,0"),
            (Form::Default, "a,b"),
            (Form::Array, "[180, -90, 0]"),
            (Form::Array, "180, -90"),
            (Form::Array, "[181, 0]"),
            (Form::Object, "[180, -90]"),
            (Form::Object, r#"{"lon": 180}"#),
            (Form::Object, r#"{"lon": 180, "lat": 90, "alt": 1}"#),
        ] {
            assert!(!form.is_point(cell), "{cell}");
        }
    }
}
