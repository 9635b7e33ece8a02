//! Mistakes as people and spreadsheets make them, planted in a row, with the finding that each should be.

use rollcall_engine::schema::Field;

use super::random::Random;
use super::rows::Sheet;
use super::rules::Rule;
use super::value::{Kind, Maker, Spelling, takes};

/// What kind of mistake is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    EmptyRequired,
    BadEmail,
    UnknownWord,
    TranslatedWord,
    ScientificNotation,
    LostPlus,
    AddedPlus,
    DecimalPoint,
    BadAddressOfDevice,
    EasyPin,
    TooLong,
    Repeated,
    ExtraCell,
    MissingCell,
    BrokenRule,
}

impl Mistake {
    pub(super) const ALL: [(&'static str, Self); 15] = [
        ("empty-required", Self::EmptyRequired),
        ("bad-email", Self::BadEmail),
        ("unknown-word", Self::UnknownWord),
        ("translated-word", Self::TranslatedWord),
        ("scientific-notation", Self::ScientificNotation),
        ("lost-plus", Self::LostPlus),
        ("added-plus", Self::AddedPlus),
        ("decimal-point", Self::DecimalPoint),
        ("bad-mac", Self::BadAddressOfDevice),
        ("easy-pin", Self::EasyPin),
        ("too-long", Self::TooLong),
        ("repeated", Self::Repeated),
        ("extra-cell", Self::ExtraCell),
        ("missing-cell", Self::MissingCell),
        ("broken-rule", Self::BrokenRule),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, mistake)| *mistake == self).map_or("", |(name, _)| name)
    }

    /// Whether it changes how many cells a row has.
    pub(super) const fn changes_width(self) -> bool {
        matches!(self, Self::ExtraCell | Self::MissingCell)
    }
}

/// A row with a mistake, and where the finding should stand.
#[derive(Debug)]
pub(super) struct Planted {
    pub(super) cells: Vec<String>,
    /// From 0.
    pub(super) column: Option<usize>,
    pub(super) field: Option<String>,
    pub(super) code: String,
    pub(super) mistake: Mistake,
}

/// Makes the mistake in a row, if there is a place for it. `before` is a row further up that has no
/// mistake.
pub(super) fn plant(
    mistake: Mistake,
    sheet: &mut Sheet,
    rules: &[Rule],
    row: &[String],
    before: Option<&[String]>,
    random: &mut Random,
) -> Option<Planted> {
    let width = row.len();
    match mistake {
        Mistake::ExtraCell => {
            let mut cells = row.to_vec();
            cells.push("x".to_owned());
            let code = "extra-cell".to_owned();
            let planted = Planted { cells, column: Some(width), field: None, code, mistake };
            return is_alone(sheet, &planted, before).then_some(planted);
        }
        Mistake::MissingCell => {
            let mut cells = row.to_vec();
            cells.pop();
            let column = width.checked_sub(1).filter(|last| *last > 1)?;
            // What is left has to be a row still.
            cells.iter().find(|cell| !cell.is_empty())?;
            let field = Some(sheet.field(column)?.name.clone());
            let code = "missing-cell".to_owned();
            let planted = Planted { cells, column: Some(column), field, code, mistake };
            return is_alone(sheet, &planted, before).then_some(planted);
        }
        Mistake::BrokenRule => {
            let mut order: Vec<&Rule> = rules.iter().collect();
            random.shuffle(&mut order);
            return order.into_iter().find_map(|rule| {
                let column = match &rule.field {
                    Some(name) => Some(sheet.column_of(name)?),
                    None => None,
                };
                let cells = rule.broken(sheet, row, before, random)?;
                let (field, code) = (rule.field.clone(), rule.code.clone());
                let planted = Planted { cells, column, field, code, mistake };
                is_alone(sheet, &planted, before).then_some(planted)
            });
        }
        _ => {}
    }
    let mut columns: Vec<usize> = (0..width).collect();
    random.shuffle(&mut columns);
    columns.into_iter().find_map(|column| {
        let field = sheet.field(column)?;
        let maker = &sheet.columns.get(column)?.maker;
        let cell = row.get(column)?;
        let above = before.and_then(|before| before.get(column)).map(String::as_str);
        let (cell, code) = wrong(mistake, field, maker, cell, above, random)?;
        let field = Some(field.name.clone());
        let mut cells = row.to_vec();
        *cells.get_mut(column)? = cell;
        let code = code.to_owned();
        let planted = Planted { cells, column: Some(column), field, code, mistake };
        is_alone(sheet, &planted, before).then_some(planted)
    })
}

