//! What holds for every file and every directory, over random ones with few names, so that they
//! clash all the time.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use rollcall_processing::memory::Directory;
use rollcall_processing::{
    ContactCenter, Context, Decision, Device, Extension, Keys, Kind, Line, Meaning, Number, Row,
    Snapshot, User, Verdict, Write, claims, export, scim,
};

const EMAILS: [&str; 6] =
    ["a@x.example", "b@x.example", "c@x.example", "D@x.example", "d@x.example", "e@x.example"];
const EXTENSIONS: [&str; 8] = ["", "1000", "1001", "1002", "1003", "1004", "007", "x1"];
const NUMBERS: [&str; 6] =
    ["", "15550000001", "15550000002", "15550000003", "15550000004", "0015550000005"];
const PLUS: [&str; 5] = ["", "+15550000001", "+15550000002", "+15550000003", "+15550000004"];
const MACS: [&str; 4] = ["", "64:16:7f:0a:1b:2c", "64167F0A1B2C", "64167f0a1b2d"];
const SITES: [&str; 5] = ["North", "South", "North", "South", "Nowhere"];
const LICENSES: [&str; 6] = ["", "Work", "Basic", "Work", "Basic", "Nothing"];
const AGENT: [&str; 3] = ["", "Agent", "Work"];
const YES_NO: [&str; 3] = ["", "Y", "N"];
const SWITCH: [&str; 3] = ["", "TRUE", "FALSE"];
const NAMES: [&str; 4] = ["Ana", "Zoë", "O’Neil", "Анна"];
const PBX: [&str; 2] = ["PBX1", "PBX2"];

const PREMIUM: &str = "Webex Contact Center Premium [Sub1]";
const STANDARD: &str = "Webex Contact Center Standard [Sub1]";
const CALLING: &str = "Webex Calling VAR Professional [Sub1]";
const CALLING_BASIC: &str = "Webex Calling VAR Basic [Sub1]";
const TEAMS: &str = "Webex Teams [Sub1]";

type Columns = &'static [(&'static str, &'static [&'static str])];

const EIGHT: Columns = &[
    ("User.FirstName", &NAMES),
    ("User.LastName", &NAMES),
    (
        "User.Email",
        &["f@x.example", "g@x.example", "H@x.example", "h@x.example", "i@x.example", "a@x.example"],
    ),
    ("User.UserName", &["", "", "ana", "Zoe.1", "Acme.Ana.Zoe"]),
    ("User.Voice.Number", &NUMBERS),
    ("User.Voice.PortNumber", &YES_NO),
    ("User.Fax.Number", &NUMBERS),
    ("User.Fax.PortNumber", &YES_NO),
    ("User.Licenses", &LICENSES),
    ("User.Voice.Extension", &EXTENSIONS),
    ("User.Voice.DeviceModel", &["", "Polycom VVX 401"]),
    ("User.Voice.DeviceMac", &MACS),
    ("User.Site", &SITES),
    ("User.Title", &["", "Boss"]),
    ("User.MobileNumber", &["", "0015559999999"]),
    ("User.Voice.VoicemailPIN", &["", "135790"]),
    ("User.Vcc.License", &AGENT),
    ("User.Vcc.Extension", &EXTENSIONS),
    ("User.Vcc.DeviceMac", &MACS),
    ("User.Vcc.Number", &NUMBERS),
];

const WEBEX: Columns = &[
    ("First Name", &["", "Ana", "Zoë"]),
    ("Last Name", &["", "Silva"]),
    ("User ID/Email (Required)", &EMAILS),
    ("User Status", &["", "Active", "Inactive", "Pending"]),
    ("Extension", &["", "", "1000", "1001", "1002", "REMOVE|1000", "REMOVE|1001", "7x"]),
    ("Title", &["", "Boss"]),
    ("Phone Number", &["", "", "+15550000001", "+15550000002", "REMOVE|+15550000001"]),
    ("Location", &["", "North", "South", "Nowhere", "REMOVE"]),
    ("Time zone", &["", "Europe/Rome"]),
    (PREMIUM, &SWITCH),
    (STANDARD, &SWITCH),
    (CALLING, &SWITCH),
    (CALLING_BASIC, &SWITCH),
    (TEAMS, &SWITCH),
    ("Basic", &SWITCH),
    ("Jabber Calling", &SWITCH),
    ("Webex Meetings [Sub1] (Suspended)", &SWITCH),
];

