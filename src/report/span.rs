//! Numbers between a least and a most, in words.

use crate::whatif::Span;

/// The number, or both its ends: `3`, `between 2 and 3.5`.
pub(super) fn words(span: Span) -> String {
    if span.is_known() { span.least.to_string() } else { format!("between {} and {}", span.least, span.most) }
}