/// A cell with the mistake, and what its finding is called.
fn wrong(
    mistake: Mistake,
    field: &Field,
    maker: &Maker,
    cell: &str,
    above: Option<&str>,
    random: &mut Random,
) -> Option<(String, &'static str)> {
    let filled = !cell.is_empty();
    match mistake {
        Mistake::EmptyRequired if field.required && filled => {
            Some((String::new(), "constraint-error"))
        }
        Mistake::BadEmail if maker.format == "email" && filled => {
            let (name, domain) = cell.split_once('@')?;
            let bare = domain.split('.').next()?;
            let ways = [
                format!("{name}.{domain}"),
                format!("{name}@{bare}"),
                format!("{name}@@{domain}"),
                format!("{name} @{domain}"),
            ];
            Some((random.one_of(&ways)?.clone(), "type-error"))
        }
        Mistake::UnknownWord if !maker.yes.is_empty() => Some(("Perhaps".into(), "type-error")),
        Mistake::UnknownWord if matches!(maker.kind, Kind::Words(_)) => {
            Some((if filled { format!("{cell}-2") } else { "other".into() }, "constraint-error"))
        }
        Mistake::TranslatedWord => {
            let code = if maker.yes.is_empty() { "constraint-error" } else { "type-error" };
            Some((random.one_of(&maker.translated)?.clone(), code))
        }
        Mistake::ScientificNotation if matches!(maker.kind, Kind::Phone(_)) => {
            let digits = cell.trim_start_matches('+');
            let (first, rest) = digits.split_at_checked(1)?;
            let kept = rest.get(..5)?.trim_end_matches('0');
            let shown = format!("{first}.{kept}E+{:02}", rest.len());
            (!kept.is_empty()).then_some((shown, "spreadsheet-damage"))
        }
        Mistake::LostPlus if maker.kind == Kind::Phone(Spelling::Plus) && filled => {
            // A spreadsheet took the number for one to calculate with.
            Some((cell.strip_prefix('+')?.to_owned(), "spreadsheet-damage"))
        }
        Mistake::AddedPlus if maker.kind == Kind::Phone(Spelling::Bare) && filled => {
            Some((format!("+{cell}"), "type-error"))
        }
        Mistake::DecimalPoint if maker.kind == Kind::Extension && filled => {
            Some((format!("{cell}.0"), "spreadsheet-damage"))
        }
        Mistake::BadAddressOfDevice if maker.kind == Kind::Mac && filled => {
            Some((cell.get(..cell.len().checked_sub(1)?)?.to_owned(), "type-error"))
        }
        Mistake::EasyPin if maker.kind == Kind::Pin && filled => {
            Some(("123456789012".chars().take(cell.len()).collect(), "type-error"))
        }
        Mistake::TooLong if filled && maker.most_chars() < 200 => {
            let room = maker.most_chars() + 1;
            let free = matches!(maker.kind, Kind::FullName | Kind::FirstName | Kind::LastName);
            let free = free || matches!(maker.kind, Kind::Examples(_) | Kind::JobTitle);
            free.then(|| {
                (cell.chars().chain("ex".chars().cycle()).take(room).collect(), "constraint-error")
            })
        }
        Mistake::Repeated if field.unique => {
            let above = above.filter(|above| !above.is_empty() && *above != cell)?;
            Some((above.to_owned(), "unique-error"))
        }
        _ => None,
    }
    .filter(|(cell, code)| *code == "unique-error" || cell.is_empty() || !takes(field, cell))
}

/// Whether nothing is found besides the mistake. Whether the mistake itself is found is not asked:
/// that is what the engine is held to.
fn is_alone(sheet: &Sheet, planted: &Planted, before: Option<&[String]>) -> bool {
    let mut rows: Vec<Vec<String>> = before.map(<[String]>::to_vec).into_iter().collect();
    rows.push(planted.cells.clone());
    let own = rows.len() - 1;
    sheet.found_in(&rows).iter().all(|found| {
        found.row == Some(own) && found.field == planted.field && found.code == planted.code
    })
}