const CENTRE: Columns = &[
    ("Email", &EMAILS),
    ("User Profile", &["", "Standard Agent", "Supervisor"]),
    ("Contact Center Enabled", &["", "On", "Off"]),
    ("Site", &["", "Rome", "Turin"]),
    ("Teams", &["", "", "Blue", "Red|Blue", "Green"]),
    ("Desktop Profile", &["", "Agent"]),
    ("Default DN", &["", "1234"]),
];

const RAINBOW: Columns = &[
    ("__action__", &["attach", "Attach", "force_attach", "Force_attach", "detach"]),
    ("loginEmail", &EMAILS),
    ("pbxId", &PBX),
    ("pbxShortNumber", &["1000", "1001", "1002"]),
    ("pbxInternalNumber", &["", "+15551111111"]),
    ("number", &PLUS),
];

fn columns(meaning: Meaning) -> Columns {
    match meaning {
        Meaning::EightByEight => EIGHT,
        Meaning::WebexControlHub => WEBEX,
        Meaning::WebexContactCenter => CENTRE,
        Meaning::RainbowTelephony => RAINBOW,
    }
}

fn some_meaning() -> impl Strategy<Value = Meaning> {
    select(vec![
        Meaning::EightByEight,
        Meaning::WebexControlHub,
        Meaning::WebexContactCenter,
        Meaning::RainbowTelephony,
    ])
}

fn some_rows(meaning: Meaning) -> impl Strategy<Value = Vec<Row>> {
    let columns = columns(meaning);
    // Half of the cells that may be empty are, so that not every row is refused for one of them.
    let cell = |pool: &'static [&'static str]| {
        let needed = !pool.contains(&"");
        let some = (any::<bool>(), select(pool));
        some.prop_map(move |(filled, cell)| if filled || needed { cell } else { "" })
    };
    let cells: Vec<_> = columns.iter().map(|(_, pool)| cell(pool)).collect();
    let labels: Vec<_> = columns.iter().map(|(label, _)| *label).collect();
    prop::collection::vec(cells, 0..10).prop_map(move |rows| {
        (2..).zip(rows).map(|(number, cells)| Row::new(number, &labels, &cells)).collect()
    })
}

fn some_user() -> impl Strategy<Value = User> {
    let names = (select(&EMAILS[..]), any::<bool>(), any::<bool>(), 0..40_u32);
    let lines =
        (select(&EXTENSIONS[..7]), select(&PBX[..]), select(&EXTENSIONS[..4]), select(&PLUS[..]));
    let has = (select(&PLUS[..]), select(&MACS[..]), select(&SITES[..2]), any::<u8>());
    let centre = prop::option::of((any::<bool>(), select(vec!["", "Rome"]), any::<bool>()));
    (names, lines, has, centre).prop_map(|(names, lines, has, centre)| {
        let given = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        let (email, active, contact, name) = names;
        let (extension, pbx, attached, public) = lines;
        let (number, mac, site, licenses) = has;
        let mut user = User {
            kind: if contact { Kind::Contact } else { Kind::User },
            active,
            email: given(email),
            user_name: given(
                ["", "ana", "Acme.Ana.Ana", "acme.ana.zoe1", "", "", "", ""][name as usize % 8],
            ),
            first_name: given(NAMES[name as usize % 4]),
            ..User::default()
        };
        user.attributes.insert("site".into(), site.into());
        for (bit, license) in [PREMIUM, CALLING, TEAMS, "Work", "Basic", "Agent"].iter().enumerate()
        {
            if licenses & (1 << bit) != 0 {
                user.licenses.insert((*license).to_owned());
            }
        }
        if let Some(extension) = given(extension) {
            user.extensions.push(Extension { extension, ..Extension::default() });
        }
        if let Some(extension) = given(attached) {
            let (pbx, number) = (pbx.to_owned(), given(public));
            user.extensions.push(Extension { pbx, extension, number, ..Extension::default() });
        }
        if let Some(number) = given(number).filter(|number| number != public) {
            user.numbers.push(Number { number, ..Number::default() });
        }
        if mac.len() == 12 {
            let mac = mac.to_lowercase();
            user.devices.push(Device { mac, model: given("T46"), ..Device::default() });
        }
        user.contact_center = centre.map(|(enabled, site, teams)| ContactCenter {
            enabled,
            site: given(site),
            teams: teams.then(|| "Blue".to_owned()).into_iter().collect(),
            ..ContactCenter::default()
        });
        user
    })
}

