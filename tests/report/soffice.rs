//! LibreOffice, as a program that opens a workbook, works it out anew and saves it.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// Makes it work out every formula anew when a workbook is opened, which it would not do of its own accord.
const ANEW: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// The workbook as LibreOffice saves it.
pub fn saved_again(bytes: &[u8]) -> Vec<u8> {
    converted(bytes, "xlsx", "xlsx")
}

/// A file of the kind `from`, which an ending tells, as LibreOffice makes one of the kind `to` of it; that may say how
/// after a colon.
pub fn converted(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let folder = TempDir::new().expect("a temporary folder");
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("user")).expect("a folder");
    fs::write(profile.join("user/registrymodifications.xcu"), ANEW).expect("its settings");
    let (before, after) = (folder.path().join(format!("book.{from}")), folder.path().join("after"));
    fs::write(&before, bytes).expect("the workbook");
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .args([&after, &before])
        .output();
    let done =
        done.expect("this test needs LibreOffice: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let ending = to.split(':').next().unwrap_or(to);
    fs::read(after.join(format!("book.{ending}"))).expect("LibreOffice has saved the workbook")
}
