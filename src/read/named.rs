//! Things called by their id or by their name.

use super::nearest;

/// How many things are listed that may have been meant.
const LISTED: usize = 3;

/// A word as it is held against others: spaces and capitals aside.
#[must_use]
pub fn plain(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Which of `things`, each an id and a name, goes by what is written: by its id, or else by its name or its id if no other
/// has it, spaces and capitals aside.
///
/// # Errors
///
/// What is wrong, with what was probably meant; `noun` and `nouns` are what one thing and many are called.
pub fn named(written: &str, things: &[(&str, &str)], (noun, nouns): (&str, &str)) -> Result<usize, String> {
    if let Some(at) = things.iter().position(|(id, _)| *id == written) {
        return Ok(at);
    }
    let name = plain(written);
    let alike = |holds: &dyn Fn(&str) -> bool| {
        let found = things.iter().enumerate().filter(|(_, (_, name))| holds(&plain(name)));
        found.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let told = |at: &[usize]| {
        let listed: Vec<&str> = at.iter().take(LISTED).map(|at| things[*at].0).collect();
        let more = if at.len() > LISTED { ", …" } else { "" };
        format!("{}{more}", listed.join(", "))
    };
    let by_either = things.iter().enumerate().filter(|(_, (id, own))| plain(own) == name || plain(id) == name);
    match by_either.map(|(at, _)| at).collect::<Vec<usize>>().as_slice() {
        [] => {}
        [only] => return Ok(*only),
        many => return Err(format!("{} {nouns} are called `{written}`; give an id: {}", many.len(), told(many))),
    }
    let hint = nearest(written, things.iter().map(|(id, _)| *id)).map(|id| format!("did you mean `{id}`?"));
    let by_name = || {
        let meant = nearest(written, things.iter().map(|(_, name)| *name))?;
        let (id, _) = things.iter().find(|(_, name)| *name == meant)?;
        Some(format!("did you mean `{id}` ({meant})?"))
    };
    let within = || {
        let found = if name.len() < 3 { Vec::new() } else { alike(&|known| known.contains(&name)) };
        (!found.is_empty()).then(|| format!("it is in the name of {}", told(&found)))
    };
    let hint = hint.or_else(by_name).or_else(within).map_or_else(String::new, |hint| format!("; {hint}"));
    Err(format!("the dataset has no {noun} `{written}`{hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_goes_by_its_id_or_by_a_name_that_no_other_has() {
        let things = [("north", "North Street"), ("south", "A new home"), ("west", "A new  home"), ("east", "north")];
        let found = |written| named(written, &things, ("project", "projects"));
        assert_eq!(found("south"), Ok(1));
        assert_eq!(found("north street "), Ok(0), "capitals and spaces aside");
        assert_eq!(found("north"), Ok(0), "an id goes before a name");
        assert_eq!(found("SOUTH "), Ok(1), "an id with capitals and spaces is as good as a name");
        assert_eq!(found("NORTH"), Err("2 projects are called `NORTH`; give an id: north, east".to_owned()));
        assert_eq!(found("A new home"), Err("2 projects are called `A new home`; give an id: south, west".to_owned()));
    }

    #[test]
    fn what_was_meant_is_looked_for_among_ids_then_names_then_parts_of_names() {
        let things = [("open-001", "North Street"), ("open-002", "South Lane"), ("open-003", "South Hill")];
        let told = |written| named(written, &things, ("project", "projects")).expect_err("there is none");
        assert_eq!(told("open-04"), "the dataset has no project `open-04`; did you mean `open-001`?");
        assert_eq!(
            told("Nort Street"),
            "the dataset has no project `Nort Street`; did you mean `open-001` (North Street)?"
        );
        assert_eq!(told("hill"), "the dataset has no project `hill`; it is in the name of open-003");
        assert_eq!(told("Elm Road"), "the dataset has no project `Elm Road`");
    }
}