/// A directory of users that do not clash; capacities are small, and sometimes nothing is known.
fn some_directory() -> impl Strategy<Value = Directory> {
    let users = prop::collection::vec(some_user(), 0..14);
    (users, any::<bool>(), any::<bool>(), 0..4_u64, (0..3_u64, select(vec![999, 1000, 9109])))
        .prop_map(|(users, licenses, sites, capacity, (more, first))| {
            let mut directory = Directory::default();
            directory.next_extension = first;
            for (id, user) in users.into_iter().enumerate() {
                let id = format!("old-{id}");
                let after = Some(User { id: id.clone(), ..user });
                // Who clashes with somebody stays out.
                _ = directory.commit(&[Write { id, before: None, after }], first);
            }
            if licenses {
                for (name, more) in [
                    (PREMIUM, 0),
                    (STANDARD, 1),
                    (CALLING, 1),
                    (CALLING_BASIC, 2),
                    (TEAMS, 9),
                    ("Work", 3),
                    ("Basic", 0),
                    ("Agent", more),
                ] {
                    directory.licenses.insert(name.to_owned(), Some(capacity + more));
                }
            }
            if sites {
                directory.sites.extend(SITES[..2].iter().map(|site| (*site).to_owned()));
            }
            directory.numbers.extend(PLUS[1..4].iter().map(|number| (*number).to_owned()));
            directory
        })
}

fn some_case() -> impl Strategy<Value = (Meaning, Vec<Row>, Directory, bool)> {
    some_meaning().prop_flat_map(|meaning| {
        (Just(meaning), some_rows(meaning), some_directory(), any::<bool>())
    })
}

struct Job {
    meaning: Meaning,
    options: BTreeMap<String, String>,
    ids: u64,
}

impl Job {
    fn new(meaning: Meaning, removes: bool) -> Self {
        let option = if removes { "add_and_remove" } else { "add" };
        Self { meaning, options: [("import_option".into(), option.into())].into(), ids: 0 }
    }

    fn keys(&self, rows: &[Row]) -> Keys {
        self.meaning.keys(rows, "Acme")
    }

    fn decide(&mut self, rows: &[Row], snapshot: &mut Snapshot) -> Vec<Decision> {
        let ids = &mut self.ids;
        let mut ids = || {
            *ids += 1;
            format!("new-{ids}")
        };
        let mut context =
            Context { job: "job", ids: &mut ids, options: &self.options, company: "Acme" };
        rows.iter().map(|row| self.meaning.decide(row, snapshot, &mut context)).collect()
    }

    /// Applies `rows` in batches, as a queue does.
    fn apply(&mut self, rows: &[Row], batch: usize, directory: &mut Directory) -> Vec<Decision> {
        let mut decisions = Vec::new();
        for rows in rows.chunks(batch) {
            let mut snapshot = Snapshot::new(directory.load(&self.keys(rows)));
            let decided = self.decide(rows, &mut snapshot);
            directory.commit(&writes(&decided), snapshot.next_extension()).unwrap();
            decisions.extend(decided);
        }
        decisions
    }
}

fn writes(decisions: &[Decision]) -> Vec<Write> {
    decisions.iter().flat_map(|decision| decision.writes.clone()).collect()
}

fn holder(users: &[User], kind: &str, value: &str) -> Option<User> {
    let has = |user: &&User| claims(user).iter().any(|claim| claim.0 == kind && claim.1 == value);
    users.iter().find(has).cloned()
}

fn used(directory: &Directory, license: &str) -> u64 {
    directory.users().iter().filter(|user| user.licenses.contains(license)).count() as u64
}

