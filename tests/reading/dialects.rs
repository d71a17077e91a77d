//! A dataset in every usual dialect is read as what was written, and it is told how it was written; never as anything else.

use placewell::domain::{FinancialYear, Instance, Money, Places};
use placewell::read::lenient::{self, Commas, Unit};
use proptest::prelude::*;
use proptest::sample::select;

use super::bytes::TABLES;
use super::folder::Folder;

/// How a spreadsheet saved a table.
#[derive(Clone, Debug)]
struct Dialect {
    separator: char,
    ends: &'static str,
    encoding: Encoding,
    /// Rows of nothing at the end, and columns of nothing.
    blank: (usize, usize),
    money: Amount,
    year: Year,
    count: Count,
    answers: fn(&str) -> String,
    words: fn(&str) -> String,
    spaces: (&'static str, &'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Marked,
    Utf16,
    Windows,
}

#[derive(Clone, Copy, Debug)]
enum Amount {
    Plain,
    Commas,
    Pounds,
    Spaced,
    Pence,
    Millions,
}

#[derive(Clone, Copy, Debug)]
enum Year {
    Plain,
    Slash,
    Short,
    Prefixed,
    Long,
}

#[derive(Clone, Copy, Debug)]
enum Count {
    Plain,
    Decimal,
    Commas,
    Noun,
}

/// A whole number with `mark` between its thousands.
fn grouped(digits: &str, mark: &str) -> String {
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into()).collect();
    groups.join(mark)
}

impl Dialect {
    fn amount(&self, pounds: &str) -> String {
        let pounds = pounds.trim_end_matches(".00");
        match self.money {
            Amount::Plain => pounds.to_owned(),
            Amount::Commas => grouped(pounds, ","),
            Amount::Pounds => format!("£{}", grouped(pounds, ",")),
            Amount::Spaced => grouped(pounds, " "),
            Amount::Pence => format!("£{pounds}.00"),
            Amount::Millions => {
                let pounds: u64 = pounds.parse().expect("whole pounds");
                format!("{}.{:06}m", pounds / 1_000_000, pounds % 1_000_000)
            }
        }
    }

    fn year(&self, year: &str) -> String {
        match self.year {
            Year::Plain => year.to_owned(),
            Year::Slash => year.replace('-', "/"),
            Year::Short => year[2..].to_owned(),
            Year::Prefixed => format!("FY{}", &year[2..]),
            Year::Long => year.replace('-', "-20"),
        }
    }

    fn number(&self, count: &str) -> String {
        match self.count {
            Count::Plain => count.to_owned(),
            Count::Decimal => format!("{count}.0"),
            Count::Commas => grouped(count, ","),
            Count::Noun => format!("{count} places"),
        }
    }

    /// A cell of a column in this dialect.
    fn cell(&self, column: &str, plain: &str) -> String {
        let counts = ["children", "places", "places_at_risk", "protected", "improved"];
        let is_count = counts.contains(&column) || column.starts_with("additional_");
        let cell = match column {
            _ if plain.is_empty() => return String::new(),
            _ if column.ends_with("_gbp") => self.amount(plain),
            "starts" | "opens" | "year" | "at_risk_from" => self.year(plain),
            "planned" => (self.answers)(plain),
            "basis" | "kind" | "home_type" if ["observed", "modelled", "open", "secure"].contains(&plain) => {
                (self.words)(plain)
            }
            _ if is_count => self.number(plain),
            _ => plain.to_owned(),
        };
        format!("{}{cell}{}", self.spaces.0, self.spaces.1)
    }

    /// A table in this dialect.
    fn table(&self, csv: &str) -> Vec<u8> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let separator = u8::try_from(self.separator).expect("a plain mark");
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        let width = rows[0].len() + self.blank.1;
        for (at, row) in rows.iter().enumerate() {
            let cells = row.iter().zip(&rows[0]).map(|(cell, column)| match at {
                0 => (self.words)(cell),
                _ => self.cell(column, cell),
            });
            let all: Vec<String> = cells.chain((0..self.blank.1).map(|_| String::new())).collect();
            writer.write_record(&all).expect("a row");
        }
        for _ in 0..self.blank.0 {
            writer.write_record(vec![""; width]).expect("a row");
        }
        let text = String::from_utf8(writer.into_inner().expect("a table")).expect("text").replace('\n', self.ends);
        match self.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Marked => format!("\u{feff}{text}").into_bytes(),
            Encoding::Utf16 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Windows => {
                text.chars().map(|letter| u8::try_from(letter).expect("a letter of Windows-1252")).collect()
            }
        }
    }

    /// Whether an amount in it may be read in two ways.
    fn is_uncertain(&self) -> bool {
        let has_commas = matches!(self.money, Amount::Commas) || matches!(self.count, Count::Commas);
        self.separator == ';' && has_commas
    }
}

