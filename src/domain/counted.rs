//! Numbers of things in words: one of them, or many.

use super::{WellLocated, grouped};

/// So many things: `1 project`, `1,285 projects`, `0 projects`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    let things = if count == 1 { one } else { many };
    format!("{} {things}", u64::try_from(count).map_or_else(|_| count.to_string(), grouped))
}

/// A name as a part of an id: `north-east`.
#[must_use]
pub fn hyphened(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

impl WellLocated {
    /// These places in words: `1 well-located place`, `908.5 well-located places`.
    #[must_use]
    pub fn counted(self) -> String {
        let noun = if self == Self::from_hundredths(100) { "place" } else { "places" };
        format!("{self} well-located {noun}")
    }
}

#[cfg(test)]
mod tests {
    use super::{WellLocated, counted};

    #[test]
    fn one_well_located_place_is_one_and_part_of_one_is_not() {
        let of = |hundredths| WellLocated::from_hundredths(hundredths).counted();
        assert_eq!([0, 50, 100].map(of), ["0 well-located places", "0.5 well-located places", "1 well-located place"]);
    }

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let of = |count| counted(count, "project", "projects");
        assert_eq!([0, 1, 2, 1_285].map(of), ["0 projects", "1 project", "2 projects", "1,285 projects"]);
    }
}