/// Whether the directory, right after a row, is as its outcome says. Written without a look at how
/// rows are decided.
fn check(
    meaning: Meaning,
    row: &Row,
    decision: &Decision,
    before: &Directory,
    after: &Directory,
    removes: bool,
) {
    let users = after.users();
    let codes: BTreeSet<_> =
        decision.outcome.details.iter().map(|note| note.code.as_str()).collect();
    if matches!(decision.verdict, Verdict::Refused | Verdict::Unchanged) {
        assert_eq!(before.users(), users);
        assert_eq!(decision.changes, []);
        assert!(!decision.destructive);
        assert!(decision.verdict == Verdict::Unchanged || !codes.is_empty());
    } else {
        assert!(!decision.writes.is_empty() && !decision.changes.is_empty());
    }
    assert_eq!(decision.verdict == Verdict::Created, users.len() == before.users().len() + 1);
    if decision.verdict == Verdict::Refused {
        return;
    }
    let email = ["User.Email", "User ID/Email (Required)", "Email", "loginEmail"]
        .iter()
        .find_map(|field| row.get(field))
        .unwrap();
    let user = holder(&users, "email", &email.to_lowercase()).unwrap();
    let extension = |line: Line| {
        let own = user.extensions.iter().find(|own| own.line == line && own.pbx.is_empty());
        own.map(|own| own.extension.as_str())
    };
    let digits = |cell: &str| format!("+{}", cell.trim_start_matches("00").trim_start_matches('+'));
    match meaning {
        Meaning::EightByEight if decision.verdict == Verdict::Created => {
            assert_eq!(user.first_name.as_deref(), row.get("User.FirstName"));
            assert_eq!(user.attributes.get("site").map(String::as_str), row.get("User.Site"));
            assert!(user.kind == Kind::Contact || user.user_name.is_some());
            for license in ["User.Licenses", "User.Vcc.License"] {
                assert!(row.get(license).is_none_or(|name| user.licenses.contains(name)));
            }
            let out = |field: &str| {
                let mut output = decision.outcome.output.iter();
                output.find(|(name, _)| name == field).map(|(_, value)| value.as_str())
            };
            if user.kind == Kind::User {
                assert_eq!(out("User.Voice.Extension"), extension(Line::Voice));
                assert_eq!(out("User.Vcc.Extension"), extension(Line::ContactCenter));
            }
            let temporary = user.numbers.iter().find(|number| number.temporary_for.is_some());
            assert_eq!(
                out("User.Voice.TemporaryNumber").map(digits),
                temporary.map(|it| it.number.clone())
            );
            let mut whole = true;
            for (field, line) in
                [("User.Voice.Extension", Line::Voice), ("User.Vcc.Extension", Line::ContactCenter)]
            {
                if user.kind == Kind::User && row.get(field).is_some() {
                    whole &= row.get(field) == extension(line);
                    assert!(extension(line).is_some());
                }
            }
            for (field, port, line) in [
                ("User.Voice.Number", "User.Voice.PortNumber", Line::Voice),
                ("User.Fax.Number", "User.Fax.PortNumber", Line::Fax),
                ("User.Vcc.Number", "", Line::ContactCenter),
            ] {
                if let Some(number) = row.get(field).map(digits) {
                    let has =
                        user.numbers.iter().any(|own| own.number == number && own.line == line);
                    let stands_in =
                        user.numbers.iter().any(|own| own.temporary_for.as_ref() == Some(&number));
                    whole &= has && (row.get(port) != Some("Y") || stands_in);
                }
            }
            for (field, line) in
                [("User.Voice.DeviceMac", Line::Voice), ("User.Vcc.DeviceMac", Line::ContactCenter)]
            {
                whole &=
                    row.get(field).is_none() || user.devices.iter().any(|own| own.line == line);
            }
            assert_eq!(decision.partial, !whole);
            let status = if whole { "RowSuccessfullyProcessed" } else { "RowPartiallyProcessed" };
            assert_eq!(decision.outcome.status, status);
        }
        Meaning::EightByEight => assert!(codes.contains("already-there")),
        Meaning::WebexControlHub => {
            for (field, cell) in row.filled() {
                match field {
                    "First Name" => assert_eq!(user.first_name.as_deref(), Some(cell)),
                    "Title" => assert_eq!(user.attributes["title"], cell),
                    "Extension" => match cell.strip_prefix("REMOVE|") {
                        Some(gone) => assert_ne!(extension(Line::Voice), Some(gone)),
                        None => assert_eq!(extension(Line::Voice), Some(cell)),
                    },
                    "Phone Number" => match cell.strip_prefix("REMOVE|") {
                        Some(gone) => assert!(user.numbers.iter().all(|own| own.number != gone)),
                        None => assert!(user.numbers.iter().any(|own| own.number == cell)),
                    },
                    "Location" => {
                        let site = user.attributes.get("site").map(String::as_str);
                        assert_eq!(site, Some(cell).filter(|cell| *cell != "REMOVE"));
                    }
                    _ if cell == "TRUE"
                        && (field != "Basic" || after.licenses.contains_key("Basic")) =>
                    {
                        assert!(user.licenses.contains(field));
                    }
                    _ if cell == "FALSE"
                        && removes
                        && (field != "Basic" || after.licenses.contains_key("Basic")) =>
                    {
                        assert!(!user.licenses.contains(field));
                    }
                    _ => {}
                }
            }
            let old = holder(&before.users(), "email", &email.to_lowercase()).unwrap_or_default();
            let lost = old.licenses.difference(&user.licenses).count();
            assert!(lost == 0 || (removes && decision.destructive));
        }
        Meaning::WebexContactCenter => {
            let old = holder(&before.users(), "email", &email.to_lowercase()).unwrap();
            assert_eq!(
                User { contact_center: None, ..old.clone() },
                User { contact_center: None, ..user.clone() }
            );
            let (old, new) =
                (old.contact_center.unwrap_or_default(), user.contact_center.unwrap_or_default());
            if let Some(cell) = row.get("Contact Center Enabled") {
                assert_eq!(new.enabled, cell == "On");
            }
            if let Some(cell) = row.get("Site") {
                assert_eq!(new.site.as_deref(), Some(cell));
            }
            match row.get("Teams") {
                Some(cell) => assert_eq!(new.teams, cell.split('|').map(str::to_owned).collect()),
                None if old.site != new.site => assert!(new.teams.is_empty()),
                None => assert_eq!(new.teams, old.teams),
            }
            let loses_teams =
                row.get("Teams").is_none() && !old.teams.is_empty() && new.teams.is_empty();
            assert_eq!(decision.destructive, (old.enabled && !new.enabled) || loses_teams);
        }
        Meaning::RainbowTelephony => {
            let line = format!(
                "{}\u{1f}{}",
                row.get("pbxId").unwrap(),
                row.get("pbxShortNumber").unwrap()
            );
            if row.get("__action__") == Some("detach") {
                assert!(user.extensions.iter().all(|line| line.pbx.is_empty()));
            } else {
                assert_eq!(holder(&users, "extension", &line), Some(user.clone()));
                let of_line = user
                    .extensions
                    .iter()
                    .find(|own| {
                        own.pbx == row.get("pbxId").unwrap()
                            && own.extension == row.get("pbxShortNumber").unwrap()
                    })
                    .unwrap();
                assert!(
                    row.get("number")
                        .is_none_or(|number| of_line.number.as_deref() == Some(number))
                );
            }
            let loser = holder(&before.users(), "extension", &line).filter(|old| old.id != user.id);
            let forced = row.get("__action__").unwrap().eq_ignore_ascii_case("force_attach");
            assert_eq!(codes.contains("line-taken-from"), forced && loser.is_some());
            if codes.contains("line-taken-from") {
                let note =
                    decision.outcome.details.iter().find(|note| note.code == "line-taken-from");
                assert_eq!(note.unwrap().params["holder"], loser.unwrap().subject());
                assert!(decision.destructive);
            }
        }
    }
}

