//! What a template's rows mean, one sentence of its vendor, or of ours, a case.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use rollcall_processing::memory::{Conflict, Directory};
use rollcall_processing::{
    ContactCenter, Context, Decision, Device, Extension, Kind, Meaning, Note, Number, Row,
    Snapshot, Summary, User, Verdict, Write, export,
};

const PREMIUM: &str = "Webex Contact Center Premium [Sub1]";
const STANDARD: &str = "Webex Contact Center Standard [Sub1]";
const CALLING: &str = "Webex Calling VAR Professional [Sub1]";
const TEAMS: &str = "Webex Teams [Sub1]";

/// Sentence, import option, cells, verdict, whether something is taken away, what is said.
type ControlHubCase<'a> = (&'a str, &'a str, &'a [&'a str], Verdict, bool, &'a [&'a str]);
/// Sentence, cells, verdict, whether something is taken away, what is said.
type ContactCentreCase<'a> = (&'a str, &'a [&'a str], Verdict, bool, &'a [&'a str]);
/// Sentence, cells, verdict, status, whether something is taken away, what is said.
type RainbowCase<'a> = (&'a str, &'a [&'a str], Verdict, &'a str, bool, &'a [&'a str]);

/// Ana, who has one of everything, Bob, who has nothing, and little of the rest.
fn directory() -> Directory {
    let ana = User {
        id: "ana".into(),
        active: true,
        email: Some("ana@example.com".into()),
        user_name: Some("Acme.Ana.Silva".into()),
        first_name: Some("Ana".into()),
        attributes: [("site".to_owned(), "North".to_owned())].into(),
        licenses: [PREMIUM.to_owned(), TEAMS.to_owned(), "Work".to_owned()].into(),
        numbers: vec![Number { number: "+15550000001".into(), ..Number::default() }],
        extensions: vec![
            Extension { extension: "1000".into(), ..Extension::default() },
            Extension {
                pbx: "PBX1".into(),
                extension: "2000".into(),
                number: Some("+15550000002".into()),
                ..Extension::default()
            },
        ],
        devices: vec![Device { mac: "64167f0a1b2c".into(), ..Device::default() }],
        contact_center: Some(ContactCenter {
            enabled: true,
            site: Some("Rome".into()),
            teams: ["Blue".to_owned()].into(),
            ..ContactCenter::default()
        }),
        ..User::default()
    };
    let bob = User {
        id: "bob".into(),
        active: true,
        email: Some("bob@example.com".into()),
        ..User::default()
    };
    let mut directory = Directory::default();
    let create = |user: User| Write { id: user.id.clone(), before: None, after: Some(user) };
    directory.commit(&[create(ana), create(bob)], 1000).unwrap();
    directory.licenses = [
        (PREMIUM, Some(1)),
        (STANDARD, Some(9)),
        (CALLING, None),
        (TEAMS, Some(2)),
        ("Work", Some(3)),
        ("Agent", Some(9)),
    ]
    .map(|(name, capacity)| (name.to_owned(), capacity))
    .into();
    directory.sites = ["North".to_owned(), "South".to_owned()].into();
    directory.numbers = ["+15550000001".to_owned(), "+15550000009".to_owned()].into();
    directory
}

/// The rows, applied one after the other in one batch; cells are `field=value`.
fn apply(
    meaning: Meaning,
    option: &str,
    directory: &mut Directory,
    rows: &[&[&str]],
) -> Vec<Decision> {
    let row = |(number, cells): (u64, &&[&str])| {
        let (fields, cells): (Vec<_>, Vec<_>) =
            cells.iter().map(|cell| cell.split_once('=').unwrap()).unzip();
        Row::new(number, &fields, &cells)
    };
    let rows: Vec<_> = (2..).zip(rows).map(row).collect();
    let mut snapshot = Snapshot::new(directory.load(&meaning.keys(&rows, "Acme")));
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("new-{count}")
    };
    let options = BTreeMap::from([("import_option".to_owned(), option.to_owned())]);
    let mut context = Context { job: "job", ids: &mut ids, options: &options, company: "Acme" };
    let decisions: Vec<_> =
        rows.iter().map(|row| meaning.decide(row, &mut snapshot, &mut context)).collect();
    let writes: Vec<_> = decisions.iter().flat_map(|it| it.writes.clone()).collect();
    directory.commit(&writes, snapshot.next_extension()).unwrap();
    decisions
}

