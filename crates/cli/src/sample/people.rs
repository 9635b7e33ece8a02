//! Made-up people. Nobody of these names is meant; e-mail addresses are at domains kept for examples
//! (RFC 2606), and telephone numbers come from ranges that regulators keep for films and books.

use super::random::Random;

/// First names of several countries, with what spreadsheets and imports stumble over.
const FIRST: [&str; 61] = [
    "Élodie",
    "Jean-François",
    "Noëlle",
    "Loïc",
    "Benoît",
    "Gaël",
    "Anaïs",
    "Maëlys",
    "Cédric",
    "Héloïse",
    "Thaïs",
    "François",
    "Zoé",
    "Océane",
    "Rémi",
    "Niccolò",
    "Lucia",
    "Matteo",
    "Giosuè",
    "Beatrice",
    "Desirée",
    "Ilaria",
    "Salvatore",
    "Nicoletta",
    "João",
    "Inês",
    "Simão",
    "Conceição",
    "Estêvão",
    "Luísa",
    "Jürgen",
    "Käthe",
    "Sören",
    "Björn",
    "Annegret",
    "Günther",
    "Siobhán",
    "Pádraig",
    "Niamh",
    "Oisín",
    "Margaret",
    "Oliver",
    "Priya",
    "Arjun",
    "Mei Ling",
    "Kwame",
    "Adaeze",
    "Ingrid",
    "Åse",
    "Øyvind",
    "Zuzana",
    "Łukasz",
    "Małgorzata",
    "Jiří",
    "José",
    "Begoña",
    "Iñaki",
    "Fatima",
    "Youssef",
    "Aylin",
    "Søren Emil",
];

/// Last names likewise.
const LAST: [&str; 59] = [
    "D'Angelo",
    "L'Hôpital",
    "Dell'Acqua",
    "Lefèvre",
    "Bérenger",
    "Garçon",
    "D'Amico",
    "Müller",
    "Forlì",
    "Le Goff",
    "O'Brien",
    "Ferrà",
    "Dupré",
    "De Luca",
    "Çelik",
    "Martin",
    "Béranger-Roux",
    "Crèvecœur",
    "Saint-Exupère",
    "Nuñez",
    "Muñoz",
    "García",
    "Ibáñez",
    "Gonçalves",
    "Araújo",
    "Magalhães",
    "Simões",
    "Groß",
    "Schäfer",
    "Köhler",
    "Weiß",
    "Von Ahn",
    "O'Sullivan",
    "Ní Bhriain",
    "McCarthy",
    "Smith",
    "Patel",
    "Krishnan",
    "Nguyễn",
    "Okafor",
    "Mensah",
    "Håkansson",
    "Sørensen",
    "Ødegård",
    "Nováková",
    "Dvořák",
    "Wiśniewska",
    "Kowalczyk",
    "Şahin",
    "Haddad",
    "El Amrani",
    "Kim",
    "Tanaka",
    "Van den Berg",
    "De Vries",
    "D'Souza",
    "Öztürk",
    "Rossi",
    "N'Diaye",
];

/// Where people work.
pub(super) const SITES: [&str; 16] = [
    "Lyon",
    "Orléans",
    "Forlì",
    "Cefalù",
    "Nîmes",
    "Aix-en-Provence",
    "L'Aquila",
    "Saint-Étienne",
    "München",
    "Coimbra",
    "São João da Madeira",
    "Galway",
    "Bristol",
    "San Jose HQ",
    "Málaga",
    "Kraków",
];

/// What they do.
pub(super) const TITLES: [&str; 12] = [
    "Sales Representative",
    "Account Manager",
    "Support Agent",
    "Team Lead",
    "Receptionist",
    "Chargée de clientèle",
    "Responsable d'agence",
    "Technicien réseau",
    "Addetta al centralino",
    "Impiegato",
    "Sachbearbeiterin",
    "Analista de suporte",
];

/// Which part of the company they belong to.
pub(super) const DEPARTMENTS: [&str; 10] = [
    "Marketing",
    "Sales",
    "Support",
    "Finance",
    "Comptabilité",
    "Ressources humaines",
    "Acquisti",
    "Logistica",
    "Vertrieb",
    "Operações",
];

/// Time zones, as IANA names them.
pub(super) const TIME_ZONES: [&str; 8] = [
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Lisbon",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Toronto",
    "Australia/Sydney",
];

