//! Names of things, as the files write them.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use super::letters::is_latin;
use super::{Malformed, code_points};

/// What an [`Id`] names.
pub trait Kind {
    /// The noun with its article and an example, as in "a project, such as open-new-004".
    const WANTED: &'static str;
}

/// The name of one thing of a kind: 1 to 50 of the letters A–Z, a–z, digits, `-` and `_`, a letter or digit first.
///
/// Plain ASCII, so that no two ids look alike, and never a formula in a spreadsheet.
pub struct Id<K> {
    text: Arc<str>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same name, for a thing of another kind: a site goes by the name of its home.
    #[must_use]
    pub fn cast<L>(&self) -> Id<L> {
        Id { text: Arc::clone(&self.text), kind: PhantomData }
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let fits = (1..=50).contains(&text.len()) && text.as_bytes()[0].is_ascii_alphanumeric();
        if plain && fits {
            return Ok(Self { text: text.into(), kind: PhantomData });
        }
        let wanted = match (text.chars().find(|letter| is_latin(*letter)), code_points(text)) {
            (Some(letter), _) => format!(
                "the id of {}: it holds `{letter}`, and an id has letters from a to z without accents; keep `{letter}` for the name",
                K::WANTED
            ),
            (None, None) => format!("the id of {} (letters, digits, - and _; at most 50)", K::WANTED),
            (None, Some(odd)) => {
                format!("the id of {}: it holds {odd}, which only looks like a plain letter or a space", K::WANTED)
            }
        };
        Err(Malformed::new(text, wanted))
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        self.cast()
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// An area's ONS code.
pub type AreaId = Id<kind::Area>;
/// A care type.
pub type CareTypeId = Id<kind::CareType>;
/// A fund.
pub type FundId = Id<kind::Fund>;
/// A group of areas.
pub type GroupId = Id<kind::Group>;
/// A home.
pub type HomeId = Id<kind::Home>;
/// A layer of demand.
pub type LayerId = Id<kind::Layer>;
/// A programme line.
pub type LineId = Id<kind::Line>;
/// A link between projects.
pub type LinkId = Id<kind::Link>;
/// An option, within its project.
pub type OptionId = Id<kind::Option>;
/// A project.
pub type ProjectId = Id<kind::Project>;
/// A rule.
pub type RuleId = Id<kind::Rule>;
/// A site: the name of its home, or of its project where there is no home yet.
pub type SiteId = Id<kind::Site>;

/// The kinds of id, as types.
pub mod kind {
    use super::Kind;

    /// An upper-tier local authority.
    #[derive(Debug)]
    pub enum Area {}
    /// A care type.
    #[derive(Debug)]
    pub enum CareType {}
    /// A tranche of the envelope.
    #[derive(Debug)]
    pub enum Fund {}
    /// A group of areas.
    #[derive(Debug)]
    pub enum Group {}
    /// An existing home.
    #[derive(Debug)]
    pub enum Home {}
    /// A layer of demand.
    #[derive(Debug)]
    pub enum Layer {}
    /// A programme line.
    #[derive(Debug)]
    pub enum Line {}
    /// A link between projects.
    #[derive(Debug)]
    pub enum Link {}
    /// An option of a project.
    #[derive(Debug)]
    pub enum Option {}
    /// A project.
    #[derive(Debug)]
    pub enum Project {}
    /// A rule.
    #[derive(Debug)]
    pub enum Rule {}
    /// A site.
    #[derive(Debug)]
    pub enum Site {}

    impl Kind for Area {
        const WANTED: &'static str = "an area, such as E08000025";
    }
    impl Kind for CareType {
        const WANTED: &'static str = "a care type, such as secure-welfare";
    }
    impl Kind for Fund {
        const WANTED: &'static str = "a fund, such as sr-2021";
    }
    impl Kind for Group {
        const WANTED: &'static str = "a group of areas, such as greater-manchester";
    }
    impl Kind for Home {
        const WANTED: &'static str = "a home, such as adel-beck";
    }
    impl Kind for Layer {
        const WANTED: &'static str = "a layer of demand, such as unaccompanied";
    }
    impl Kind for Line {
        const WANTED: &'static str = "a programme line, such as open-new";
    }
    impl Kind for Link {
        const WANTED: &'static str = "a link, such as bristol-phases";
    }
    impl Kind for Option {
        const WANTED: &'static str = "an option, such as a";
    }
    impl Kind for Project {
        const WANTED: &'static str = "a project, such as open-new-004";
    }
    impl Kind for Rule {
        const WANTED: &'static str = "a rule, such as open-new-ceiling";
    }
    impl Kind for Site {
        const WANTED: &'static str = "a site, such as adel-beck";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_an_accent_is_told_plainly() {
        let message = "café".parse::<ProjectId>().map_or_else(|error| error.to_string(), |id| id.to_string());
        assert!(message.contains("it holds `é`, and an id has letters from a to z without accents"), "{message}");
    }

    #[test]
    fn an_id_is_plain_ascii() {
        assert!("open-new-004".parse::<ProjectId>().is_ok());
        for wrong in ["", " a", "=a", "-a", "a b", "a,b", "é", &"a".repeat(51)] {
            assert!(wrong.parse::<ProjectId>().is_err(), "{wrong:?} was read as an id");
        }
    }

    #[test]
    fn a_letter_that_only_looks_right_is_named_by_its_code_point() {
        let message = "\u{410}1".parse::<ProjectId>().map_or_else(|error| error.to_string(), |id| id.to_string());
        assert!(message.contains("U+0410"), "{message}");
    }
}