fn codes(decision: &Decision) -> Vec<&str> {
    decision.outcome.details.iter().map(|note| note.code.as_str()).collect()
}

fn user(directory: &Directory, email: &str) -> User {
    let is = |user: &User| user.email.as_deref() == Some(email);
    directory.users().into_iter().find(is).unwrap()
}

fn output<'a>(decision: &'a Decision, field: &str) -> Option<&'a str> {
    let mut output = decision.outcome.output.iter();
    output.find(|(name, _)| name == field).map(|(_, value)| value.as_str())
}

/// One row of 8x8 about Zoë Núñez, with `cells` besides.
fn zoe(directory: &mut Directory, cells: &[&str]) -> Decision {
    let mut row = vec![
        "User.FirstName=Zoë",
        "User.LastName=Núñez",
        "User.Email=zoe@example.com",
        "User.Site=North",
    ];
    row.extend(cells);
    apply(Meaning::EightByEight, "add", directory, &[&row]).remove(0)
}

#[test]
fn eight_by_eight_says_what_became_of_a_row() {
    let cases: [(&str, &[&str], &str, &[&str]); 17] = [
        ("without services it is a contact", &[], "RowSuccessfullyProcessed", &[]),
        ("a contact may have a user name", &["User.UserName=zoe"], "RowSuccessfullyProcessed", &[]),
        (
            "a PIN is not kept",
            &["User.Voice.VoicemailPIN=135790"],
            "RowSuccessfullyProcessed",
            &["not-kept"],
        ),
        (
            "a licence gives a user name and an extension",
            &["User.Licenses=Work", "User.Voice.Number=15550000003"],
            "RowSuccessfullyProcessed",
            &["user-name-made", "extension-given"],
        ),
        (
            "an extension that is free is taken",
            &["User.Licenses=Work", "User.UserName=zoe", "User.Voice.Extension=4711"],
            "RowSuccessfullyProcessed",
            &[],
        ),
        (
            "an extension that is taken is replaced",
            &["User.Licenses=Work", "User.UserName=zoe", "User.Voice.Extension=1000"],
            "RowPartiallyProcessed",
            &["extension-replaced"],
        ),
        (
            "an extension that is none is replaced",
            &["User.Licenses=Work", "User.UserName=zoe", "User.Voice.Extension=x7"],
            "RowPartiallyProcessed",
            &["extension-replaced"],
        ),
        (
            "an agent has an extension besides",
            &["User.Licenses=Work", "User.Vcc.License=Agent", "User.UserName=zoe"],
            "RowSuccessfullyProcessed",
            &["extension-given", "extension-given"],
        ),
        (
            "a device of somebody else is left out",
            &["User.UserName=zoe", "User.Voice.DeviceMac=64:16:7F:0A:1B:2C"],
            "RowPartiallyProcessed",
            &["mac-taken"],
        ),
        (
            "a number of somebody else is left out",
            &["User.UserName=zoe", "User.Fax.Number=0015550000001"],
            "RowPartiallyProcessed",
            &["number-taken"],
        ),
        (
            "a temporary number stands in for one that is ported",
            &[
                "User.UserName=zoe",
                "User.Voice.Extension=7",
                "User.Voice.Number=15550000003",
                "User.Voice.PortNumber=Y",
            ],
            "RowSuccessfullyProcessed",
            &["temporary-number"],
        ),
        (
            "there may be none left",
            &["User.UserName=zoe", "User.Fax.Number=15550000009", "User.Fax.PortNumber=Y"],
            "RowPartiallyProcessed",
            &["temporary-number-none-left"],
        ),
        ("an unknown site refuses", &["User.Site=Mars"], "RowProcessingFailed", &["site-unknown"]),
        (
            "an unknown licence refuses",
            &["User.Licenses=Nothing"],
            "RowProcessingFailed",
            &["license-unknown"],
        ),
        (
            "a licence without room refuses",
            &["User.Vcc.License=Webex Contact Center Premium [Sub1]"],
            "RowProcessingFailed",
            &["license-exhausted"],
        ),
        (
            "a user name of somebody else refuses",
            &["User.UserName=ACME.ana.silva"],
            "RowProcessingFailed",
            &["user-name-taken"],
        ),
        (
            "all that refuses is said",
            &["User.Site=Mars", "User.Licenses=Nothing"],
            "RowProcessingFailed",
            &["site-unknown", "license-unknown"],
        ),
    ];
    for (sentence, cells, status, expected) in cases {
        let mut directory = directory();
        // What a case says of the site stands in place of what every row says.
        let site = cells.iter().any(|cell| cell.starts_with("User.Site="));
        let decision = if site {
            let row = [
                &["User.FirstName=Zoë", "User.LastName=Núñez", "User.Email=zoe@example.com"],
                cells,
            ]
            .concat();
            apply(Meaning::EightByEight, "add", &mut directory, &[&row]).remove(0)
        } else {
            zoe(&mut directory, cells)
        };
        assert_eq!(decision.outcome.status, status, "{sentence}: {decision:#?}");
        assert_eq!(codes(&decision), expected, "{sentence}");
        assert_eq!(decision.partial, status == "RowPartiallyProcessed", "{sentence}");
        assert_eq!(decision.verdict == Verdict::Refused, decision.writes.is_empty(), "{sentence}");
    }
}

