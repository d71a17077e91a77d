//! The versions of what decides an answer.

/// A part and its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: String,
}

/// The crates between a plan and HiGHS.
const CRATES: [&str; 3] = ["good_lp", "highs", "highs-sys"];

/// What was locked when this was built.
const LOCK: &str = include_str!("../../Cargo.lock");

/// The versions of placewell, of HiGHS as it says itself, and of the crates between.
///
/// # Panics
///
/// Never: a program is not built unless what it is built from is locked.
#[must_use]
pub fn versions() -> Vec<Version> {
    let own = Version { name: "placewell", version: env!("CARGO_PKG_VERSION").to_owned() };
    let solver = Version { name: "HiGHS", version: crate::solve::version() };
    [own, solver].into_iter().chain(crates()).collect()
}

/// The versions of the crates between a plan and HiGHS.
///
/// # Panics
///
/// Never, as [`versions`].
#[must_use]
pub fn crates() -> Vec<Version> {
    let version = |name| locked(name).expect("it is locked").to_owned();
    CRATES.into_iter().map(|name| Version { name, version: version(name) }).collect()
}

/// The version at which a crate is locked.
fn locked(name: &str) -> Option<&'static str> {
    let (_, after) = LOCK.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version)
}