/// `rows` without those about somebody of whom an earlier row is, as the templates want it.
fn each_once(rows: Vec<Row>, field: &str) -> Vec<Row> {
    let mut seen = BTreeSet::new();
    rows.into_iter().filter(|row| seen.insert(row.get(field).map(str::to_lowercase))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn batches_and_what_else_is_known_do_not_matter((meaning, rows, directory, removes) in some_case(), batch in 1..8_usize) {
        let all = Keys { free_extensions: 199, free_numbers: 99, ..Keys::default() };
        let mut whole = Snapshot::new(directory.load_all(&all));
        let expected = Job::new(meaning, removes).decide(&rows, &mut whole);
        let mut committed = directory.clone();
        committed.commit(&writes(&expected), whole.next_extension()).unwrap();

        let mut in_batches = directory.clone();
        let decisions = Job::new(meaning, removes).apply(&rows, batch, &mut in_batches);
        prop_assert_eq!(&decisions, &expected);
        prop_assert_eq!(&in_batches, &committed);

        // A plan: nothing is written in between.
        let mut job = Job::new(meaning, removes);
        let mut snapshot: Option<Snapshot> = None;
        let mut planned = Vec::new();
        let (mut extensions, mut numbers) = (0, 0);
        for rows in rows.chunks(batch) {
            let mut keys = job.keys(rows);
            (extensions, numbers) = (extensions + keys.free_extensions, numbers + keys.free_numbers);
            (keys.free_extensions, keys.free_numbers) = (extensions, numbers);
            let facts = directory.load(&keys);
            match &mut snapshot {
                Some(snapshot) => snapshot.learn(facts),
                None => snapshot = Some(Snapshot::new(facts)),
            }
            planned.extend(job.decide(rows, snapshot.as_mut().unwrap()));
        }
        prop_assert_eq!(&planned, &expected);
    }

    #[test]
    fn every_outcome_is_true((meaning, rows, mut directory, removes) in some_case()) {
        let start = directory.clone();
        let mut job = Job::new(meaning, removes);
        for row in &rows {
            let before = directory.clone();
            let decisions = job.apply(std::slice::from_ref(row), 1, &mut directory);
            check(meaning, row, &decisions[0], &before, &directory, removes);
        }
        let claimed: Vec<_> = directory.users().iter().flat_map(claims).collect();
        prop_assert_eq!(claimed.len(), claimed.iter().collect::<BTreeSet<_>>().len());
        for (name, capacity) in &directory.licenses {
            // A directory may have given more than it has before the first row.
            let most = capacity.map(|capacity| capacity.max(used(&start, name)));
            prop_assert!(most.is_none_or(|most| used(&directory, name) <= most), "{name}");
        }
    }

    #[test]
    fn undoing_leads_back((meaning, rows, directory, removes) in some_case(), batch in 1..5_usize) {
        let mut changed = directory.clone();
        let decisions = Job::new(meaning, removes).apply(&rows, batch, &mut changed);
        let undo: Vec<_> = writes(&decisions).iter().rev().map(Write::undone).collect();
        // Capacities may be smaller than what was in use before.
        changed.licenses.clear();
        changed.commit(&undo, directory.next_extension).unwrap();
        prop_assert_eq!(changed.users(), directory.users());
    }

    #[test]
    fn what_was_applied_changes_nothing_the_second_time(
        (meaning, rows, mut directory, removes) in some_case(),
    ) {
        let rows = match meaning {
            Meaning::EightByEight => return Ok(()),
            Meaning::WebexControlHub => each_once(rows, "User ID/Email (Required)"),
            Meaning::WebexContactCenter => each_once(rows, "Email"),
            Meaning::RainbowTelephony => {
                let attach = |row: &Row| row.get("__action__").unwrap().eq_ignore_ascii_case("attach");
                each_once(rows.into_iter().filter(attach).collect(), "pbxShortNumber")
            }
        };
        let first = Job::new(meaning, removes).apply(&rows, 3, &mut directory);
        let applied: Vec<_> = rows.iter().zip(&first)
            .filter(|(_, decision)| decision.verdict != Verdict::Refused)
            .map(|(row, _)| row.clone())
            .collect();
        let before = directory.clone();
        let second = Job::new(meaning, removes).apply(&applied, 3, &mut directory);
        prop_assert!(second.iter().all(|decision| decision.verdict == Verdict::Unchanged), "{second:#?}");
        prop_assert_eq!(before, directory);
    }

    #[test]
    fn a_directory_behind_scim_gets_what_can_be_said_and_hears_of_nothing_else(
        (meaning, rows, filled, removes) in some_case(), batch in 1..5_usize,
    ) {
        let mut directory = Directory::default();
        directory.licenses.clone_from(&filled.licenses);
        for user in filled.users() {
            let user = scim::expressible(&user);
            let write = Write { id: user.id.clone(), before: None, after: Some(user) };
            // Two may have come to the same user name.
            _ = directory.commit(&[write], 1000);
        }
        let mut ids = 0;
        let options = Job::new(meaning, removes).options;
        let mut apply = |directory: &mut Directory| {
            let mut decisions = Vec::new();
            for rows in rows.chunks(batch) {
                let mut facts = directory.load(&meaning.keys(rows, "Acme"));
                facts.free_extensions = (1000..1100).collect();
                let mut snapshot = Snapshot::new(facts);
                let mut ids = || {
                    ids += 1;
                    format!("new-{ids}")
                };
                let mut context = Context { job: "job", ids: &mut ids, options: &options, company: "Acme" };
                for row in rows {
                    let decision = scim::decide(meaning, row, &mut snapshot, &mut context);
                    // One by one, as nothing else is a whole there.
                    directory.commit(&decision.writes, 1000).unwrap();
                    decisions.push(decision);
                }
            }
            decisions
        };
        for decision in apply(&mut directory) {
            let does = !matches!(decision.verdict, Verdict::Refused | Verdict::Unchanged);
            prop_assert_eq!(does, !decision.writes.is_empty());
            prop_assert!(does || (decision.changes.is_empty() && !decision.destructive));
            for Write { before, after, .. } in &decision.writes {
                let after = after.as_ref().unwrap();
                prop_assert_eq!(after, &scim::expressible(after));
                prop_assert_ne!(Some(after), before.as_ref());
                for change in &decision.changes {
                    prop_assert_eq!(&meaning.cell(after, &change.field), &change.to, "{:#?}", decision);
                    prop_assert!(!decision.not_expressible.contains(&change.field));
                }
                for (field, value) in &decision.outcome.output {
                    prop_assert_eq!(meaning.cell(after, field), Some(value.clone()));
                }
            }
            let lost = !decision.not_expressible.is_empty();
            prop_assert!(!lost || decision.partial || decision.verdict == Verdict::Refused);
            let codes: Vec<_> = decision.outcome.details.iter().map(|note| note.code.as_str()).collect();
            prop_assert!(decision.verdict != Verdict::Refused || !codes.is_empty());
            prop_assert!(!codes.iter().any(|code| code.starts_with("extension-g") || code.starts_with("temporary")));
        }
        for user in directory.users() {
            prop_assert_eq!(&user, &scim::expressible(&user));
        }
        let before = directory.clone();
        let again = apply(&mut directory);
        // Only what one row takes away and another gives back again is done once more.
        if again.iter().all(|decision| !decision.destructive) {
            prop_assert!(again.iter().all(|decision| decision.verdict != Verdict::Created));
            if rows.len() == 1 {
                prop_assert_eq!(before, directory);
            }
        }
    }

    #[test]
    fn an_export_that_comes_back_changes_nothing(
        meaning in some_meaning(), (_, rows, mut directory, removes) in some_case(), by in some_meaning(),
    ) {
        // Users as rows leave them, besides those that were there.
        let rows = if columns(by)[0].0 == rows.first().map_or("", |row| row.cells[0].0.as_str()) { rows } else { Vec::new() };
        Job::new(by, removes).apply(&rows, 4, &mut directory);
        let before = directory.clone();
        let (labels, cells) = export::rows(meaning, &directory.users());
        let rows: Vec<_> = (2..).zip(&cells).map(|(number, cells)| Row::new(number, &labels, cells)).collect();
        let decisions = Job::new(meaning, removes).apply(&rows, 3, &mut directory);
        for decision in &decisions {
            prop_assert_eq!(decision.verdict, Verdict::Unchanged, "{:#?}", decision);
            prop_assert!(!decision.partial);
        }
        prop_assert_eq!(before, directory);
    }

    #[test]
    fn three_cells_are_three_changes(
        meaning in select(vec![Meaning::WebexControlHub, Meaning::WebexContactCenter, Meaning::RainbowTelephony]),
        mut directory in some_directory(),
        removes in any::<bool>(),
        places in prop::collection::vec((any::<Index>(), any::<Index>()), 3),
    ) {
        directory.licenses.clear();
        directory.sites.clear();
        let (labels, mut cells) = export::rows(meaning, &directory.users());
        let free: &[&str] = match meaning {
            Meaning::WebexControlHub => &["First Name", "Last Name", "Display Name", "Extension", "Title", "Department", "Manager", "Phone Number", "Caller ID Number", "Time zone", "Upgrade Profile", TEAMS],
            Meaning::WebexContactCenter => &["User Profile", "Contact Center Enabled", "Site", "Skill Profile", "Desktop Profile", "Multimedia Profile", "External Id", "Default DN"],
            _ => &["pbxInternalNumber", "number"],
        };
        let mut changed = BTreeSet::new();
        for (fresh, (row, column)) in places.iter().enumerate() {
            if cells.is_empty() {
                return Ok(());
            }
            let (row, field) = (row.index(cells.len()), free[column.index(free.len())]);
            if changed.contains(&(row, field)) {
                continue;
            }
            // Nobody may have the service, and with `add` nothing is taken away.
            let Some(column) = labels.iter().position(|label| label == field) else { continue };
            let cell = &mut cells[row][column];
            if field == TEAMS && cell == "TRUE" && !removes {
                continue;
            }
            changed.insert((row, field));
            *cell = match field {
                "Contact Center Enabled" if cell == "On" => "Off".to_owned(),
                "Contact Center Enabled" => "On".to_owned(),
                TEAMS if cell == "TRUE" => "FALSE".to_owned(),
                TEAMS => "TRUE".to_owned(),
                "Extension" => format!("888{fresh}"),
                _ => format!("+1777000000{fresh}"),
            };
        }
        let rows: Vec<_> = (2..).zip(&cells).map(|(number, cells)| Row::new(number, &labels, cells)).collect();
        let decisions = Job::new(meaning, removes).apply(&rows, 2, &mut directory);
        let changes: usize = decisions.iter().map(|decision| decision.changes.len()).sum();
        prop_assert_eq!(changes, changed.len(), "{:#?}", decisions);
        prop_assert!(decisions.iter().all(|decision| decision.verdict != Verdict::Refused));
    }
}

#[test]
fn the_random_files_come_to_everything_that_can_be_said() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut codes, mut verdicts) = (BTreeSet::new(), BTreeMap::<_, u32>::new());
    for _ in 0..1500 {
        let (meaning, rows, mut directory, removes) =
            some_case().new_tree(&mut runner).unwrap().current();
        for decision in Job::new(meaning, removes).apply(&rows, 3, &mut directory) {
            codes.extend(decision.outcome.details.into_iter().map(|note| note.code));
            *verdicts.entry((format!("{meaning:?}"), decision.verdict)).or_default() += 1;
        }
    }
    println!("{verdicts:?}");
    // No valid file has a row without what the template requires; the directory in memory never
    // runs out of extensions; what is there already comes only from an export. What became of rows that
    // were not decided, and why a file goes no further, whoever applies it says. What a service behind SCIM
    // says is none of the directory in memory.
    let never = [
        "already-there",
        "cell-missing",
        "extension-none-left",
        "file-blocked",
        "not-begun",
        "taken-back",
    ];
    let of_others = |code: &str| {
        code.starts_with("ended-") || code.starts_with("service-") || code.ends_with("expressible")
    };
    let missing: Vec<_> = rollcall_processing::Note::codes()
        .filter(|code| !codes.contains(*code) && !never.contains(code) && !of_others(code))
        .collect();
    assert_eq!(missing, [""; 0]);
    assert_eq!(verdicts.len(), 2 + 5 + 3 + 4, "{verdicts:?}");
}