/// Languages with a region.
pub(super) const LANGUAGE_TAGS: [&str; 6] = ["fr-FR", "it-IT", "pt-PT", "de-DE", "en-GB", "en-US"];

const DOMAINS: [&str; 3] = ["example.com", "example.fr", "example.it"];

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    /// What comes before the `@`; nobody else has it.
    pub(super) account: String,
    pub(super) domain: &'static str,
}

impl Person {
    /// The person with that number: another one for each number. `seed` says in which order.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let all = (FIRST.len() * LAST.len()) as u64;
        // Both lists' lengths are primes, so any step that is a multiple of neither meets everybody.
        let mut step = 1 + Random::of(seed, 3).next() % (all - 1);
        while [FIRST.len(), LAST.len()].iter().any(|length| step.is_multiple_of(*length as u64)) {
            step += 1;
        }
        let place = (number % all * step + seed % all) % all;
        let turn = number / all;
        let pick =
            |list: &[&'static str], at: u64| list.get(at as usize).copied().unwrap_or("Anna");
        let first = pick(&FIRST, place % FIRST.len() as u64);
        let last = pick(&LAST, place / FIRST.len() as u64);
        let mut account = format!("{}.{}", plain(first), plain(last));
        if turn > 0 {
            account.push_str(&(turn + 1).to_string());
        }
        Self { first, last, account, domain: pick(&DOMAINS, number % DOMAINS.len() as u64) }
    }

    pub(super) fn email(&self) -> String {
        format!("{}@{}", self.account, self.domain)
    }
}

/// A name in the letters that every system takes, in lower case.
pub(super) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars().flat_map(char::to_lowercase) {
        match char {
            'a'..='z' | '0'..='9' => out.push(char),
            'à'..='å' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' => out.push('c'),
            'è'..='ë' | 'ễ' | 'ę' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'ù'..='ü' => out.push('u'),
            'ý' => out.push('y'),
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'ł' => out.push('l'),
            'ř' => out.push('r'),
            'ś' | 'ş' => out.push('s'),
            _ => {}
        }
    }
    out
}

/// Where telephone numbers of fiction are: country code, what follows it, and how many digits are
/// free. Sources: ARCEP (France), Ofcom (United Kingdom), ACMA (Australia), Bundesnetzagentur
/// (Germany), NANPA (555-01xx, North America).
const RANGES: [(&str, &str, u32); 8] = [
    ("33", "19900", 4),
    ("44", "2079460", 3),
    ("33", "63998", 4),
    ("61", "25550", 4),
    ("33", "46571", 4),
    ("49", "3023125", 3),
    ("61", "37010", 4),
    ("33", "26191", 4),
];

/// North America has a hundred numbers an area.
const AREAS: [u32; 12] = [408, 212, 312, 415, 514, 416, 604, 617, 206, 303, 404, 713];

/// The number of the person with that number: country code first, no sign. `line` tells the numbers of
/// a person apart. `None` when there are no more.
pub(super) fn telephone(number: u64, line: u64) -> Option<String> {
    let turn = number / 9 + line * 173;
    let Some((country, area, free)) = RANGES.get((number % 9) as usize) else {
        let area = AREAS.get((turn / 100) as usize)?;
        return Some(format!("1{area}55501{:02}", turn % 100));
    };
    let free = *free as usize;
    let digits = turn.to_string();
    (digits.len() <= free).then(|| format!("{country}{area}{digits:0>free$}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_has_the_account_of_another() {
        for seed in [0, 1, 42, u64::MAX] {
            let accounts: HashSet<_> =
                (0..10_000).map(|number| Person::new(seed, number).account).collect();
            assert_eq!(accounts.len(), 10_000, "{seed}");
        }
    }

    #[test]
    fn accounts_are_letters_digits_and_a_dot() {
        for number in 0..4_000 {
            let account = Person::new(1, number).account;
            let (first, last) = account.split_once('.').expect("a dot");
            assert!(first.len() > 1 && last.len() > 1, "{account}");
        }
        assert_eq!(plain("Crèvecœur-Groß"), "crevecoeurgross");
    }

    #[test]
    fn nobody_has_the_number_of_another() {
        let mut seen = HashSet::new();
        for number in 0..8_000 {
            assert!(telephone(number, 0).is_none_or(|digits| seen.insert(digits)), "{number}");
            assert_ne!(telephone(number, 0), telephone(number, 1), "{number}");
        }
        assert!(seen.len() > 7_900, "{}", seen.len());
    }
}