#[test]
fn eight_by_eight_puts_out_what_it_has_given() {
    let mut directory = directory();
    let decision = zoe(
        &mut directory,
        &[
            "User.Licenses=Work",
            "User.Voice.Number=15550000003",
            "User.Voice.PortNumber=Y",
            "User.Voice.Extension=1000",
        ],
    );
    assert_eq!(output(&decision, "User.Voice.Extension"), Some("1001"));
    assert_eq!(output(&decision, "User.Voice.TemporaryNumber"), Some("15550000009"));
    assert_eq!(output(&decision, "User.UserName"), Some("Acme.Zoe.Nunez"));
    assert_eq!(
        decision.outcome.details.iter().find(|note| note.code == "extension-replaced"),
        Some(&Note::new("extension-replaced", &[("given", "1000"), ("extension", "1001")])),
    );
    let zoe = user(&directory, "zoe@example.com");
    assert_eq!(zoe.numbers[0].number, "+15550000003");
    assert_eq!(zoe.numbers[1].temporary_for.as_deref(), Some("+15550000003"));
    assert_eq!(directory.next_extension, 1002);
}

#[test]
fn a_number_that_the_row_names_does_not_stand_in_for_another_one() {
    let mut directory = directory();
    directory.numbers.insert("+15550000010".to_owned());
    let decision = zoe(
        &mut directory,
        &[
            "User.UserName=zoe",
            "User.Voice.Number=15550000003",
            "User.Voice.PortNumber=Y",
            "User.Fax.Number=15550000009",
        ],
    );
    assert_eq!(output(&decision, "User.Voice.TemporaryNumber"), Some("15550000010"));
}

#[test]
fn no_extension_like_an_emergency_number_is_given() {
    let mut directory = directory();
    directory.next_extension = 9109;
    let row = |email| {
        let rest = ["User.LastName=Ng", email, "User.Site=North", "User.Voice.Number=15550000007"];
        [["User.FirstName=Al"].as_slice(), &rest].concat()
    };
    let rows = [row("User.Email=al.1@example.com"), row("User.Email=al.2@example.com")];
    let rows: Vec<_> = rows.iter().map(Vec::as_slice).collect();
    let decisions = apply(Meaning::EightByEight, "add", &mut directory, &rows);
    assert_eq!(output(&decisions[0], "User.Voice.Extension"), Some("9109"));
    assert_eq!(output(&decisions[1], "User.Voice.Extension"), Some("9120"));
}

