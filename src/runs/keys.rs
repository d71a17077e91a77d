//! Keys of a JSON file that are there twice, of which a reader sees only one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Every key that an object of the JSON in `text` has more than once, with the keys that lead to it.
pub(super) fn twice(text: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    look(text, "", &mut found);
    found.into_iter().collect()
}

fn look(text: &str, path: &str, found: &mut BTreeSet<String>) {
    let inner = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    if let Ok(Pairs(pairs)) = serde_json::from_str::<Pairs<'_>>(text) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, value) in &pairs {
            *seen.entry(key).or_default() += 1;
            look(value.get(), &inner(key), found);
        }
        found.extend(seen.into_iter().filter(|(_, times)| *times > 1).map(|(key, _)| inner(key)));
    } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(text) {
        for (at, item) in (1..).zip(items) {
            let at: usize = at;
            look(item.get(), &inner(&at.to_string()), found);
        }
    }
}

/// An object with every key that is written.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Each)
    }
}

#[cfg(test)]
mod tests {
    use super::twice;

    #[test]
    fn a_key_that_is_there_twice_is_found_however_deep_it_is_and_however_it_is_written() {
        let text = r#"{"a": 1, "b": [{"c": {"d": 1, "\u0064": 2}}, {"c": 1}], "a": 2, "e": {"a": "{\"a\":1}"}}"#;
        assert_eq!(twice(text), ["a", "b.1.c.d"]);
        assert_eq!(twice("[1, {}]"), Vec::<String>::new());
    }
}
