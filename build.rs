//! Lists what travels inside the program, from the folders themselves: see `src/shipped.rs`.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the repository that travel, whole.
const FOLDERS: [&str; 4] = ["examples/starter", "inputs", "models", "schemas"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        gather(Path::new(folder), &mut files)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    files.sort();
    let mut list = "[\n".to_owned();
    for file in files {
        let name = file.to_str().ok_or("a name of a file is not UTF-8")?.replace('\\', "/");
        writeln!(list, "({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {name:?}))),")?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?);
    Ok(fs::write(out.join("shipped.rs"), list + "]\n")?)
}

/// Every file in `folder` and below, but those that are hidden.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match path.is_dir() {
            _ if is_hidden => {}
            true => gather(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
