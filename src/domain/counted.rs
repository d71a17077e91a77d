//! Numbers of things in words: one of them, or many.

use super::grouped;

/// So many things: `1 project`, `1,285 projects`, `0 projects`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    let things = if count == 1 { one } else { many };
    format!("{} {things}", u64::try_from(count).map_or_else(|_| count.to_string(), grouped))
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let of = |count| counted(count, "project", "projects");
        assert_eq!([0, 1, 2, 1_285].map(of), ["0 projects", "1 project", "2 projects", "1,285 projects"]);
    }
}