#[test]
fn a_pin_is_nowhere_in_a_decision() {
    let decision = zoe(&mut directory(), &["User.Voice.VoicemailPIN=135790"]);
    assert!(!serde_json::to_string(&decision).unwrap().contains("135790"));
}

#[test]
fn the_extension_of_a_contact_is_information_and_claims_nothing() {
    let mut directory = directory();
    let decision = zoe(&mut directory, &["User.Voice.Extension=1000"]);
    assert_eq!(decision.outcome.status, "RowSuccessfullyProcessed");
    let zoe = user(&directory, "zoe@example.com");
    assert_eq!((zoe.kind, zoe.extensions.len(), zoe.user_name), (Kind::Contact, 0, None));
    assert_eq!(zoe.attributes["8x8:User.Voice.Extension"], "1000");
}

#[test]
fn a_user_name_that_is_taken_gets_a_number_also_within_a_file() {
    let row = |email| {
        [
            "User.FirstName=Ana",
            "User.LastName=Silva",
            email,
            "User.Site=North",
            "User.Voice.Number=15550000007",
        ]
    };
    let mut directory = directory();
    let decisions = apply(
        Meaning::EightByEight,
        "add",
        &mut directory,
        &[&row("User.Email=ana.1@example.com"), &row("User.Email=ana.2@example.com")],
    );
    assert_eq!(output(&decisions[0], "User.UserName"), Some("Acme.Ana.Silva1"));
    assert_eq!(output(&decisions[1], "User.UserName"), Some("Acme.Ana.Silva2"));
}

#[test]
fn eight_by_eight_knows_a_user_again_and_does_not_change_one() {
    let mut directory = directory();
    let cells =
        ["User.Licenses=Work", "User.UserName=zoe", "User.Voice.DeviceMac=64:16:7f:00:00:02"];
    assert_eq!(zoe(&mut directory, &cells).verdict, Verdict::Created);
    let again = zoe(&mut directory, &cells);
    assert_eq!((again.verdict, codes(&again)), (Verdict::Unchanged, vec!["already-there"]));
    let other = zoe(&mut directory, &["User.Title=Boss", "User.UserName=zoe"]);
    assert_eq!((other.verdict, codes(&other)), (Verdict::Refused, vec!["user-exists"]));
    assert_eq!(other.outcome.details[0].params["fields"], "User.Title");
    assert!(Meaning::EightByEight.blocks_whole_file());
}

