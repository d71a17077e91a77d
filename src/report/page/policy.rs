//! What the page may do: show its own style and run its own script, known by their digests, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The style, which the page holds word for word.
pub(in crate::report) const STYLE: &str = include_str!("../../../templates/page.css");

/// The script, without which the page can be read too.
pub(super) const SCRIPT: &str = include_str!("../../../templates/page.js");

/// The policy, for the page to declare.
pub(super) fn policy() -> String {
    policy_of(STYLE, SCRIPT)
}

/// The policy of a page that has this style and this script.
pub(in crate::report) fn policy_of(style: &str, script: &str) -> String {
    let [style, script] = [style, script].map(|text| STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )
}
