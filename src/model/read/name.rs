//! The name of a model, which its run goes by.

use std::path::Path;

use crate::domain::is_unseen;
use crate::model::LayerNames;
use crate::read::Parsed;

/// The most letters of a name, so that names made of it fit any disk.
const LONGEST: usize = 100;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// The name of the model in `file`, or why no folder could go by it.
pub(super) fn name(file: &Path) -> Result<String, String> {
    let name = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let refused = |why: &str| Err(format!("a run cannot go by the name of this file: {why}; give it another"));
    if name.chars().count() > LONGEST {
        return refused(&format!("it has more than {LONGEST} letters"));
    }
    if name.chars().any(|c| is_unseen(c) || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        return refused("it holds a character that not every disk takes");
    }
    if name.trim_matches([' ', '.']) != name || name.is_empty() {
        return refused("it begins or ends with a space or a dot");
    }
    if is_device(&name) {
        return refused("Windows keeps it for a device");
    }
    Ok(name)
}

/// What a model goes by with what is laid over it: all their names, as short as a name may be.
pub(super) fn composed(names: &LayerNames) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.,=+ ".contains(c) { c } else { '-' };
    let set = names.set.iter().map(|set| set.chars().map(plain).collect());
    let parts: Vec<String> = [names.model.clone()].into_iter().chain(names.with.iter().cloned()).chain(set).collect();
    let whole = parts.join("+");
    if parts.len() == 1 || (whole.chars().count() <= LONGEST && name(Path::new(&format!("{whole}.toml"))).is_ok()) {
        return whole;
    }
    let digest = Parsed::of(Path::new("--set"), whole.as_bytes()).sha256;
    let begin: String = whole.chars().take(LONGEST - 10).collect();
    format!("{}+{}", begin.trim_end_matches([' ', '.']), &digest[..8])
}

/// Whether a name is one of Windows's own, as `CON`, `com1` and `nul.old` are.
fn is_device(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = first.strip_prefix(device).and_then(|rest| rest.parse::<u8>().ok());
        number.is_some_and(|number| number < 10)
    };
    DEVICES[..4].contains(&first.as_str()) || DEVICES[4..].iter().any(|device| numbered(device))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_folder_can_have_on_any_disk_is_taken() {
        for sound in ["envelope-563", "costs +8%", "Été 🏠", "console", "com", "v1.2"] {
            let file = format!("models/{sound}.toml");
            assert_eq!(name(Path::new(&file)).as_deref(), Ok(sound));
        }
    }

    #[test]
    fn a_name_that_leads_elsewhere_or_that_a_disk_refuses_is_not() {
        let long = "a".repeat(101);
        for wrong in ["..", ".", " a", "a.", "a\nb", "a\u{202e}b", "a:b", "CON", "nul.old", "com1", "Lpt9", &long] {
            let file = format!("models/{wrong}.toml");
            assert!(name(Path::new(&file)).is_err(), "{wrong:?} was taken");
        }
    }
}
