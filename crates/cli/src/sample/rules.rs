//! A template's rules between cells, read once more from its data, in order to break them.
//!
//! The engine checks rules; here cells are changed until a rule applies and does not hold. What comes of
//! it is asked of this file and not of the engine, so that the engine can be held to it.

use regex::Regex;
use rollcall_engine::schema::Field;
use serde_json::Value;

use super::random::Random;
use super::rows::Sheet;

/// How a rule says what has to hold.
#[derive(Debug)]
enum Demand {
    Require(Value),
    Never,
    Repeats { fields: Vec<String>, ignore_case: bool },
}

/// A rule of rows.
#[derive(Debug)]
pub(super) struct Rule {
    /// What its finding is called.
    pub(super) code: String,
    /// The field on which its finding stands; `None` for the row.
    pub(super) field: Option<String>,
    when: Value,
    demand: Demand,
    options: Value,
}

/// The rules of a template that a single row can break.
pub(super) fn rules(template: &Value) -> Vec<Rule> {
    let rules = template.pointer("/rollcall/rules").and_then(Value::as_array);
    let options = template.pointer("/rollcall/options").cloned().unwrap_or_default();
    rules.into_iter().flatten().filter_map(|rule| Rule::read(rule, &options)).collect()
}

impl Rule {
    fn read(rule: &Value, options: &Value) -> Option<Self> {
        let when = rule.get("when").cloned().unwrap_or_default();
        let demand = if let Some(require) = rule.get("require") {
            Demand::Require(require.clone())
        } else if rule.get("never").and_then(Value::as_bool) == Some(true) {
            Demand::Never
        } else {
            let fields = rule.get("repeats")?.as_array()?.iter();
            Demand::Repeats {
                fields: fields.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
                ignore_case: rule.get("ignore_case").and_then(Value::as_bool) == Some(true),
            }
        };
        let first = || match &demand {
            Demand::Require(require) => first_field(require).or_else(|| first_field(&when)),
            Demand::Never => first_field(&when),
            Demand::Repeats { fields, .. } => fields.first().cloned(),
        };
        let field = match rule.get("field") {
            Some(Value::Null) => None,
            Some(name) => name.as_str().map(str::to_owned),
            None => first(),
        };
        let code = rule.get("code").or_else(|| rule.get("id"))?.as_str()?.to_owned();
        // What is said of the columns alone is said once, of the header.
        let of_rows = !(is_of_file(&when) && matches!(demand, Demand::Never));
        of_rows.then(|| Self { code, field, when, demand, options: options.clone() })
    }

    /// The cells of a row that breaks the rule, made of those of one that keeps it. `before` is a row
    /// further up.
    pub(super) fn broken(
        &self,
        sheet: &mut Sheet,
        cells: &[String],
        before: Option<&[String]>,
        random: &mut Random,
    ) -> Option<Vec<String>> {
        let mut cells = cells.to_vec();
        if !self.when.is_null() {
            self.make(sheet, &self.when, true, &mut cells, random)?;
        }
        match &self.demand {
            Demand::Never => {}
            Demand::Require(require) => {
                self.make(sheet, require, false, &mut cells, random)?;
                // One may have undone the other.
                if self.holds(sheet, require, &cells) != Some(false) {
                    return None;
                }
            }
            Demand::Repeats { fields, ignore_case } => {
                let before = before?;
                if !self.when.is_null() && self.holds(sheet, &self.when, before) != Some(true) {
                    return None;
                }
                for name in fields {
                    let column = sheet.column_of(name)?;
                    let value = before.get(column).filter(|value| !value.is_empty())?;
                    let value = if *ignore_case { value.to_uppercase() } else { value.clone() };
                    let field = sheet.field(column)?;
                    let value = if super::value::takes(field, &value) {
                        value
                    } else {
                        before.get(column)?.clone()
                    };
                    *cells.get_mut(column)? = value;
                }
            }
        }
        for (column, cell) in cells.iter().enumerate() {
            // There is one of each, so a field without repeats can have it once.
            let unique = sheet.field(column).is_some_and(|field| field.unique);
            if unique && TROUBLE.contains(&cell.as_str()) && !sheet.troubles.insert(cell.clone()) {
                return None;
            }
        }
        let applies = self.when.is_null() || self.holds(sheet, &self.when, &cells) == Some(true);
        applies.then_some(cells)
    }