#[test]
fn control_hub_says_what_became_of_a_row() {
    use Verdict::{Changed, Created, Refused, Removed, Unchanged};
    let ana = "User ID/Email (Required)=ANA@example.com";
    let bob = "User ID/Email (Required)=bob@example.com";
    let new = "User ID/Email (Required)=new@example.com";
    let premium = |value| format!("{PREMIUM}={value}");
    let (premium_true, premium_false) = (premium("TRUE"), premium("false"));
    let standard_true = format!("{STANDARD}=TRUE");
    let teams_false = format!("{TEAMS}=FALSE");
    let calling_true = format!("{CALLING}=TRUE");
    let cases: [ControlHubCase; 26] = [
        ("an unknown address is a new user", "add", &[new, "First Name=New"], Created, false, &[]),
        ("a known one is changed", "add", &[ana, "First Name=Anna"], Changed, false, &[]),
        (
            "an empty cell changes nothing",
            "add",
            &[ana, "First Name=", "Title="],
            Unchanged,
            false,
            &[],
        ),
        (
            "the same value changes nothing",
            "add",
            &[ana, "First Name=Ana", "Extension=1000"],
            Unchanged,
            false,
            &[],
        ),
        ("TRUE gives a service", "add", &[bob, "Webex Teams [Sub1]=TRUE"], Changed, false, &[]),
        ("add takes nothing away", "add", &[ana, &teams_false], Unchanged, false, &[]),
        ("add_and_remove does", "add_and_remove", &[ana, &teams_false], Removed, true, &[]),
        (
            "with a change besides it is a change",
            "add_and_remove",
            &[ana, &teams_false, "Title=Boss"],
            Changed,
            true,
            &[],
        ),
        (
            "what nobody has cannot be taken away",
            "add_and_remove",
            &[bob, &teams_false],
            Unchanged,
            false,
            &[],
        ),
        (
            "a licence without room fails",
            "add",
            &[bob, &premium_true],
            Refused,
            false,
            &["license-exhausted"],
        ),
        ("who has it keeps it", "add", &[ana, &premium_true], Unchanged, false, &[]),
        (
            "an unknown licence fails",
            "add",
            &[bob, "Webex Rooms [Sub1]=TRUE"],
            Refused,
            false,
            &["license-unknown"],
        ),
        ("what is hybrid is no licence", "add", &[bob, "Jabber Calling=TRUE"], Changed, false, &[]),
        (
            "a suspended service fails",
            "add",
            &[bob, "Webex Teams [Sub1] (Suspended)=TRUE"],
            Refused,
            false,
            &["license-suspended"],
        ),
        (
            "nobody has two licences for the contact centre",
            "add",
            &[ana, &premium_false, &standard_true],
            Refused,
            false,
            &["two-contact-center-licenses"],
        ),
        (
            "one takes the place of the other",
            "add_and_remove",
            &[ana, &premium_false, &standard_true],
            Changed,
            true,
            &[],
        ),
        (
            "an extension of somebody else fails",
            "add",
            &[bob, "Extension=1000"],
            Refused,
            false,
            &["extension-taken"],
        ),
        (
            "a number of somebody else fails",
            "add",
            &[bob, "Phone Number=+15550000001"],
            Refused,
            false,
            &["number-taken"],
        ),
        ("an extension is replaced", "add", &[ana, "Extension=1001"], Changed, false, &[]),
        ("an extension is taken away", "add", &[ana, "Extension=REMOVE|1000"], Removed, true, &[]),
        (
            "one that is not there is not",
            "add",
            &[bob, "Phone Number=REMOVE|+15550000001"],
            Unchanged,
            false,
            &["nothing-to-remove"],
        ),
        (
            "a location has to be there",
            "add",
            &[bob, "Location=Mars"],
            Refused,
            false,
            &["site-unknown"],
        ),
        ("a location is reset", "add", &[ana, "Location=REMOVE"], Removed, true, &[]),
        (
            "a location is given with the calling licence",
            "add",
            &[bob, &calling_true, "Location=South"],
            Changed,
            false,
            &[],
        ),
        (
            "the status is only read",
            "add",
            &[ana, "User Status=Inactive"],
            Unchanged,
            false,
            &["status-read-only"],
        ),
        (
            "a service is TRUE or FALSE",
            "add",
            &[bob, "Webex Teams [Sub1]=yes"],
            Refused,
            false,
            &["cell-invalid"],
        ),
    ];
    for (sentence, option, cells, verdict, destructive, expected) in cases {
        let mut directory = directory();
        let decision = apply(Meaning::WebexControlHub, option, &mut directory, &[cells]).remove(0);
        assert_eq!(decision.verdict, verdict, "{sentence}: {decision:#?}");
        assert_eq!(decision.destructive, destructive, "{sentence}");
        assert_eq!(codes(&decision), expected, "{sentence}");
        let status = match verdict {
            Refused => "Failed",
            Unchanged => "Unchanged",
            _ => "Success",
        };
        assert_eq!(decision.outcome.status, status, "{sentence}");
    }
}

