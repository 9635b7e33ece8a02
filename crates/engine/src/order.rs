//! Putting a few things in order.

use std::cmp::Ordering;

/// Sorts a few items by insertion; equal ones stay as they are. The standard library's sort is the
/// better one from a hundred items on, and costs one to two KiB of the Worker for every type it is
/// used with.
///
/// ```
/// use rollcall_engine::order::sort_few;
/// let mut words = ["c", "B", "a", "b"];
/// sort_few(&mut words, |one, other| one.to_lowercase().cmp(&other.to_lowercase()));
/// assert_eq!(words, ["a", "B", "b", "c"]);
/// ```
pub fn sort_few<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && compare(&items[at - 1], &items[at]).is_gt() {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}