    /// Whether the condition holds of the cells; `None` where it cannot be told here.
    fn holds(&self, sheet: &Sheet, condition: &Value, cells: &[String]) -> Option<bool> {
        let (key, of) = condition.as_object()?.iter().next()?;
        let cell = |name: &Value| value_of(sheet, name, cells);
        let pair = || Some((of.get(0)?, of.get(1)?));
        let number = |text: &str| text.trim().parse::<f64>().ok();
        Some(match key.as_str() {
            "present" => cell(of).is_some(),
            "absent" => cell(of).is_none(),
            "equals" => {
                let (name, wanted) = pair()?;
                equals(sheet, name, cell(name), wanted)
            }
            "in" => {
                let (name, wanted) = pair()?;
                wanted.as_array()?.iter().any(|wanted| equals(sheet, name, cell(name), wanted))
            }
            "same" => {
                let (a, b) = pair()?;
                matches!((cell(a), cell(b)), (Some(a), Some(b)) if plain(a) == plain(b))
            }
            "differs" => {
                let (a, b) = pair()?;
                !matches!((cell(a), cell(b)), (Some(a), Some(b)) if plain(a) == plain(b))
            }
            "longer" => {
                let (name, least) = pair()?;
                let length = cell(name).map_or(0, |cell| cell.chars().count() as u64);
                length > least.as_u64()?
            }
            "less" | "greater" => {
                let (name, limit) = pair()?;
                let Some(value) = cell(name).and_then(number) else { return Some(false) };
                if key == "less" { value < limit.as_f64()? } else { value > limit.as_f64()? }
            }
            "matches" => {
                let (name, pattern) = pair()?;
                let whole = Regex::new(&format!("^(?:{})$", pattern.as_str()?)).ok()?;
                cell(name).is_some_and(|cell| whole.is_match(cell))
            }
            "column" => sheet.column_of(of.as_str()?).is_some(),
            "option" => {
                let (name, wanted) = pair()?;
                default_option(&self.options, name.as_str()?)? == *wanted
            }
            "and" | "or" => {
                let all: Vec<_> =
                    of.as_array()?.iter().map(|of| self.holds(sheet, of, cells)).collect();
                let settles = key == "or";
                if all.contains(&Some(settles)) {
                    settles
                } else {
                    all.into_iter().collect::<Option<Vec<_>>>()?;
                    !settles
                }
            }
            "not" => !self.holds(sheet, of, cells)?,
            _ => return None,
        })
    }

    /// Changes cells so that the condition holds, or does not. `None` where that cannot be done.
    fn make(
        &self,
        sheet: &mut Sheet,
        condition: &Value,
        want: bool,
        cells: &mut Vec<String>,
        random: &mut Random,
    ) -> Option<()> {
        if self.holds(sheet, condition, cells) == Some(want) {
            return Some(());
        }
        let (key, of) = condition.as_object()?.iter().next()?;
        let place = |sheet: &Sheet, name: &Value| sheet.column_of(name.as_str()?);
        let pair = || Some((of.get(0)?, of.get(1)?));
        match (key.as_str(), want) {
            ("not", _) => self.make(sheet, of, !want, cells, random)?,
            ("and", true) | ("or", false) => {
                for of in of.as_array()? {
                    self.make(sheet, of, want, cells, random)?;
                }
            }
            ("and", false) | ("or", true) => {
                let mut parts: Vec<&Value> = of.as_array()?.iter().collect();
                random.shuffle(&mut parts);
                parts.into_iter().find_map(|of| {
                    let mut changed = cells.clone();
                    self.make(sheet, of, want, &mut changed, random)?;
                    *cells = changed;
                    Some(())
                })?;
            }
            ("present", true) | ("absent", false) => {
                let column = place(sheet, of)?;
                *cells.get_mut(column)? = sheet.fresh(column, random);
            }
            ("present", false) | ("absent", true) => cells.get_mut(place(sheet, of)?)?.clear(),
            ("equals", true) => {
                let (name, wanted) = pair()?;
                let column = place(sheet, name)?;
                *cells.get_mut(column)? = word(sheet, column, wanted)?;
            }
            ("in", true) => {
                let (name, wanted) = pair()?;
                let column = place(sheet, name)?;
                *cells.get_mut(column)? = word(sheet, column, random.one_of(wanted.as_array()?)?)?;
            }
            ("equals" | "in", false) => {
                let column = place(sheet, pair()?.0)?;
                if sheet.field(column)?.required || random.happens(500_000) {
                    // Another word; a few draws meet one.
                    for _ in 0..12 {
                        *cells.get_mut(column)? = sheet.fresh(column, random);
                        if self.holds(sheet, condition, cells) == Some(false) {
                            break;
                        }
                    }
                } else {
                    cells.get_mut(column)?.clear();
                }
            }
            ("same", true) | ("differs", false) => {
                let (a, b) = pair()?;
                let (a, b) = (place(sheet, a)?, place(sheet, b)?);
                if cells.get(a)?.is_empty() {
                    *cells.get_mut(a)? = sheet.fresh(a, random);
                }
                *cells.get_mut(b)? = cells.get(a)?.clone();
            }
            ("same", false) | ("differs", true) => {
                let column = place(sheet, pair()?.1)?;
                *cells.get_mut(column)? = sheet.fresh(column, random);
            }
            ("longer", true) => {
                let (name, least) = pair()?;
                let column = place(sheet, name)?;
                let wanted = usize::try_from(least.as_u64()?).ok()? + 4;
                let long: String =
                    "Anne-Marie Louise Charlotte ".chars().cycle().take(wanted).collect();
                *cells.get_mut(column)? = format!("{}e", long.trim_end());
            }
            ("matches", true) => {
                let column = place(sheet, pair()?.0)?;
                let mut ways = TROUBLE.to_vec();
                random.shuffle(&mut ways);
                ways.into_iter().find_map(|value| {
                    let taken = super::value::takes(sheet.field(column)?, value);
                    let mut changed = cells.clone();
                    value.clone_into(changed.get_mut(column)?);
                    let holds = self.holds(sheet, condition, &changed) == Some(true);
                    (taken && holds).then(|| *cells = changed)
                })?;
            }
            ("less" | "greater", true) => {
                let (name, limit) = pair()?;
                let column = place(sheet, name)?;
                let step = if key == "less" { -1 } else { 1 };
                *cells.get_mut(column)? = (limit.as_i64()? + step).to_string();
            }
            _ => return None,
        }
        (self.holds(sheet, condition, cells) == Some(want)).then_some(())
    }
}