#[test]
fn a_licence_that_is_taken_away_has_room_for_a_later_row() {
    let mut directory = directory();
    let free = format!("{PREMIUM}=FALSE");
    let take = format!("{PREMIUM}=TRUE");
    let rows: [&[&str]; 3] = [
        &["User ID/Email (Required)=bob@example.com", &take],
        &["User ID/Email (Required)=ana@example.com", &free],
        &["User ID/Email (Required)=new@example.com", &take],
    ];
    let decisions = apply(Meaning::WebexControlHub, "add_and_remove", &mut directory, &rows);
    let verdicts: Vec<_> = decisions.iter().map(|decision| decision.verdict).collect();
    assert_eq!(verdicts, [Verdict::Refused, Verdict::Removed, Verdict::Created]);
    let mut summary = Summary::default();
    for decision in &decisions {
        summary.add(decision);
    }
    let expected =
        Summary { created: 1, removed: 1, refused: 1, destructive: 1, ..Summary::default() };
    assert_eq!(summary, expected);
}

#[test]
fn the_location_of_a_calling_user_stays() {
    let mut directory = directory();
    let calling = format!("{CALLING}=TRUE");
    let ana = "User ID/Email (Required)=ana@example.com";
    let decisions = apply(
        Meaning::WebexControlHub,
        "add",
        &mut directory,
        &[&[ana, &calling], &[ana, "Location=South"], &[ana, "Location=North"]],
    );
    assert_eq!(codes(&decisions[1]), ["location-fixed"]);
    assert_eq!(decisions[2].verdict, Verdict::Unchanged);
}

#[test]
fn the_contact_centre_says_what_became_of_a_row() {
    let ana = "Email=ana@example.com";
    let cases: [ContactCentreCase; 8] = [
        ("nobody is made", &["Email=new@example.com"], Verdict::Refused, false, &["email-unknown"]),
        (
            "without a licence nothing is done",
            &["Email=bob@example.com", "Site=Rome"],
            Verdict::Refused,
            false,
            &["contact-center-license-missing"],
        ),
        (
            "an empty cell changes nothing",
            &[ana, "Site=", "Teams="],
            Verdict::Unchanged,
            false,
            &[],
        ),
        ("a profile is given", &[ana, "Desktop Profile=Agent"], Verdict::Changed, false, &[]),
        (
            "off takes something away",
            &[ana, "Contact Center Enabled=Off"],
            Verdict::Changed,
            true,
            &[],
        ),
        (
            "another site resets the teams",
            &[ana, "Site=Turin"],
            Verdict::Changed,
            true,
            &["teams-reset"],
        ),
        (
            "teams of the same row stay",
            &[ana, "Site=Turin", "Teams=Red|Blue"],
            Verdict::Changed,
            false,
            &[],
        ),
        (
            "the order of teams does not matter",
            &[ana, "Teams= Blue | Blue"],
            Verdict::Unchanged,
            false,
            &[],
        ),
    ];
    for (sentence, cells, verdict, destructive, expected) in cases {
        let mut directory = directory();
        let decision =
            apply(Meaning::WebexContactCenter, "add", &mut directory, &[cells]).remove(0);
        assert_eq!(decision.verdict, verdict, "{sentence}: {decision:#?}");
        assert_eq!(
            (decision.destructive, codes(&decision)),
            (destructive, expected.to_vec()),
            "{sentence}"
        );
    }
}

