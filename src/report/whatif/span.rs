//! Numbers between a least and a most, in words.

use crate::domain::WellLocated;
use crate::whatif::Span;

/// The number, or both its ends: `3`, `between 2 and 3.5`.
pub(in crate::report) fn words(span: Span) -> String {
    if span.is_known() { span.least.to_string() } else { format!("between {} and {}", span.least, span.most) }
}

/// What is lost: `1 well-located place is lost`, `between 2 and 3.5 well-located places are lost`.
pub(in crate::report) fn lost(span: Span) -> String {
    let one = Span { least: WellLocated::from_hundredths(100), most: WellLocated::from_hundredths(100) };
    if span == one {
        "1 well-located place is lost".to_owned()
    } else {
        format!("{} well-located places are lost", words(span))
    }
}