/// Values that a field may take and a rule may not.
const TROUBLE: [&str; 17] = [
    "911",
    "999",
    "112",
    "1121",
    "DECT 4001",
    "Cisco ATA 191",
    "REMOVE|+33199000000",
    "REMOVE|2001",
    "Anne-Marie",
    "O'Neil",
    "Zoë",
    "50%",
    "Anne/Marie",
    "Sales;Support",
    "Sales||Support",
    "|Sales",
    "ann%20marie@example.com",
];

/// The first field that a condition names.
fn first_field(condition: &Value) -> Option<String> {
    let (key, of) = condition.as_object()?.iter().next()?;
    match key.as_str() {
        "and" | "or" => of.as_array()?.iter().find_map(first_field),
        "not" => first_field(of),
        "option" => None,
        _ => of.as_str().or_else(|| of.get(0)?.as_str()).map(str::to_owned),
    }
}

/// Whether a condition asks for columns and options only.
fn is_of_file(condition: &Value) -> bool {
    let Some((key, of)) = condition.as_object().and_then(|condition| condition.iter().next())
    else {
        return false;
    };
    match key.as_str() {
        "column" | "option" => true,
        "and" | "or" => of.as_array().is_some_and(|all| all.iter().all(is_of_file)),
        "not" => is_of_file(of),
        _ => false,
    }
}

/// The value that an option has when nobody sets it: the one that is called so, or the first.
fn default_option(options: &Value, name: &str) -> Option<Value> {
    let option = options.get(name)?;
    let values = option.get("values").unwrap_or(option);
    option.get("default").or_else(|| values.get(0)).cloned()
}

/// A cell that has a value.
fn value_of<'c>(sheet: &Sheet, name: &Value, cells: &'c [String]) -> Option<&'c str> {
    let column = sheet.column_of(name.as_str()?)?;
    let cell = cells.get(column)?;
    let missing = sheet.field(column).is_some_and(|field: &Field| field.check.is_missing(cell));
    (!missing).then_some(cell.as_str())
}

/// How values are compared: a number is the same with a plus, with `00` and with neither.
fn plain(cell: &str) -> String {
    let digits = cell.strip_prefix('+').or_else(|| cell.strip_prefix("00")).unwrap_or(cell);
    let number = digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if number { digits.to_owned() } else { cell.to_lowercase() }
}

/// Whether a cell equals what a rule names.
fn equals(sheet: &Sheet, name: &Value, cell: Option<&str>, wanted: &Value) -> bool {
    let Some(cell) = cell else { return false };
    let column = name.as_str().and_then(|name| sheet.column_of(name));
    let Some(column) = column.and_then(|column| sheet.columns.get(column)) else { return false };
    let among =
        |words: &[String], text: &str| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    let truth = |text: &str| match text {
        text if among(&column.maker.yes, text) => Some(true),
        text if among(&column.maker.no, text) => Some(false),
        _ => None,
    };
    match wanted {
        Value::Bool(wanted) => truth(cell) == Some(*wanted),
        wanted => {
            let text = wanted.as_str().map_or_else(|| wanted.to_string(), str::to_owned);
            match (truth(cell), truth(&text)) {
                (Some(a), Some(b)) => a == b,
                _ => cell == text,
            }
        }
    }
}

/// How what a rule names is written in a cell.
fn word(sheet: &Sheet, column: usize, wanted: &Value) -> Option<String> {
    let maker = &sheet.columns.get(column)?.maker;
    Some(match wanted {
        Value::Bool(true) => maker.yes.first()?.clone(),
        Value::Bool(false) => maker.no.first()?.clone(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}