#[test]
fn rainbow_says_what_became_of_a_row() {
    let (ana, bob) = ("loginEmail=ana@example.com", "loginEmail=bob@example.com");
    let (pbx, line, free) = ("pbxId=PBX1", "pbxShortNumber=2000", "pbxShortNumber=2001");
    let cases: [RainbowCase; 10] = [
        (
            "a free line is attached",
            &["__action__=attach", bob, pbx, free],
            Verdict::Changed,
            "succeeded",
            false,
            &[],
        ),
        (
            "one's own line stays",
            &["__action__=Attach", ana, pbx, line],
            Verdict::Unchanged,
            "succeeded",
            false,
            &[],
        ),
        (
            "one's own line gets a number",
            &["__action__=attach", ana, pbx, line, "number=+15550000005"],
            Verdict::Changed,
            "succeeded",
            false,
            &[],
        ),
        (
            "a line of somebody else fails",
            &["__action__=attach", bob, pbx, line],
            Verdict::Refused,
            "failed",
            false,
            &["line-taken"],
        ),
        (
            "by force it is taken away",
            &["__action__=Force_attach", bob, pbx, line],
            Verdict::Changed,
            "succeeded",
            true,
            &["line-taken-from"],
        ),
        (
            "a number of somebody else fails",
            &["__action__=attach", bob, pbx, free, "number=+15550000001"],
            Verdict::Refused,
            "failed",
            false,
            &["number-taken"],
        ),
        (
            "a member has to be there",
            &["__action__=detach", "loginEmail=new@example.com"],
            Verdict::Refused,
            "failed",
            false,
            &["email-unknown"],
        ),
        (
            "detach takes all lines away",
            &["__action__=detach", ana],
            Verdict::Removed,
            "succeeded",
            true,
            &[],
        ),
        (
            "whatever else the row says",
            &["__action__=detach", ana, pbx, free],
            Verdict::Removed,
            "succeeded",
            true,
            &["detach-takes-all"],
        ),
        (
            "without a line there is a warning",
            &["__action__=detach", bob],
            Verdict::Unchanged,
            "warning",
            false,
            &["nothing-to-detach"],
        ),
    ];
    for (sentence, cells, verdict, status, destructive, expected) in cases {
        let mut directory = directory();
        let decision = apply(Meaning::RainbowTelephony, "add", &mut directory, &[cells]).remove(0);
        assert_eq!(decision.verdict, verdict, "{sentence}: {decision:#?}");
        assert_eq!(decision.outcome.status, status, "{sentence}");
        assert_eq!(
            (decision.destructive, codes(&decision)),
            (destructive, expected.to_vec()),
            "{sentence}"
        );
    }
    assert!(Meaning::RainbowTelephony.needs_confirmation());
}

#[test]
fn a_line_that_is_taken_away_names_its_holder_and_takes_its_number_along() {
    let mut directory = directory();
    let row = [
        "__action__=force_attach",
        "loginEmail=bob@example.com",
        "pbxId=PBX1",
        "pbxShortNumber=2000",
    ];
    let decision = apply(Meaning::RainbowTelephony, "add", &mut directory, &[&row]).remove(0);
    assert_eq!(decision.outcome.details[0].params["holder"], "ana@example.com");
    assert_eq!(decision.writes.len(), 2);
    let bob = user(&directory, "bob@example.com");
    assert_eq!(bob.extensions[0].number.as_deref(), Some("+15550000002"));
    // The other vendors' extension is none of Rainbow's.
    let ana = user(&directory, "ana@example.com");
    assert_eq!(ana.extensions.len(), 1);
    assert_eq!(ana.extensions[0].extension, "1000");
}

#[test]
fn a_directory_without_sites_and_licences_takes_every_name() {
    let mut directory = directory();
    directory.sites.clear();
    directory.licenses.clear();
    let decision = zoe(&mut directory, &["User.Licenses=Whatever", "User.UserName=zoe"]);
    assert_eq!(decision.verdict, Verdict::Created);
}

#[test]
fn the_directory_in_memory_takes_all_writes_or_none() {
    let mut directory = directory();
    let before = directory.clone();
    let ana = user(&directory, "ana@example.com");
    let bob = user(&directory, "bob@example.com");
    let write = |before: &User, after: User| Write {
        id: before.id.clone(),
        before: Some(before.clone()),
        after: Some(after),
    };
    let titled = write(&bob, User { last_name: Some("B".into()), ..bob.clone() });
    let cases = [
        (
            "a claim of somebody else",
            write(&ana, User { email: Some("BOB@example.com".into()), ..ana.clone() }),
            Conflict::Taken { kind: "email", value: "bob@example.com".into() },
        ),
        (
            "a document that is another one",
            write(&User { active: false, ..ana.clone() }, ana.clone()),
            Conflict::Changed { id: "ana".into() },
        ),
        (
            "more licences than there are",
            Write {
                id: "new".into(),
                before: None,
                after: Some(User {
                    id: "new".into(),
                    licenses: [PREMIUM.to_owned()].into(),
                    ..User::default()
                }),
            },
            Conflict::Capacity { license: PREMIUM.to_owned() },
        ),
    ];
    for (sentence, write, conflict) in cases {
        assert_eq!(directory.commit(&[titled.clone(), write], 7), Err(conflict), "{sentence}");
        assert_eq!(directory, before, "{sentence}");
    }
}