fn dialect() -> impl Strategy<Value = Dialect> {
    let form = (
        select(vec![',', ';', '\t', '|']),
        select(vec!["\n", "\r\n", "\r"]),
        select(vec![Encoding::Utf8, Encoding::Marked, Encoding::Utf16, Encoding::Windows]),
        (0..4_usize, 0..3_usize),
    );
    let amount =
        select(vec![Amount::Plain, Amount::Commas, Amount::Pounds, Amount::Spaced, Amount::Pence, Amount::Millions]);
    let year = select(vec![Year::Plain, Year::Slash, Year::Short, Year::Prefixed, Year::Long]);
    let count = select(vec![Count::Plain, Count::Decimal, Count::Commas, Count::Noun]);
    let answers: Vec<fn(&str) -> String> =
        vec![str::to_owned, str::to_uppercase, |word| word[..1].to_uppercase() + &word[1..], |word| {
            word[..1].to_owned()
        }];
    let words: Vec<fn(&str) -> String> =
        vec![str::to_owned, str::to_uppercase, |word| word[..1].to_uppercase() + &word[1..]];
    let spaces = select(vec![("", ""), (" ", ""), ("", " "), ("\u{a0}", "  ")]);
    (form, amount, year, count, select(answers), select(words), spaces).prop_map(
        |((separator, ends, encoding, blank), money, year, count, answers, words, spaces)| Dialect {
            separator,
            ends,
            encoding,
            blank,
            money,
            year,
            count,
            answers,
            words,
            spaces,
        },
    )
}

/// The small dataset with letters that not every encoding has alike, and amounts at the edges of their groups.
fn plain() -> Folder {
    let folder = Folder::lenient();
    folder.edit("projects.csv", "Two new homes in Birmingham", "Deux châteaux à £ & £");
    folder.edit(
        "options.csv",
        "open-high-risk,2026-27,2026-27,600000,600000",
        "open-high-risk,2026-27,2026-27,999,1000",
    );
    folder.edit("spend.csv", "open-bham,b,2026-27,600000", "open-bham,b,2026-27,999");
    folder.edit("options.csv", "2027-28,911000,911000", "2027-28,911000,1000000");
    folder
}

fn instance(folder: &Folder) -> Instance {
    folder.read().dataset.expect("no mistakes").instance
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dataset_in_any_usual_dialect_is_read_as_what_was_written(dialect in dialect()) {
        let folder = plain();
        let wanted = instance(&folder);
        for file in TABLES {
            folder.write(file, dialect.table(&folder.text(file)));
        }
        let reading = folder.read();
        match reading.dataset {
            Some(dataset) => prop_assert_eq!(dataset.instance, wanted),
            None => prop_assert!(dialect.is_uncertain(), "{:?}", reading.mistakes),
        }
        prop_assert!(reading.mistakes.iter().all(|mistake| mistake.mistake.contains("a comma may")
            || mistake.mistake.contains("spend")), "{:?}", reading.mistakes);
    }

    #[test]
    fn an_amount_in_any_form_is_that_amount_or_is_refused(pounds in prop_oneof![
        select(vec![0_i64, 1, 999, 1_000, 999_999, 1_000_000, 1_000_001, 99_999_999_999, 100_000_000_000]),
        0..100_000_000_001_i64,
    ], dialect in dialect()) {
        let commas = if dialect.separator == ';' { Commas::MayBePoint } else { Commas::PartThousands };
        let text = dialect.amount(&pounds.to_string());
        match lenient::money(&text, Unit::Pounds, commas) {
            Ok(read) => prop_assert_eq!(read.value, Money::from_pounds(pounds), "{}", text),
            Err(why) => prop_assert!(dialect.is_uncertain() && text.matches(',').count() == 1, "{}", why),
        }
    }

    #[test]
    fn a_count_in_any_form_is_that_count_or_is_refused(count in 0..1_000_000_u32, dialect in dialect()) {
        let commas = if dialect.separator == ';' { Commas::MayBePoint } else { Commas::PartThousands };
        let text = dialect.number(&count.to_string());
        match lenient::places(&text, commas) {
            Ok(read) => prop_assert_eq!(read.value, Places::new(count), "{}", text),
            Err(why) => prop_assert!(dialect.is_uncertain(), "{}", why),
        }
    }

    #[test]
    fn a_year_in_any_form_is_that_year_or_is_refused(start in 2_000..2_100_u32, dialect in dialect()) {
        let plain = format!("{start}-{:02}", (start + 1) % 100);
        let Ok(wanted) = plain.parse::<FinancialYear>() else { return Ok(()) };
        match lenient::year(&dialect.year(&plain)) {
            Ok(read) => prop_assert_eq!(read.value, wanted),
            // The end of such a year may be a month.
            Err(why) => prop_assert!((start + 1) % 100 <= 12, "{}", why),
        }
    }
}