#[test]
fn services_that_somebody_has_are_columns_of_an_export() {
    let (labels, rows) = export::rows(Meaning::WebexControlHub, &directory().users());
    let cell =
        |row: usize, label: &str| &rows[row][labels.iter().position(|it| it == label).unwrap()];
    assert_eq!((cell(0, TEAMS), cell(1, TEAMS)), (&"TRUE".to_owned(), &"FALSE".to_owned()));
    assert_eq!(cell(0, "Phone Number"), "+15550000001");
    let (_, rows) = export::rows(Meaning::RainbowTelephony, &directory().users());
    assert_eq!(rows, [["attach", "ana@example.com", "PBX1", "2000", "", "+15550000002"]]);
    let (labels, rows) = export::rows(Meaning::EightByEight, &directory().users());
    let number = labels.iter().position(|label| label == "User.Voice.Number").unwrap();
    assert_eq!(rows[0][number], "15550000001", "8x8 wants no plus");
}

/// Each template's fields are known to its meaning: a field that the template gains is kept, or it
/// is said that it is not.
#[test]
fn every_field_of_a_template_is_in_its_export() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates");
    let cases = [
        (
            Meaning::EightByEight,
            "8x8-users",
            vec!["SendWelcomeEmail", "User.Voice.VoicemailPIN", "User.Vcc.SendWelcomeEmail"],
        ),
        (
            Meaning::WebexControlHub,
            "webex-users",
            vec!["Last Service Accessed Time", "Days since Last Service Accessed"],
        ),
        (Meaning::WebexContactCenter, "webex-contact-center-users", vec![]),
        (Meaning::RainbowTelephony, "rainbow-telephony", vec![]),
    ];
    for (meaning, template, left_out) in cases {
        let text = std::fs::read_to_string(format!("{root}/{template}.json")).unwrap();
        let template: serde_json::Value = serde_json::from_str(&text).unwrap();
        let (labels, _) = export::rows(meaning, &[]);
        let fields = template["fields"].as_array().unwrap().iter();
        // Services are columns when somebody has one.
        let fields = fields.filter(|field| field["type"] != "boolean");
        let names: Vec<_> = fields.map(|field| field["name"].as_str().unwrap()).collect();
        let expected: Vec<_> = names.into_iter().filter(|name| !left_out.contains(name)).collect();
        assert_eq!(labels, expected);
    }
}

/// A switch of the template that is no licence is known, so that a cell of it is not passed over.
#[test]
fn every_switch_of_the_template_is_a_service() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates/webex-users.json");
    let text = std::fs::read_to_string(path).unwrap();
    let template: serde_json::Value = serde_json::from_str(&text).unwrap();
    let fields = template["fields"].as_array().unwrap().iter();
    for field in fields.filter(|field| field["type"] == "boolean") {
        let name = field["name"].as_str().unwrap();
        let mut directory = directory();
        directory.licenses.clear();
        let cell = format!("{name}=TRUE");
        let row = ["User ID/Email (Required)=bob@example.com", &cell];
        let decision = apply(Meaning::WebexControlHub, "add", &mut directory, &[&row]).remove(0);
        let said =
            decision.verdict == Verdict::Changed || codes(&decision) == ["license-suspended"];
        assert!(said, "{name}: {decision:#?}");
    }
}