#[test]
fn what_is_let_pass_is_told_once_with_its_count_and_its_first_place() {
    let folder = Folder::lenient();
    folder.edit("options.csv", "2027-28,1200000,1200000", "2027/28,\"1,200,000\",\"£1,200,000\"");
    folder.edit("options.csv", "600000,600000", "\"600,000\",600000 ");
    folder.edit("options.csv", "6,8,4,yes", "6,8.0,4,Yes");
    folder.edit("projects.csv", "project,name", "Project,name");
    let spend = folder.text("spend.csv").replace(',', ";") + ";;;\n;;;\n";
    folder.write("spend.csv", spend);
    let told: Vec<String> =
        folder.read().dataset.expect("no mistakes").warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "3 amounts had commas, the first at options.csv line 2 (lenient[amounts-with-commas])",
            "1 amount had £, at options.csv line 2 (lenient[amounts-with-£])",
            "1 answer had another word, at options.csv line 5 (lenient[answers-with-another-word])",
            "1 cell had spaces at an end, at options.csv line 3 (lenient[cells-with-spaces-at-an-end])",
            "1 count had decimals, at options.csv line 5 (lenient[counts-with-decimals])",
            "1 heading had capitals, at projects.csv line 1 (lenient[headings-with-capitals])",
            "2 rows had no value, the first at spend.csv line 12 (lenient[rows-with-no-value])",
            "1 table had semicolons in the place of commas, at spend.csv line 1 \
             (lenient[tables-with-semicolons-in-the-place-of-commas])",
            "1 year had another form, at options.csv line 2 (lenient[years-with-another-form])",
        ]
    );
}

#[test]
fn what_has_two_readings_is_refused_with_a_word_of_why() {
    let folder = Folder::lenient();
    folder.write("spend.csv", folder.text("spend.csv").replace(',', ";").replace("700000", "700,000"));
    assert_eq!(
        folder.mistakes(),
        ["spend.csv:2: spend_gbp: `700,000` is not an amount in whole pounds; if it means £700,000, write 700000; \
          semicolons part the cells here, and a comma may then be a decimal point: write the number without it"]
    );
    let years = Folder::lenient();
    years.edit("options.csv", "2026-27,2027-28,1200000", "03/04,2027-28,1200000");
    years.edit("areas.csv", "Birmingham,West", "B\u{e9}rmingham,West");
    let mut bytes = years.text("areas.csv").into_bytes();
    bytes.extend(b"E08000026,Coventr\xe9,West Midlands,433000,279000,\n");
    years.write("areas.csv", bytes);
    let told = years.mistakes();
    assert!(told[0].starts_with("areas.csv:5: the byte E9 is not UTF-8"), "{told:?}");
    assert!(told[1].starts_with("options.csv:2: starts: `03/04` is not a financial year"), "{told:?}");
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn every_dialect_is_refused_where_strict_forms_alone_are_read() {
    let (strict, lenient) = (Folder::new(), Folder::lenient());
    for folder in [&strict, &lenient] {
        folder.write("spend.csv", folder.text("spend.csv").replace(',', ";"));
        folder.edit("demand.csv", "secure-welfare,2,", "secure-welfare,2.0,");
    }
    assert_eq!(lenient.mistakes(), [""; 0]);
    assert_eq!(strict.mistakes().len(), 2, "{:?}", strict.mistakes());
}
